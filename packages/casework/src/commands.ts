import type { FileRef, Remark } from '@otklik/record'
import type { Importance, NormName, ReplyKind, Track } from '@otklik/regulations'
import type { Moment } from '@otklik/worktime'
import type { Attachment, CloseReason, Justification, Message, PublicationFailure } from './events.ts'

/** Commands that a person gives about an incident. */
export type PersonCommand =
  | { readonly type: 'select'; readonly importance: Importance; readonly topicId: string | null; readonly location: string | null }
  | { readonly type: 'decline'; readonly groundId: string; readonly note: string }
  | {
      readonly type: 'redirect'
      readonly destination: 'other-organisation' | 'formal-appeal'
      readonly to: string
      readonly reason: string
    }
  | { readonly type: 'route'; readonly unitId: string; readonly note: string }
  | { readonly type: 'return'; readonly reason: string; readonly suggestedUnitId: string | null }
  | {
      readonly type: 'submitDraft'
      readonly kind: ReplyKind
      readonly text: string
      readonly attachments: readonly FileRef[]
      readonly justifications?: readonly Justification[]
      /** Requirements that the writer has checked; whoever lets the reply out checks them again. */
      readonly confirmed?: readonly string[]
    }
  /** The unit takes its draft back while nobody who could approve or publish it has opened it. */
  | { readonly type: 'withdrawDraft'; readonly revision: number }
  /** Whoever could send a revision back mends its words as a revision of their own. */
  | { readonly type: 'amendDraft'; readonly revision: number; readonly text: string }
  | { readonly type: 'sendBack'; readonly revision: number; readonly remarks: readonly Remark[] }
  | {
      readonly type: 'approve'
      readonly revision: number
      readonly confirmed: readonly string[]
      readonly justifications?: readonly Justification[]
    }
  | {
      readonly type: 'publish'
      readonly revision: number
      readonly confirmed: readonly string[]
      readonly justifications?: readonly Justification[]
    }
  | { readonly type: 'askForTime'; readonly term: string; readonly reason: string }
  | { readonly type: 'denyTime'; readonly reason: string }
  | { readonly type: 'extendTerm'; readonly term: string; readonly reason: string }
  | { readonly type: 'setTerm'; readonly norm: NormName; readonly term?: string; readonly due?: Moment; readonly reason: string }
  | { readonly type: 'close'; readonly reason: CloseReason; readonly note: string }
  /** After an uncertain publication a person looked in the network: `ref` when the reply stands there, null when it does not. */
  | { readonly type: 'resolvePublication'; readonly publicationId: string; readonly ref: string | null; readonly url: string | null }
  /** Takes back the last event within ten seconds, where nothing has left the house. */
  | { readonly type: 'undo'; readonly version: number }

/** Facts that the system itself brings: connectors and workers. */
export type SystemCommand =
  | { readonly type: 'receive'; readonly message: Message; readonly track: Track; readonly number: string }
  | {
      readonly type: 'recordPublished'
      readonly publicationId: string
      readonly ref: string
      readonly url: string
      readonly evidence: 'network' | 'reconciled'
    }
  | {
      readonly type: 'recordPublicationFailed'
      readonly publicationId: string
      readonly reason: PublicationFailure
      readonly detail: string
    }
  | { readonly type: 'recordPublicationUncertain'; readonly publicationId: string; readonly detail: string }
  | { readonly type: 'recordAuthorAnswer'; readonly message: Message }
  /**
   * `key`: the network's own, of whatever words of the incident it tells of: the message, an answer of its author, a reply of ours.
   * `attachments`: all that stand beside the text now; absent: nothing is known of them.
   */
  | { readonly type: 'recordMessageEdited'; readonly key: string; readonly text: string; readonly attachments?: readonly Attachment[] }
  | { readonly type: 'recordMessageDeleted'; readonly key: string }
  | { readonly type: 'recordMessageRestored'; readonly key: string }

export type Command = PersonCommand | SystemCommand
export type CommandType = Command['type']
export type PersonCommandType = PersonCommand['type']
