import type { Acting, DomainEvent, Recorded, Refusal, Under } from '@otklik/record'
import type { Pool, PoolClient } from 'pg'
import type { Asking } from './asking.ts'
import type { Difference } from './difference.ts'
import type { Runs } from './runs.ts'
import type { Loaded, Stored, Stream } from './stored.ts'
import type { Rows, Table } from './table.ts'

/** What a command is decided by: the stream as it stands, who asks, and the moment (never before the stream's last event). */
export type Asked<State, Event extends DomainEvent, Command, Read> = {
  readonly on: Runs
  readonly tenantId: string
  readonly streamId: string
  readonly loaded: Loaded<State, Event, Read>
  readonly command: Command
  readonly acting: Acting
  readonly at: number
}

/** Rows that a decision changes, by table: written (`put`) and taken away (`drop`, their keys). `also`: for the aggregate's own parts. */
export type Writes = { readonly put: Rows; readonly drop?: Rows; readonly also?: Readonly<Record<string, unknown>> }

/** What a command comes to. No events: nothing is to be done. */
export type Decision<Event extends DomainEvent = DomainEvent> = {
  readonly events: readonly Event[]
  /** What they were decided under. */
  readonly under: Under
  /** The version of the organisation's settings that was seen: nothing is written when they have moved since. */
  readonly settingsVersion: number
  /** The rows that follow, of the new events as they are recorded. */
  writes(fresh: readonly Stored<Event>[]): Writes
}

/** How a stream of this kind begins, where more must hold than that there is none yet. */
export type Opening = {
  /** Parts of the statement before the head is written. */
  readonly before: string
  /** The part from which the head is made: where it has no row, nothing is written. */
  readonly from: string
  /** Tables that `before` writes itself. */
  readonly writes: readonly string[]
  /** Columns that the statement answers besides. */
  readonly answers: string
}

/** What a rebuild or verification works by. `hold`: what it reads beside the record stays as it is until the transaction ends. */
export type Refolding = {
  readonly now: number
  readonly hold: boolean
  /** Told of a stream of which nothing can be made, and why. */
  readonly unfoldable: (streamId: string, why: string) => void
}

/** Moments (milliseconds UTC) before which something is no longer kept. */
export type Cutoffs = {
  /** An author's last message, or an event set aside unhandled. */
  readonly authors: number
  /** When a handled event occurred, or the thread around a finished incident was read. */
  readonly working: number
  /** When a button was pressed, or an alarm rang that nobody waits for any more. */
  readonly presses: number
}

/**
 * A kind of stream: its state, its decisions, its rows. The record, the upkeep and the outbox work with any; a package registers its own
 * (`OpenOptions.aggregates`) and changes nothing else. See docs/decisions/0015.
 */
export type Aggregate<State = unknown, Event extends DomainEvent = DomainEvent, Command = unknown, Read = unknown> = {
  /** Small Latin letters and hyphens; sealed with every event, so it never changes. */
  readonly kind: string
  readonly initial: State
  /** Pure. @throws where the event cannot follow */
  evolve(state: State, recorded: Recorded<Event>): State
  /** Every table whose rows follow from its streams; the root first. */
  readonly tables: readonly Table[]
  /** SQL of a JSON value that a decision needs besides the record; `$1` organisation, `$2` stream. */
  readonly reads?: string
  /** Whether the command begins a stream. Without it streams of this kind are opened by other ways than a command. */
  opens?(command: Command): boolean
  /** Decides; may read, writes nothing. */
  decide(asked: Asked<State, Event, Command, Read>): Promise<Decision<Event> | Refusal>
  readonly opening?: Opening
  /** Further parts of the appending statement; they see `head`, `written` and `$5`, and begin with a comma. */
  readonly also?: string
  /**
   * Every row that follows from these records, by stream, as the commands wrote them. Those that cannot be folded are left out and told.
   * @throws where nothing can be counted for the organisation at all
   */
  refold(on: Runs, tenantId: string, streams: readonly Stream<Event>[], how: Refolding): Promise<ReadonlyMap<string, Rows>>
  /** Compares what it keeps beside the record. `key` null: without the installation's key. */
  beside?(pool: Pool, key: Uint8Array | null): AsyncIterable<readonly Difference[]>
  /** Erases what is out of its term, at most `most` rows of a kind; answers how many of each. The record itself is never touched. */
  expire?(
    client: PoolClient,
    tenantId: string,
    before: Cutoffs,
    how: { readonly now: number; readonly most: number },
  ): Promise<Readonly<Record<string, number>>>
  /** What it asks of networks (docs/decisions/0012). */
  readonly asks?: Asking<Stored<Event>, State, Command>
}
