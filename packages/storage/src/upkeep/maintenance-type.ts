import type { Moment } from '@otklik/worktime'
import type { Difference } from '../record/difference.ts'
import type { Rebuilt } from './rebuild.ts'
import type { Fault } from './stream-faults.ts'
import type { Location } from '../engine/location.ts'
import type { OpenOptions } from '../open-options.ts'

/** An anchor as it is written down outside the database: its hash (hexadecimal) proves all of the record before it. */
export type AnchorMark = { readonly number: number; readonly hash: string }

/** As much of a pool as a library needs that brings its own tables; its search path is their schema. */
type Session = { query(sql: string, values?: unknown[]): Promise<unknown> }
/** Makes the tables of such a library where they are missing. */
export type MakesTables = (pool: Session & { connect(): Promise<Session & { release(): void }> }) => Promise<void>

/** What a verification came to. */
export type Verdict = {
  readonly streams: number
  readonly events: number
  /** How many noted anchors were compared. */
  readonly noted: number
  readonly newest: AnchorMark | null
  /** `unchecked`: there was no key; `foreign`: not one MAC fits, the key is another installation's. */
  readonly macs: 'checked' | 'unchecked' | 'foreign'
  /** The first of them; `faultCount` are all. */
  readonly faults: readonly Fault[]
  readonly faultCount: number
  /** Rows that are not what the record makes them: the first of them; `differenceCount` are all. */
  readonly differences: readonly Difference[]
  readonly differenceCount: number
}

/** Maintenance, used by the command line; each opens the location by itself. */
export type Maintenance = {
  migrate(location: Location): Promise<{ applied: string[] }>
  rebuild(options: OpenOptions): Promise<Rebuilt>
  /**
   * `key` null: the MACs are not checked, all the rest is. `noted`: anchors that somebody wrote down; they are compared together with the
   * witness file's.
   */
  verify(options: Omit<OpenOptions, 'key'> & { readonly key: Uint8Array | null }, noted?: readonly AnchorMark[]): Promise<Verdict>
  /** `anchor`: the newest one in the backup. */
  backup(options: OpenOptions, file: string): Promise<{ tables: number; rows: number; bytes: number; anchor: AnchorMark | null }>
  /** `replies`: how many were on their way when the backup was made (at `madeAt`); each is looked for in the network before it is sent. `keyFits`: this key sealed the record. */
  restore(
    options: OpenOptions,
    file: string,
    makeSignIn: MakesTables,
  ): Promise<{ tables: number; rows: number; replies: number; madeAt: Moment; keyFits: boolean }>
}
