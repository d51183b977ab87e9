import type { Moment } from '@otklik/worktime'
import type { Location, OpenOptions } from './open-options.ts'

/** An anchor as it is written down outside the database: its hash (hexadecimal) proves all of the record before it. */
export type AnchorMark = { readonly number: number; readonly hash: string }

/** As much of a pool as a library needs that brings its own tables; its search path is their schema. */
type Session = { query(sql: string, values?: unknown[]): Promise<unknown> }
/** Makes the tables of such a library where they are missing. */
export type MakesTables = (pool: Session & { connect(): Promise<Session & { release(): void }> }) => Promise<void>

/** Maintenance, used by the command line; each opens the location by itself. */
export type Maintenance = {
  migrate(location: Location): Promise<{ applied: string[] }>
  rebuild(options: OpenOptions): Promise<{ streams: number; rows: number; differences: { table: string; key: string }[] }>
  /** `noted`: anchors that somebody wrote down; they are compared together with the witness file's. */
  verify(
    options: OpenOptions,
    noted?: readonly AnchorMark[],
  ): Promise<{
    streams: number
    events: number
    /** How many noted anchors were compared. */
    noted: number
    newest: AnchorMark | null
    /** Where `streamId` is empty, `version` is the number of an anchor. */
    faults: { streamId: string; version: number; problem: 'hash' | 'gap' | 'head' | 'anchor' | 'missing' }[]
  }>
  /** `anchor`: the newest one in the backup. */
  backup(options: OpenOptions, file: string): Promise<{ tables: number; rows: number; bytes: number; anchor: AnchorMark | null }>
  /** `replies`: how many were on their way when the backup was made (at `madeAt`); each is looked for in the network before it is sent. */
  restore(
    options: OpenOptions,
    file: string,
    makeSignIn: MakesTables,
  ): Promise<{ tables: number; rows: number; replies: number; madeAt: Moment }>
}
