import type { Moment } from '@otklik/worktime'

/** Who acts: a person, or the system itself (connectors, workers) with `personId: null`. */
export type ActorRef = { readonly personId: string | null; readonly name: string }

/** A file kept by content: `id` is the SHA-256 of its bytes in hex. */
export type FileRef = { readonly id: string; readonly name: string; readonly type: string; readonly bytes: number }

/** A remark on a revision; `from`/`to` are UTF-16 offsets in its text where the remark points at a place. */
export type Remark = { readonly text: string; readonly from?: number; readonly to?: number }

/** An event as stored: position in its stream starts at 1 and has no gaps. */
export type Recorded<Event> = {
  readonly version: number
  readonly at: Moment
  readonly by: ActorRef
  readonly event: Event
}

/** An event of any kind of stream: what happened, by its name. */
export type DomainEvent = { readonly type: string }

/** What a stream's events were decided under, as its aggregate says: editions of rules, versions of settings. */
export type Under = Readonly<Record<string, string | number>>

/** Everything about an event that may not be changed unseen: its hash is made of it. `format` is the number of this shape. */
export type Envelope<Event> = Recorded<Event> & {
  readonly format: 1
  /** The kind of the stream: which aggregate folds it. */
  readonly kind: string
  readonly tenantId: string
  readonly streamId: string
  readonly under: Under
}
