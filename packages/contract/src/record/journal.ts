import { z } from 'zod'
import { id, moment, text } from '../primitives.ts'
import { journalGroups, journalKinds } from '../vocabulary.ts'

/** A field's value; secrets are shown by `present`, `absent` and `replaced` alone. A text in both languages is a name that the program knows. */
const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), text])

export const journalEntry = z.object({
  number: z.number().int(),
  at: moment,
  kind: z.enum(journalKinds),
  /** null: the program, its command line, or somebody who did not sign in. */
  who: z.object({ id, name: z.string() }).nullable(),
  /** Whom or what it is about, by the name of that day. */
  on: z.object({ id: id.nullable(), name: z.string() }).nullable(),
  address: z.string().nullable(),
  browser: z.string().nullable(),
  /** The same letters: the same browser. */
  device: z.string().nullable(),
  /** So many times since `since`. */
  count: z.number().int(),
  since: moment.nullable(),
  /** `label`: what the network of a connection calls the field; null: the desk has its own word. */
  changes: z.array(z.object({ field: z.string(), label: text.nullable(), before: value, after: value })),
  /** Of a refusal: what was refused. */
  what: text.nullable(),
  /** Of a failed try: why, and what was typed as a login, cut short. */
  why: z.enum(['wrong-password', 'unknown-login', 'no-entry']).nullable(),
  typed: z.string().nullable(),
  /** Of a sign-in: failed tries just before, others who signed in with this browser earlier, and whether another had given the password. */
  failedBefore: z.number().int(),
  others: z.array(z.string()),
  given: z.boolean(),
})
export type JournalEntryView = z.infer<typeof journalEntry>

export const journalPage = z.object({ entries: z.array(journalEntry), nextCursor: z.string().nullable() })
export type JournalPage = z.infer<typeof journalPage>

export const journalQuery = z.object({
  person: id.optional(),
  group: z.enum(journalGroups).optional(),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional(),
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
})
