import type { Moment } from '@otklik/worktime'
import type { Pool } from 'pg'
import type { Aggregates } from './aggregates.ts'
import type { Log } from '../engine/log.ts'
import type { Bell } from './bell.ts'
import type { SealKey } from './mac.ts'

/** What work on streams of any kind needs; one for each open storage. */
export type Shell = {
  readonly pool: Pool
  readonly now: () => Moment
  readonly log: Log
  /** Everything that is appended carries its MAC. */
  readonly sealKey: SealKey
  readonly bell: Bell
  readonly aggregates: Aggregates
}
