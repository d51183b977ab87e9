import { z } from 'zod'
import { fileRef, id, moment, person, remark, replyKind } from '../primitives.ts'
import { requirementState } from './requirements.ts'

export const revision = z.object({
  number: z.number().int(),
  kind: replyKind,
  text: z.string(),
  attachments: z.array(fileRef),
  unit: z.object({ id, name: z.string() }).nullable(),
  by: person,
  at: moment,
  /** The revision whose words somebody mended who reads it before it goes out; null: its unit wrote it. */
  amends: z.number().int().nullable(),
  /** Requirements that its writer ticked: whoever approves or publishes it checks them again. */
  confirmed: z.array(z.string()),
  outcome: z.enum(['pending', 'withdrawn', 'amended', 'sentBack', 'approved', 'published', 'failed']),
  remarks: z.array(remark),
  approvedBy: person.nullable(),
  /** How each requirement of the act stands for this text, ticks and reasons of approvers counted. */
  requirementStates: z.array(requirementState),
})
export type RevisionView = z.infer<typeof revision>

export const publication = z.object({
  id,
  revision: z.number().int(),
  state: z.enum(['requested', 'published', 'failed', 'uncertain']),
  requestedAt: moment,
  requestedBy: person,
  publishedAt: moment.nullable(),
  ref: z.string().nullable(),
  url: z.string().nullable(),
  failure: z.string().nullable(),
  detail: z.string().nullable(),
  /** Asked for but not sent yet: until when it waits, and why; `until` null: it is not sent, the record does not stand behind it. */
  waiting: z.object({ until: moment.nullable(), detail: z.string() }).nullable(),
  /** Since when a published reply is gone from the network. */
  deletedAt: moment.nullable(),
  /** What stands in the network instead, where somebody changed the reply there. Hostile: shown as text only. */
  edited: z.object({ text: z.string(), photos: z.number().int(), at: moment }).nullable(),
})
export type PublicationView = z.infer<typeof publication>
