import type { ActFailure, FileRef, Recorded as RecordedEvent, Remark } from '@otklik/record'
import type { Beside } from './holder.ts'
import type { Importance, NormName, ReplyKind, Track } from '@otklik/regulations'
import type { Moment } from '@otklik/worktime'

/** A person's word that what a check found in a text is in place there (a surname, a title), and why. `requirement`: its id in the act. */
export type Justification = { readonly requirement: string; readonly reason: string }

/** Where a message stands; enough to answer it there and to open it in a browser. */
export type Place = {
  /** The network's id; null: it stands in none (a call, a letter), or nobody has said in which. */
  readonly network: string | null
  /** Who brings a reply there: the program through the network, or a person by hand, who then says so. */
  readonly delivery: 'network' | 'person'
  /** The organisation's connection (account) through which it was found; empty where a person registered it. */
  readonly accountId: string
  /** The network's own key, unique within the account; where a person registered it, one of ours. */
  readonly key: string
  readonly url: string
  /** What the connector needs to answer in place; nobody else looks into it. */
  readonly target: Readonly<Record<string, string | number>>
}

/**
 * What stands beside the text of a message in its network, in the order shown there. `kind` is the network's own word (`photo`, `doc`, …),
 * `url` is empty where a person cannot open it, `title` what its owner called it, `key` the network's own, which stays when addresses change.
 */
export type Attachment = { readonly kind: string; readonly url: string; readonly title?: string; readonly key?: string }

/** Somebody's words as found; immutable. The author's name and handle live apart (personal data), here only the key. */
export type Message = {
  readonly id: string
  readonly authorId: string
  readonly place: Place
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** When the author wrote it, by the network's clock. */
  readonly writtenAt: Moment
}

/** What an event of an incident says. Past participles; `at` and `by` are in the envelope. */
export type IncidentEvent =
  | { readonly type: 'MessageReceived'; readonly message: Message; readonly track: Track }
  | { readonly type: 'Registered'; readonly number: string }
  | { readonly type: 'Selected'; readonly importance: Importance; readonly topicId: string | null; readonly location: string | null }
  | { readonly type: 'Declined'; readonly groundId: string; readonly note: string }
  | {
      readonly type: 'Redirected'
      readonly destination: 'other-organisation' | 'formal-appeal'
      readonly to: string
      readonly reason: string
      readonly lapsedAt?: Moment
    }
  /** `beside`: the unit joins those that have the message; absent: it takes their place. */
  | { readonly type: 'Routed'; readonly unitId: string; readonly note: string; readonly beside?: Beside }
  | {
      readonly type: 'Returned'
      readonly unitId: string
      readonly reason: string
      readonly suggestedUnitId: string | null
      /** Done after the right's term, which ended then; only where the act's reading lets it (`late: marked`). */
      readonly lapsedAt?: Moment
    }
  | {
      readonly type: 'DraftSubmitted'
      readonly revision: number
      readonly unitId: string
      readonly kind: ReplyKind
      readonly text: string
      readonly attachments: readonly FileRef[]
      /** Requirements that its writer ticked; absent where nothing was ticked. */
      readonly confirmed?: readonly string[]
      /** The revision whose words somebody mended who reads it before it goes out; absent in what a unit wrote. */
      readonly amends?: number
      /** Written although the author has not answered the clarification in its thread; absent otherwise. */
      readonly unanswered?: true
      /** What its writer justified in it; absent where nothing was. */
      readonly justifications?: readonly Justification[]
    }
  | { readonly type: 'DraftWithdrawn'; readonly revision: number }
  | { readonly type: 'SentBack'; readonly revision: number; readonly remarks: readonly Remark[] }
  | {
      readonly type: 'Approved'
      readonly revision: number
      readonly confirmed: readonly string[]
      /** What the approver justified beyond what its writer did; absent where nothing was. */
      readonly justifications?: readonly Justification[]
    }
  | {
      readonly type: 'PublicationRequested'
      readonly publicationId: string
      readonly revision: number
      readonly confirmed: readonly string[]
      readonly justifications?: readonly Justification[]
      /**
       * An earlier reply of this incident ended in doubt and was said to be absent: look for it in the network before anything is sent.
       * Absent in old events and where nothing was in doubt: false.
       */
      readonly lookFirst?: boolean
    }
  | {
      readonly type: 'Published'
      readonly publicationId: string
      readonly revision: number
      readonly kind: ReplyKind
      readonly ref: string
      readonly url: string
      /** `network`: the network confirmed; `reconciled`: found by reading back; `person`: a person attests it. */
      readonly evidence: 'network' | 'reconciled' | 'person'
    }
  | {
      readonly type: 'PublicationFailed'
      readonly publicationId: string
      readonly revision: number
      readonly reason: PublicationFailure
      readonly detail: string
    }
  | { readonly type: 'PublicationUncertain'; readonly publicationId: string; readonly revision: number; readonly detail: string }
  | { readonly type: 'AuthorAnswered'; readonly message: Message }
  /** Text and attachments as they stand now; `attachments` is absent where the edit left them alone. What was before stands in earlier events. */
  | { readonly type: 'MessageEdited'; readonly text: string; readonly attachments?: readonly Attachment[] }
  | { readonly type: 'MessageDeleted' }
  | { readonly type: 'MessageRestored' }
  /** `messageId`: of the message in `AuthorAnswered`. */
  | { readonly type: 'AnswerEdited'; readonly messageId: string; readonly text: string; readonly attachments?: readonly Attachment[] }
  | { readonly type: 'AnswerDeleted'; readonly messageId: string }
  | { readonly type: 'AnswerRestored'; readonly messageId: string }
  /** Somebody changed our reply past us: `text` is what citizens read there now, `photos` how many stand beside it; absent: as many as before. */
  | {
      readonly type: 'ReplyEdited'
      readonly publicationId: string
      readonly revision: number
      readonly text: string
      readonly photos?: number
    }
  | { readonly type: 'ReplyDeleted'; readonly publicationId: string; readonly revision: number }
  | { readonly type: 'ReplyRestored'; readonly publicationId: string; readonly revision: number }
  | { readonly type: 'TimeAsked'; readonly unitId: string; readonly term: string; readonly reason: string }
  /** The curator gives no more time: `term` is what was asked for. */
  | { readonly type: 'TimeDenied'; readonly unitId: string; readonly term: string; readonly reason: string }
  | { readonly type: 'TermExtended'; readonly term: string; readonly reason: string }
  | { readonly type: 'TermSet'; readonly norm: NormName; readonly term?: string; readonly due?: Moment; readonly reason: string }
  | { readonly type: 'Closed'; readonly reason: CloseReason; readonly note: string }
  /** Takes back the event before it (see `undo`); both stay in the record, neither counts. */
  | { readonly type: 'Undone'; readonly version: number }

/** Why a reply did not come to be read in its network. */
export type PublicationFailure = ActFailure
export type CloseReason = 'answered' | 'author-satisfied' | 'no-answer' | 'dialogue-pointless' | 'outside'

/** An event of an incident as stored. */
export type Recorded = RecordedEvent<IncidentEvent>
