import { z } from 'zod'
import { actInForce } from '../acts/acts.ts'
import { closeReason, id, moment, norm, person, replyKind, status, stretch, text } from '../primitives.ts'
import { queueRow } from '../queue/rows.ts'
import { answerInCard, messageInCard, thread } from './messages.ts'
import { publication, revision } from './replies.ts'
import { requirement } from './requirements.ts'
import { obligation } from './terms.ts'

/** One line of the record: who, when, what, by which clause; `words` are ready for people. */
export const recordLine = z.object({
  version: z.number().int(),
  at: moment,
  by: person,
  type: z.string(),
  words: text,
  clause: z.string().nullable(),
  undone: z.boolean(),
  hash: z.string(),
})
export type RecordLine = z.infer<typeof recordLine>

export const actionState = z.object({
  action: z.string(),
  allowed: z.boolean(),
  code: z.string().nullable(),
  text: text.nullable(),
  clause: z.string().nullable(),
})
export type ActionStateView = z.infer<typeof actionState>

export const incidentCard = z.object({
  row: queueRow,
  message: messageInCard,
  context: thread.nullable(),
  answers: z.array(answerInCard),
  obligations: z.array(obligation),
  revisions: z.array(revision),
  publications: z.array(publication),
  record: z.array(recordLine),
  actions: z.array(actionState),
  requirements: z.array(requirement),
  declineGrounds: z.array(z.object({ id: z.string(), clause: z.string(), text })),
  replyKinds: z.array(z.object({ kind: replyKind, clause: z.string() })),
  /** `until`: where the running term would end with the time that is asked for; null where none runs. */
  timeAsked: z.object({ unitId: id, term: z.string(), reason: z.string(), at: moment, until: moment.nullable() }).nullable(),
  /** What became of the executor's latest request, until the reply is handed in or the message goes elsewhere. */
  timeAnswered: z.object({ given: z.boolean(), term: z.string(), reason: z.string(), at: moment }).nullable(),
  /** By which command more time could be given now; null: the act lets no running term end later. */
  moreTime: z.enum(['extendTerm', 'setTerm']).nullable(),
  undo: z.object({ version: z.number().int(), until: moment }).nullable(),
  /** `approval`: an approved reply goes out by itself, so approving is the moment of commitment; `press`: somebody presses. */
  publishTrigger: z.enum(['approval', 'press']).optional(),
  /** What the message's network takes in one reply through its connection: UTF-16 units, and photos (0: the connection cannot send any). */
  maxReplyLength: z.number().int(),
  maxReplyPhotos: z.number().int(),
  closeReasons: z.array(closeReason),
  /** Running norms whose term the act lets be set for this message. */
  settableNorms: z.array(norm),
  /** Norms to which the act gives no term of its own and nobody has yet set one (D-4.3b). */
  awaitedTerms: z.array(z.object({ norm, clause: z.string() })),
  /** The running term that the act lets be extended now: `to` counts from `start`, `until` is the furthest end; null: none. `asked`: the shortest such term, or the furthest, that gives what the executor asks for. */
  extension: z
    .object({ norm, clause: z.string(), start: moment, due: moment, to: z.string(), until: moment, asked: z.string().nullable() })
    .nullable(),
  /** Working stretches that the line of terms spans. */
  stretches: z.array(stretch),
  regulation: actInForce,
})
export type IncidentCard = z.infer<typeof incidentCard>

/** A command's answer is the whole card as it stands after it, so that nothing has to be asked again. */
export const commandResponse = z.object({ version: z.number().int(), card: incidentCard })
export type CommandResponse = z.infer<typeof commandResponse>

export const authorHistory = z.object({
  items: z.array(z.object({ id, number: z.string(), status, excerpt: z.string(), attached: text.nullable(), receivedAt: moment })),
})
