import type { RoleTable } from '@otklik/casework'
import type { Storage } from '@otklik/storage'
import type { Wake } from './wake.ts'
import type { Schedules } from './organisation/schedules.ts'
import type { Disks } from './disks.ts'
import type { Log } from './log.ts'
import type { Networks } from './networks.ts'
import type { NodeClock } from './node-clock.ts'
import type { SignIn } from './sign-in/sign-in.ts'

/** Everything that is wired once at the start and used by the HTTP surface and the workers. */
export type House = {
  readonly storage: Storage
  readonly signIn: SignIn
  readonly networks: Networks
  readonly schedules: Schedules
  /** Which role gives which right. */
  readonly roles: RoleTable
  /** Rung when raw events were stored or a publication was requested in this process. */
  readonly wakes: { readonly inbox: Wake; readonly outbox: Wake }
  readonly now: () => number
  /** This computer's clock against the database's: while it is wrong, nothing is counted. */
  readonly clock: NodeClock
  readonly disks: Disks
  readonly log: Log
  readonly version: string
  /** How long a killed sender or receiver keeps its account from the others, milliseconds. */
  readonly leaseMs: number
  /** Days for which authors' personal data are kept, for all organisations; null: each one's own. */
  readonly retentionDays: number | null
  /** What one person may bring in on a day. */
  readonly uploads: { readonly files: number; readonly bytes: number }
  readonly publicUrl: string | null
  /** The networks are simulated on this machine. */
  readonly allowLoopback: boolean
}
