import type { ReplyLimits, RoleTable } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'
import type { ActShelf } from '../organisation/act-shelf.ts'
import type { SettingsShelf } from '../organisation/in-force.ts'
import type { Shell } from '../record/shell.ts'
import type { Numbers } from './numbers.ts'

/** What a network takes in one reply through an account that holds secrets of these names; null: as much as the contract lets through. */
export type ReplyLimitsOf = (network: string, secrets: ReadonlySet<string>) => ReplyLimits | null

/** What decisions on incidents are made with, besides the record. */
export type Services = {
  readonly now: () => Moment
  readonly acts: ActShelf
  readonly settings: SettingsShelf
  /** Which role gives which right. */
  readonly roles: RoleTable
  readonly replyLimits?: ReplyLimitsOf | undefined
}

/** What work on incidents needs; one for each open storage. */
export type IncidentShell = Shell &
  Services & {
    /** The installation's secret: author ids are made with it. */
    readonly key: Uint8Array
    readonly numbers: Numbers
  }
