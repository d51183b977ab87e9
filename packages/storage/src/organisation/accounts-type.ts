import type { Moment } from '@otklik/worktime'
import type { Doer } from './journal-type.ts'

export type AccountRow = {
  readonly id: string
  readonly tenantId: string
  /** The network's id in the connectors' catalogue. An account stays in its network. */
  readonly network: string
  readonly name: string
  /** Whose page it is, by the network's own name or number. */
  readonly ownId: string
  /** The server on which the page lives; empty where the network has but one. */
  readonly home: string
  /** What the network asks for besides, by its own names. No secret: it is shown to administrators and stands in the record of changes. */
  readonly fields: Readonly<Record<string, string>>
  /** `none`: nothing comes by itself. */
  readonly receive: 'webhook' | 'poll' | 'none'
  readonly active: boolean
  /** Moves with the settings and with every secret. */
  readonly revision: number
  readonly cursor: Readonly<Record<string, string | number>> | null
  readonly health: {
    readonly state: 'ok' | 'failing' | 'unknown'
    readonly ru: string | null
    readonly en: string | null
    readonly at: Moment | null
  }
}

/** What a person sets up about an account, apart from its secrets. */
export type AccountSettings = Pick<AccountRow, 'network' | 'name' | 'ownId' | 'home' | 'fields' | 'receive' | 'active'>

/**
 * Tokens and the like, by the network's own names: the only secrets of an account. Sealed in the database; in the record of changes stands only that
 * one was set or taken away.
 */
export type Secrets = Readonly<Record<string, string>>

/** Connections to networks, with their secrets. */
export type Accounts = {
  list(tenantId: string | null): Promise<AccountRow[]>
  get(accountId: string): Promise<AccountRow | null>
  save(tenantId: string, id: string | null, account: AccountSettings, secrets: Secrets, doer?: Doer): Promise<string>
  secrets(accountId: string): Promise<Secrets>
  /** Names of the secrets that are there. */
  present(accountId: string): Promise<string[]>
  setHealth(accountId: string, health: { state: 'ok' | 'failing'; ru: string | null; en: string | null }): Promise<void>
  /** Lease for one poller per account over all nodes. */
  leasePoll(accountId: string, holder: string, leaseMs: number): Promise<boolean>
  /** Ends the holder's own lease: another may poll at once. The lease of somebody else stays. */
  leavePoll(accountId: string, holder: string): Promise<void>
}
