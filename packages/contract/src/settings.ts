import { z } from 'zod'
import { id, moment, role, text, visible } from './primitives.ts'

export const unitInput = z.object({
  name: z.string().trim().min(1).max(200).regex(visible),
  short: z.string().trim().min(1).max(60).regex(visible),
  parentId: id.nullable().default(null),
  executes: z.boolean().default(true),
  active: z.boolean().default(true),
})
export const personInput = z.object({
  name: z.string().trim().min(1).max(200).regex(visible),
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9._-]{2,60}$/),
  roles: z.array(role).min(1),
  unitIds: z.array(id).default([]),
  active: z.boolean().default(true),
  /** Only when set or changed: 10 to 256 characters, not a common one nor one of their own names. Never returned. */
  password: z.string().min(10).max(1000).optional(),
})
export const personView = z.object({
  id,
  name: z.string(),
  login: z.string(),
  roles: z.array(role),
  unitIds: z.array(id),
  active: z.boolean(),
})

/** The schedule as `otklik due` reads it, as text (YAML or JSON), so that comments survive; refused with line and reason when wrong. */
export const scheduleView = z.object({ source: z.string(), timezone: z.string(), provisionalYears: z.array(z.number().int()) })
export const scheduleInput = z.object({ source: z.string().max(100000) })

export const regulationSummary = z.object({
  id: z.string(),
  title: text,
  edition: z.string(),
  source: z.string(),
  inForce: z.boolean(),
  findings: z.number().int(),
})
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
export const regulationChoice = z.object({ id: z.string() })

/** An event of a network that waits for a person or for another version of the program. */
export const unhandledEvent = z.object({
  id,
  /** `unreadable`: its form is not the documented one. `failed`: handling it goes wrong again and again, the log says why. */
  state: z.enum(['unreadable', 'failed']),
  at: moment,
  /** What the network calls it; empty where it does not say. */
  type: z.string(),
  /** What was not understood, or what is known of the failure. */
  why: z.array(text),
  /** As the network sent it, without the secret: JSON with indents. Hostile text. */
  payload: z.string(),
})
export const unhandledView = z.object({ total: z.number().int(), events: z.array(unhandledEvent) })
/** `read`: how many can be read now; `tried`: how many that failed are being tried again. */
export const unhandledRetry = z.object({ read: z.number().int(), tried: z.number().int() })
