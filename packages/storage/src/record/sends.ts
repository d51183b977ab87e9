import type { DomainEvent } from '@otklik/record'
import type { Stored } from './stored.ts'

/** How a publication ended, by the last event that says so; the columns that its intent has from it. */
export type Ended = { readonly state: 'confirmed' | 'rejected' | 'uncertain'; readonly detail: string | null }

/** A publication as its row says it. */
export type IntentRow = {
  readonly publication_id: string
  readonly account_id: string
  readonly place: unknown
  readonly text: string
  readonly files: readonly { readonly id: string; readonly name: string; readonly type: string }[]
  readonly made_at: number
}

/** A publication as the record asks for it. `lookFirst`: an earlier one may stand there after all. `ended` null: it is on its way. */
export type Publication = { readonly row: IntentRow; readonly lookFirst: boolean; readonly ended: Ended | null }

/** How sending a publication ended. */
export type SendingEnd =
  | { readonly type: 'published'; readonly ref: string; readonly url: string; readonly evidence: 'network' | 'reconciled' }
  | { readonly type: 'failed'; readonly reason: string; readonly detail: string }
  | { readonly type: 'uncertain'; readonly detail: string }

/** What an aggregate that has words sent to a network tells the outbox. */
export type Sends<Event = DomainEvent, Command = unknown> = {
  /** What the whole record asks to be sent, oldest first, and the network's keys of what stands there already. Pure. */
  asked(recorded: readonly Stored<Event>[]): { readonly publications: readonly Publication[]; readonly known: readonly string[] }
  /** The command by which the end becomes an event of the stream. @throws RangeError for an unknown reason */
  outcome(publicationId: string, end: SendingEnd): Command
}
