import { z } from 'zod'
import { text } from '../primitives.ts'

/** The act that holds; `releasePath`: what a handed-in draft waits for under it (somebody's approval, a publisher who reads it, or its own writer). */
export const actInForce = z.object({
  id: z.string(),
  title: text,
  edition: z.string(),
  releasePath: z.enum(['approval', 'publication', 'own']),
})

export const regulationSummary = z.object({
  id: z.string(),
  title: text,
  edition: z.string(),
  source: z.string(),
  inForce: z.boolean(),
  findings: z.number().int(),
})
export type RegulationSummary = z.infer<typeof regulationSummary>

export const finding = z.object({ id: z.string(), severity: z.enum(['error', 'warning', 'note']), clauses: z.array(z.string()), text })

export const regulationDetail = regulationSummary.extend({
  findings: z.number().int(),
  findingList: z.array(finding),
  norms: z.array(
    z.object({
      norm: z.string(),
      clause: z.string(),
      actor: z.string(),
      term: z.string(),
      from: z.string(),
      condition: z.string(),
      reading: text.nullable(),
      /** The codes beside it as people say them. */
      words: z.object({ norm: text, actor: text, from: text }).optional(),
    }),
  ),
  /** Where the act leaves something open: the question, how it is read here, and how else it could be. */
  readings: z
    .array(z.object({ id: z.string(), clauses: z.array(z.string()), question: text, chosen: text, others: z.array(text) }))
    .optional(),
})
export type RegulationDetail = z.infer<typeof regulationDetail>

export const regulationChoice = z.object({ id: z.string() })
