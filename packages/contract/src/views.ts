import { z } from 'zod'
import {
  actor,
  closeReason,
  fileRef,
  givenMoment,
  id,
  moment,
  norm,
  person,
  remark,
  replyKind,
  role,
  status,
  stretch,
  text,
  track,
  unit,
  visible,
  webAddress,
} from './primitives.ts'
import { personCommand } from './commands.ts'
import { answerInCard, messageInCard, thread } from './message-views.ts'
import { queueRow } from './queue-views.ts'
import { requirement, requirementState } from './requirement-views.ts'

export * from './queue-views.ts'

/** The act that holds; `lettingOut`: what a handed-in draft waits for under it (somebody's approval, a publisher who reads it, or its own writer). */
const actInForce = z.object({ id: z.string(), title: text, edition: z.string(), lettingOut: z.enum(['approval', 'publication', 'own']) })

/** RFC 9457; `code` is stable and stands in the catalogue, `clause` names the act's clause where there is one. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  text: text,
  clause: z.string().nullable(),
  /** `line`: of a text that was sent, from 1. */
  errors: z.array(z.object({ path: z.string(), text, line: z.number().int().optional() })).optional(),
  /** On 409 `version-conflict`: where the incident stands now and who moved it; on `calendar-moved` the calendar, without a status. */
  current: z.object({ version: z.number().int(), status: status.nullable(), by: person, at: moment }).optional(),
})

export const obligation = z.object({
  norm,
  occurrence: z.number().int(),
  clause: z.string(),
  actor,
  unitId: id.nullable(),
  clock: unit,
  start: moment,
  due: moment,
  status: z.enum(['pending', 'met', 'breached', 'cancelled']),
  metAt: moment.nullable(),
  /** Working milliseconds from `metAt` to `due`: negative when late; null while pending. */
  leftWorking: z.number().nullable(),
  reading: text.nullable(),
  provisional: z.boolean(),
  /** Why this date, in sentences: start, amount, clause, nights and lunch passed over. */
  explanation: text.nullable(),
})

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
  /** Requirements that its writer ticked: whoever lets it out checks them again. */
  confirmed: z.array(z.string()),
  outcome: z.enum(['pending', 'withdrawn', 'amended', 'sentBack', 'approved', 'published', 'failed']),
  remarks: z.array(remark),
  approvedBy: person.nullable(),
  /** How each requirement of the act stands for this text, ticks and reasons of those who let it out counted. */
  requirementStates: z.array(requirementState),
})
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
export const actionState = z.object({
  action: z.string(),
  allowed: z.boolean(),
  code: z.string().nullable(),
  text: text.nullable(),
  clause: z.string().nullable(),
})
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
  /** By which order more time could be given now; null: the act lets no running term end later. */
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
/** A command's answer is the whole card as it stands after it, so that nothing has to be asked again. */
export const commandResponse = z.object({ version: z.number().int(), card: incidentCard })

export const authorHistory = z.object({
  items: z.array(z.object({ id, number: z.string(), status, excerpt: z.string(), attached: text.nullable(), receivedAt: moment })),
})

/** In the demo alone, which listens on this machine only: the pretended community's page, and who signs in with the one password. */
const demoLinks = z.object({
  community: z.string(),
  password: z.string(),
  people: z.array(z.object({ login: z.string(), name: z.string(), roles: z.array(role), place: z.string() })),
})
/** What is seen before signing in. */
export const door = z.object({ demo: demoLinks.nullable() })

export const session = z.object({
  person: z.object({ id, name: z.string(), login: z.string(), roles: z.array(role), unitIds: z.array(id) }),
  organisation: z.object({ id, name: z.string(), timezone: z.string() }),
  regulation: actInForce,
  /** Working stretches from 45 days back to 120 days ahead: the browser counts remaining working time with them. */
  stretches: z.array(stretch),
  provisionalYears: z.array(z.number().int()),
  /** Server's clock at answer, for correcting the browser's. */
  now: moment,
  demo: z.boolean(),
  demoLinks: demoLinks.optional(),
  /** Another chose this person's password (`by` null: the command line): until it is changed nothing else is let in. */
  passwordGiven: z.object({ at: moment, by: z.object({ id, name: z.string() }).nullable() }).nullable(),
})
export const signIn = z.object({ login: z.string().trim().min(1).max(100), password: z.string().min(1).max(1000) })

export const topic = z.object({ id: z.string(), name: z.string(), group: z.string() })
export const directory = z.object({
  units: z.array(
    z.object({ id, name: z.string(), short: z.string(), parentId: id.nullable(), executes: z.boolean(), active: z.boolean() }),
  ),
  people: z.array(z.object({ id, name: z.string(), unitIds: z.array(id), roles: z.array(role), active: z.boolean() })),
  topics: z.array(topic),
})

/** Registration of a message by hand (a call, a letter, a network without a connector). */
export const registerMessage = z.object({
  text: z.string().trim().min(1).max(20000).regex(visible),
  authorName: z.string().trim().max(200).default(''),
  url: webAddress.nullable().default(null),
  /** The network in which it stands, where the person names one. */
  network: networkId.nullable().default(null),
  track: track.default('social'),
  writtenAt: givenMoment.optional(),
})
export const registered = z.object({ id, number: z.string(), version: z.number().int() })

/**
 * Server-sent events on `GET /api/stream`: `incident` whenever a row changed (row as this person may see it),
 * `looking` who else has the card open, `closing` why the server hangs up. `hello` comes first and whenever more has changed than is told row
 * by row: read everything anew, at a random moment within `spreadMs`, so that many browsers do not ask at once; `personId`: whose stream it is.
 */
export const streamEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), now: moment, personId: id, spreadMs: z.number().int() }),
  z.object({ type: z.literal('incident'), row: queueRow }),
  /** `signed-out`: sign in again. `too-many`: the person has opened more streams since than one may have, and this was the oldest. */
  z.object({ type: z.literal('closing'), reason: z.enum(['signed-out', 'too-many']) }),
  z.object({ type: z.literal('looking'), incidentId: id, people: z.array(z.object({ id, name: z.string(), writing: z.boolean() })) }),
])
/** `tab`: a name of its own for each tab of a person; each has one card open. */
export const looking = z.object({ incidentId: id.nullable(), writing: z.boolean().default(false), tab: z.string().max(40).default('') })

export const health = z.object({
  status: z.enum(['ok', 'degraded']),
  /** What is wrong with the house itself and what to do, in words; the answer is 503 where one of the three below is not `ok`. */
  troubles: z.array(z.object({ code: z.enum(['database', 'clock', 'disk', 'disk-low']), ru: z.string(), en: z.string() })),
  database: z.object({ ok: z.boolean(), kind: z.enum(['embedded', 'server']), version: z.string() }),
  /** `offByMs`: so far the computer's clock is ahead of the database's; null while nobody could compare them. */
  clock: z.object({ ok: z.boolean(), offByMs: z.number().int().nullable() }),
  /** Where data, files and the embedded database stand. `freeMb`: of the fullest of them; null where it cannot be asked. */
  disk: z.object({ ok: z.boolean(), freeMb: z.number().int().nullable() }),
  queue: z.object({
    ok: z.boolean(),
    outboxWaiting: z.number().int(),
    outboxUncertain: z.number().int(),
    rawWaiting: z.number().int(),
    /** Events of networks that could not be handled again and again: the log says why (`inbox.failed`). They are tried again. */
    rawFailed: z.number().int(),
    /** Events of networks that this program could not read: kept, shown with the connection, read again by another version. */
    rawUnreadable: z.number().int(),
    /** Findings that no administrator has seen yet: something is not what was sealed (`alteration.found` in the log). */
    altered: z.number().int(),
  }),
  version: z.string(),
})
export { personCommand }
