import type { RoleTable } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'
import type { Location } from './engine/location.ts'
import type { Migration } from './engine/migrate.ts'
import type { ReplyLimitsOf } from './incidents/services.ts'
import type { AggregateOf } from './kinds.ts'

export type OpenOptions = {
  readonly location: Location
  /** 32 bytes outside the database (file or environment): encrypts network secrets (AES-256-GCM). */
  readonly key: Uint8Array
  /** Where files by content hash stand. */
  readonly filesDirectory: string
  /**
   * Where every anchor is noted outside the database, one line each: `verify` compares. Belongs to this database as the key does. Without it
   * nothing remembers the anchors if they are removed or made anew.
   */
  readonly witnessFile?: string
  /** Which role gives which right; absent: the house's own table. */
  readonly roles?: RoleTable
  /** The clock, so that tests drive it. */
  readonly now: () => Moment
  /**
   * Called before anything is read or written, with the database's own clock (milliseconds since the epoch), which may be asked again until
   * the storage is closed.
   */
  readonly meet?: (time: () => Promise<Moment>) => Promise<void>
  /** Structured log of business events; never texts of citizens or secrets. */
  readonly log?: (event: string, fields: Readonly<Record<string, unknown>>) => void
  /**
   * What a network takes in one reply through an account that holds secrets of these names (none: through no account): told by whoever knows
   * the networks. null, and without it: as much as the contract lets through.
   */
  readonly replyLimits?: ReplyLimitsOf
  /** The kinds of streams; those that ship with the program unless given. */
  readonly aggregates?: readonly AggregateOf[]
  /** The schema; the program's own unless given. */
  readonly migrations?: readonly Migration[]
}
