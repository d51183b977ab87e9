import type { Attachment, Message, Place } from '@otklik/casework'
import type { NetworkActKind, NetworkTarget } from '@otklik/record'
import type { ActOutcome, Intent, ReconcileOutcome } from './act.ts'
import type { Capabilities } from './capability.ts'
import type { ConnectorError } from './connector-error.ts'

/**
 * The port that every network implements: translation only. A connector knows no incident, no database, no clock of its own
 * besides the one it is given. Rule for receiving: the caller stores the raw event durably, commits, and only then acknowledges.
 */

/** A connection as its connector gets it. `secrets` come decrypted and are never logged; `fields` are no secret. Names of both are the network's own. */
export type Account = {
  readonly id: string
  readonly network: string
  /** The organisation's page in the network, by the network's own name or number. */
  readonly ownId: string
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** A stored, untranslated event. `dedupeKey` is unique within the account: a redelivery has the same one. */
export type RawEvent = {
  readonly dedupeKey: string
  /** `own`: a new one of our own page. Its edits, deletions and restorings are told as anybody's: a reply of ours may be changed past us. */
  /** `other`: about something else. `unreadable`: it may be about a message, but its form is not the documented one and nothing was guessed. */
  readonly kind: 'new' | 'edit' | 'delete' | 'restore' | 'own' | 'other' | 'unreadable'
  /** The network's clock, milliseconds. */
  readonly occurredAt: number
  readonly raw: unknown
  /** Keys of the message that it speaks of and of the thread's first message, where it tells them: within these the order of events counts. */
  readonly about?: { readonly message: string; readonly thread: string | null } | null
}

/** What of an event was not understood, for whoever keeps the connection. `field` as the network calls it. */
export type Unclear = { readonly field: string; readonly ru: string; readonly en: string }

/** A message translated from a raw event; the author stands apart because it is personal data. */
export type Found = {
  readonly message: Omit<Message, 'id' | 'authorId' | 'place'> & {
    /** Who brings a reply there is not in the message: it follows from what the connection can do (`deliveryOf`). */
    readonly place: Omit<Place, 'delivery'>
  }
  readonly author: Author
  /** Key of the message it answers (comment or post), for recognising an author's answer in the same thread. */
  readonly threadKey: string | null
  readonly inReplyToKey: string | null
  /** True when our own page wrote it: screened out, kept as evidence of an answer given by hand. */
  readonly own: boolean
}

/** `gone`: the page no longer exists, and the name says only that. */
export type Author = {
  readonly key: string
  readonly name: string
  readonly url: string
  readonly isCommunity: boolean
  readonly gone?: true
}

/** The message as it stands in its network: post above it, thread around it. Text is hostile. */
export type MessageContext = {
  readonly post: {
    readonly text: string
    readonly url: string
    readonly attachments: readonly Attachment[]
  } | null
  readonly thread: readonly {
    readonly key: string
    readonly authorName: string
    readonly own: boolean
    readonly text: string
    readonly attachments: readonly Attachment[]
    readonly writtenAt: number
  }[]
}

/** A request to `/hooks/:network/:accountId` as it came. Header names are in small letters; the body's bytes are untouched, for signatures. */
export type HookRequest = {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What the network hears, in its own words. */
export type HookAnswer = { readonly status: number; readonly type: string; readonly body: string }

/** `accept`: the answer is given only after the events are stored. `reason`: for whoever keeps the connection; it carries no secret. */
export type HookVerdict =
  | { readonly accept: true; readonly events: readonly RawEvent[]; readonly answer: HookAnswer }
  | { readonly accept: false; readonly reason: string; readonly answer: HookAnswer }

/** Where a poll stands: opaque to the caller, stored with the events in one transaction. */
export type Cursor = Readonly<Record<string, string | number>>

/** What one round of a poll brought: events to store and the cursor to store with them. */
export type Pulled = {
  readonly events: readonly RawEvent[]
  readonly cursor: Cursor
  /** Receiving goes on, yet something of it wants a person: messages of some time may be missing. Told at each round while it lasts. */
  readonly trouble?: ConnectorError
}

export interface Connector {
  readonly account: Account
  /** By the secrets that this account holds. */
  capabilities(): Capabilities
  /** Confirms that tokens work and whose page it is. Throws ConnectorError with a class and Russian/English text. */
  identify(signal?: AbortSignal): Promise<{ readonly name: string; readonly url: string }>
  /** Whether the request comes from the network, what it brings, and what to answer. Pure but for the clock. */
  webhook(request: HookRequest): HookVerdict
  /** One round of polling. Throws ConnectorError when nothing can be received; the cursor then stays where it was and nothing is lost. */
  pull(cursor: Cursor | null, signal?: AbortSignal): Promise<Pulled>
  /** Raw → message. Pure; null for events that carry no message. */
  translate(event: RawEvent): Found | null
  /** A stored event as this program reads it today: what was `unreadable` may have become a message. Pure. */
  readAgain(event: RawEvent): RawEvent
  /** Why an event is `unreadable`; empty for one that can be read. Pure. */
  unclear(event: RawEvent): readonly Unclear[]
  /** Whether words of ours and words as `translate` shows them are one text that the network only set in its own way. Pure. */
  sameWords(ours: string, shown: string): boolean
  /** Names of authors, by key, in as few requests as the network allows. Whom the network does not tell of, now or ever, is missing. */
  describeAuthors(keys: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Author>>
  context(target: NetworkTarget, signal?: AbortSignal): Promise<MessageContext>
  /** The kinds of act that this network can carry out: nothing else is asked of it. Whether this account's keys suffice, `perform` says. */
  acts(): ReadonlySet<NetworkActKind>
  /** One attempt. What is known to fail is rejected before anything leaves. */
  perform(intent: Intent, signal?: AbortSignal): Promise<ActOutcome>
  /** Was it done? Asked after an attempt whose end nobody knows. Changes nothing in the network. */
  reconcile(intent: Intent, signal?: AbortSignal): Promise<ReconcileOutcome>
}
