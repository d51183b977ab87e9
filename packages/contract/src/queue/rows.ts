import { z } from 'zod'
import { actor, id, importance, moment, norm, status, text, track, unit } from '../primitives.ts'
import { queueViews } from '../vocabulary.ts'

/** What runs next on a row: the earliest pending obligation. Its last quarter is amber: at most an hour, at least five minutes. */
export const nextDue = z.object({ norm, clause: z.string(), actor, start: moment, due: moment, clock: unit, reading: text.nullable() })
export type NextDue = z.infer<typeof nextDue>

export const queueRow = z.object({
  id,
  version: z.number().int(),
  number: z.string(),
  status,
  importance,
  track,
  /** First 240 characters of the message. Hostile: shown as text only. */
  excerpt: z.string(),
  /** First 240 characters of what the author answered last, while that is what waits to be read; else null. */
  answerExcerpt: z.string().nullable(),
  /** What the message carries besides text, in a few words («2 фото»); null: nothing. Names of files in it are hostile. */
  attached: text.nullable(),
  /** The same of the answer that its author gave last, while the row says that they answered. */
  answerAttached: text.nullable(),
  authorName: z.string(),
  /** The network's id (`networks` tells its name); null: the message stands in none that anybody has named. */
  network: z.string().nullable(),
  url: z.string(),
  topic: z.object({ id: z.string(), name: z.string() }).nullable(),
  location: z.string().nullable(),
  /** Units that have the message, in the order in which they received it. */
  holders: z.array(z.object({ id, name: z.string(), role: z.enum(['executor', 'coExecutor']) })),
  receivedAt: moment,
  changedAt: moment,
  next: nextDue.nullable(),
  breached: z.number().int(),
  unread: z.boolean(),
  /** Reply is owed or asked for: flags the row shows quietly. */
  flags: z.array(
    z.enum([
      'interim',
      'returned',
      'timeAsked',
      'publicationFailed',
      'authorAnswered',
      'termAwaited',
      'messageDeleted',
      'replyDeleted',
      'replyEdited',
    ]),
  ),
})
export type QueueRow = z.infer<typeof queueRow>

export const queueView = z.enum(queueViews)
export type QueueView = z.infer<typeof queueView>
export const queueQuery = z.object({
  view: queueView.default('all'),
  q: z.string().trim().max(200).optional(),
  unit: id.optional(),
  topic: z.string().max(100).optional(),
  status: status.optional(),
  importance: importance.optional(),
  cursor: z
    .string()
    .regex(/^[0-9a-z]{1,11}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
})
export type QueueQuery = z.infer<typeof queueQuery>
export const queuePage = z.object({ rows: z.array(queueRow), nextCursor: z.string().nullable(), asOf: moment })
export type QueuePage = z.infer<typeof queuePage>
export const queueCounts = z.object({
  new: z.number(),
  mine: z.number(),
  burning: z.number(),
  approval: z.number(),
  awaiting: z.number(),
  all: z.number(),
})
export type QueueCounts = z.infer<typeof queueCounts>
