import type { Acting as ActingAs, ActorRef, FileRef, Refusal as RefusalWith, Remark } from '@otklik/record'
import type { Dated, HistoryEvent, Importance, Procedure, Regulation, ReplyKind, Track } from '@otklik/regulations'
import type { Moment, Schedule } from '@otklik/worktime'
import type { Holder } from './holder.ts'
import type { Attachment, IncidentEvent, Justification, Message, PublicationFailure } from './events.ts'
import type { PersonCommandType } from './commands.ts'
import type { Right } from './right.ts'

/** Where an incident stands; words for people are in the catalogue of the interface. */
export type Status =
  | 'received' // новое: not yet looked at
  | 'selected' // отобрано, ждёт направления (also after a return)
  | 'routed' // у исполнителя (also while a final reply is owed after an interim one)
  | 'submitted' // проект на согласовании
  | 'reworking' // на доработке
  | 'approved' // согласовано, ждёт размещения; also after a failed publication
  | 'publishing' // отправляется в сеть
  | 'uncertain' // неизвестно, размещено ли: решает человек
  | 'awaitingAuthor' // уточнение размещено, ждём автора
  | 'answered' // окончательный ответ размещён
  | 'closed'
  | 'declined'
  | 'redirected'

/** A numbered, immutable draft with what was said about it. */
export type Revision = {
  readonly number: number
  readonly kind: ReplyKind
  readonly text: string
  readonly attachments: readonly FileRef[]
  readonly unitId: string
  readonly by: ActorRef
  readonly at: Moment
  /** Where the incident stood before it: a draft that is taken back leads there again. */
  readonly from: Status
  /** The revision whose words it mends; null: written by the unit. */
  readonly amends: number | null
  /** Requirements that its writer ticked. */
  readonly confirmed: readonly string[]
  readonly outcome: 'pending' | 'withdrawn' | 'amended' | 'sentBack' | 'approved' | 'published' | 'failed'
  readonly remarks: readonly Remark[]
  readonly approvedBy: ActorRef | null
  /** What its writer and its approver justified in it. */
  readonly justifications: readonly Justification[]
}

export type Publication = {
  readonly id: string
  readonly revision: number
  readonly state: 'requested' | 'published' | 'failed' | 'uncertain'
  readonly requestedAt: Moment
  readonly requestedBy: ActorRef
  readonly publishedAt: Moment | null
  readonly ref: string | null
  readonly url: string | null
  readonly failure: PublicationFailure | null
  readonly detail: string | null
  /** Since when the reply is gone from the network, past us; null while it stands there. */
  readonly deletedAt: Moment | null
  /** What stands in the network instead of the revision's text and photos where somebody changed them there. */
  readonly edited: { readonly text: string; readonly photos: number; readonly at: Moment } | null
  /** True once nobody knew its end, whatever became of it: a person may have overlooked a reply that stands there. */
  readonly doubted: boolean
}

/** That an author changed their words, when last, and what stood beside them once and no longer does, with the moment it went. */
export type Edited = { readonly at: Moment; readonly removed: readonly (Attachment & { readonly removedAt: Moment })[] }

/** An author's answer as it stands now. `at`: when it was recorded; `deletedAt`: since when it is gone from the network. */
export type Answer = { readonly message: Message; readonly at: Moment; readonly deletedAt: Moment | null; readonly edited: Edited | null }

/** Who did something last, and when: a second press is answered with it. */
export type Trace = { readonly by: ActorRef; readonly at: Moment }

/** An incident as its events made it. `version` 0 with status null: nothing has happened yet. */
export type Incident = {
  readonly version: number
  readonly status: Status | null
  readonly number: string
  readonly message: Message | null
  readonly track: Track
  readonly importance: Importance
  readonly topicId: string | null
  readonly location: string | null
  /** Units that have the message; after a new question of its author those that had it, as a suggestion. The last one received it last. */
  readonly holders: readonly Holder[]
  readonly revisions: readonly Revision[]
  readonly publications: readonly Publication[]
  readonly answers: readonly Answer[]
  /** Set when an interim reply stands in the network and the final one is still owed. */
  readonly interimPublishedAt: Moment | null
  readonly messageDeletedAt: Moment | null
  readonly messageEdited: Edited | null
  readonly timeAsked: { readonly unitId: string; readonly term: string; readonly reason: string; readonly at: Moment } | null
  /** What became of the executor's latest request, until the reply is handed in or the message goes elsewhere. */
  readonly timeAnswered: { readonly given: boolean; readonly term: string; readonly reason: string; readonly at: Moment } | null
  /** The latest event of each kind that still counts. */
  readonly latest: Readonly<Partial<Record<IncidentEvent['type'], Trace>>>
  /** What can still be taken back, by whom, and the state to go back to. */
  readonly undoable: { readonly version: number; readonly at: Moment; readonly by: ActorRef; readonly before: Incident } | null
}

/** The person whose command it is, with rights already resolved; `system` for connectors and workers. */
export type Acting = ActingAs<Right>

/** What the terms of one message are counted by, and what they came to. */
export type Terms = {
  readonly act: Regulation
  readonly schedule: Schedule
  /** What has happened to the message, with units by their ids. */
  readonly history: readonly HistoryEvent[]
  /** The terms planned so far, each by the calendar of its day. Those without a date are not among them. */
  readonly obligations: readonly Dated[]
}

/** Everything a decision may depend on besides the state. `newIds` are fresh identifiers, as many as a command may need. */
export type Context = {
  readonly now: Moment
  readonly acting: Acting
  readonly procedure: Procedure
  /** Units of the organisation that may execute; a route elsewhere is refused. */
  readonly unitIds: readonly string[]
  /** Topics on the organisation's list; a selection under another one is refused. */
  readonly topicIds: readonly string[]
  readonly newIds: readonly string[]
  readonly terms: Terms
  /** Who of those that could let the draft out has opened it first; null: nobody yet. Absent where nobody looks that up: nobody. */
  readonly openedBy?: { readonly name: string } | null
  readonly limits: ReplyLimits
}

/** What one reply may hold where the message stands, and through the account that answers there. */
export type ReplyLimits = {
  /** Longest text, in UTF-16 units. */
  readonly textLength: number
  /** Most photos; 0 where this account cannot send any. */
  readonly photos: number
}

/** Why something may not be done: a value, never an exception. */
export type Refusal = RefusalWith<RefusalCode>

export type RefusalCode =
  | 'not-your-role'
  | 'not-your-unit'
  | 'wrong-state'
  | 'unknown-ground'
  | 'unknown-unit'
  | 'unknown-topic'
  | 'unknown-revision'
  | 'superseded-revision'
  | 'already-opened'
  | 'requirement-unmet'
  | 'reason-missing'
  | 'kind-not-in-act'
  | 'step-not-in-act'
  | 'same-unit'
  | 'too-early-to-close'
  | 'too-late-to-undo'
  | 'right-lapsed'
  | 'already-done'
  | 'bad-term'

/** An action as the interface shows it: open, or closed with the reason and the clause. */
export type ActionState =
  | { readonly action: PersonCommandType; readonly allowed: true }
  | { readonly action: PersonCommandType; readonly allowed: false; readonly refusal: Refusal }
