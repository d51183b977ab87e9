import type { Moment } from '@otklik/worktime'
import type { Doer } from './journal-type.ts'

export type AccountRow = {
  readonly id: string
  readonly tenantId: string
  readonly network: 'vk'
  readonly name: string
  readonly ownId: number
  readonly apiBase: string
  readonly receive: 'webhook' | 'poll'
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

export type Secrets = Partial<Record<'communityToken' | 'serviceToken' | 'userToken' | 'callbackSecret' | 'callbackConfirmation', string>>

/** Connections to networks, with their secrets. */
export type Accounts = {
  list(tenantId: string | null): Promise<AccountRow[]>
  get(accountId: string): Promise<AccountRow | null>
  save(
    tenantId: string,
    id: string | null,
    account: { name: string; ownId: number; apiBase: string; receive: 'webhook' | 'poll'; active: boolean },
    secrets: Secrets,
    doer?: Doer,
  ): Promise<string>
  secrets(accountId: string): Promise<Secrets>
  present(accountId: string): Promise<(keyof Secrets)[]>
  setHealth(accountId: string, health: { state: 'ok' | 'failing'; ru: string | null; en: string | null }): Promise<void>
  /** Lease for one poller per account over all nodes. */
  leasePoll(accountId: string, holder: string, leaseMs: number): Promise<boolean>
}
