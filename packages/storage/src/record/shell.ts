import type { RoleTable } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'
import type { Pool } from 'pg'
import type { SealKey } from './mac.ts'
import type { OpenOptions } from '../open-options.ts'
import type { AsksOfKind } from '../outbox/asking.ts'
import type { Bell } from './bell.ts'
import type { Numbers } from '../incidents/numbers.ts'
import type { ActShelf } from '../organisation/act-shelf.ts'
import type { SettingsShelf } from '../organisation/in-force.ts'

export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void

/** What the shell works with; one for each open storage. */
export type Shell = {
  readonly pool: Pool
  readonly now: () => Moment
  readonly log: Log
  /** Where the bytes of files stand. */
  readonly filesDirectory: string
  /** The installation's secret: author ids are made with it. */
  readonly key: Uint8Array
  /** Everything that is appended carries its MAC. */
  readonly sealKey: SealKey
  readonly acts: ActShelf
  readonly settings: SettingsShelf
  readonly numbers: Numbers
  readonly bell: Bell
  /** Which role gives which right. */
  readonly roles: RoleTable
  /** By kind of stream: what its aggregate asks networks for. */
  readonly asks: ReadonlyMap<string, AsksOfKind>
  readonly replyLimits?: OpenOptions['replyLimits']
}
