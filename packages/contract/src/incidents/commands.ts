import { z } from 'zod'
import { closeReason, fileRef, givenMoment, importance, norm, remark, replyKind, visible } from '../primitives.ts'
import { longestReply, mostPhotos } from '../vocabulary.ts'

const reason = z.string().trim().min(1).max(2000)
const note = z.string().trim().max(2000).default('')
const revision = z.number().int().positive()
const confirmed = z.array(z.string().max(60)).max(30).default([])
const justifications = z
  .array(z.object({ requirement: z.string().max(60), reason: reason.regex(visible) }))
  .max(30)
  .optional()
/** `+1wd`, `+2wh`: see worktime `parseTerm`. */
const term = z.string().regex(/^[+-]\d{1,6}(wh|wm|wd|h|m|d)$/)

/** The same commands as casework's PersonCommand; a test keeps both equal. */
export const personCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('select'),
    importance: importance.default('normal'),
    topicId: z.string().max(100).nullable().default(null),
    location: z.string().trim().max(300).nullable().default(null),
  }),
  z.object({ type: z.literal('decline'), groundId: z.string().max(60), note }),
  z.object({
    type: z.literal('redirect'),
    destination: z.enum(['other-organisation', 'formal-appeal']),
    to: z.string().trim().min(1).max(300),
    reason,
  }),
  z.object({ type: z.literal('route'), unitId: z.uuid(), note }),
  z.object({ type: z.literal('return'), reason, suggestedUnitId: z.uuid().nullable().default(null) }),
  z.object({
    type: z.literal('submitDraft'),
    kind: replyKind,
    text: z.string().trim().min(1).max(longestReply).regex(visible),
    attachments: z.array(fileRef).max(mostPhotos).default([]),
    justifications,
    confirmed,
  }),
  z.object({ type: z.literal('withdrawDraft'), revision }),
  z.object({ type: z.literal('amendDraft'), revision, text: z.string().trim().min(1).max(longestReply).regex(visible) }),
  z.object({ type: z.literal('sendBack'), revision, remarks: z.array(remark).min(1).max(50) }),
  z.object({ type: z.literal('approve'), revision, confirmed, justifications }),
  z.object({ type: z.literal('publish'), revision, confirmed, justifications }),
  z.object({ type: z.literal('askForTime'), term, reason }),
  z.object({ type: z.literal('denyTime'), reason }),
  z.object({ type: z.literal('extendTerm'), term, reason }),
  z.object({ type: z.literal('setTerm'), norm, term: term.optional(), due: givenMoment.optional(), reason }),
  z.object({ type: z.literal('close'), reason: closeReason, note }),
  z.object({
    type: z.literal('resolvePublication'),
    publicationId: z.uuid(),
    /** Whether the reply stands there. `address`: where, as a person copied it from the network; empty where the message stands in none. */
    stands: z.boolean(),
    address: z.string().trim().max(500).default(''),
  }),
  z.object({ type: z.literal('undo'), version: z.number().int().positive() }),
])
export type PersonCommandInput = z.input<typeof personCommand>

/** Body of `POST /api/incidents/:id/commands`; the header `Idempotency-Key` (a UUID) makes a second press harmless. */
export const commandRequest = z.object({ expectedVersion: z.number().int().nonnegative(), command: personCommand })
export type CommandRequest = z.infer<typeof commandRequest>
