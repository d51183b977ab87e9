import { createHash } from 'node:crypto'
import { createVkConnector, type Account, type Connector, type VkOptions, vkReplyLimits } from '@otklik/connectors'
import type { AccountRow, OpenOptions, Storage } from '@otklik/storage'

/** A connection with the connector that speaks for it. */
export type Opened = { readonly row: AccountRow; readonly connector: Connector }

/** The connections of this process. */
export interface Networks {
  /** null for an unknown or inactive connection. */
  open(accountId: string): Promise<Opened | null>
  /** For settings: also of an inactive connection. */
  openAny(accountId: string): Promise<Opened | null>
}

/** What one reply through a connection may hold, for whoever writes it: the same that its connector keeps to when it sends. */
export const replyLimits: NonNullable<OpenOptions['replyLimits']> = (_network, secrets) =>
  vkReplyLimits(Object.fromEntries([...secrets].map((name) => [name, true])))

/**
 * Keeps one connector for each connection: it holds the token bucket, and two of them would together be twice too fast.
 * The row and the tokens are read each time, so that a changed token counts at once, here and in every other process.
 */
export function openNetworks(storage: Pick<Storage, 'accounts'>, vk: VkOptions): Networks {
  const kept = new Map<string, { readonly print: string; readonly connector: Connector }>()

  async function openAny(accountId: string): Promise<Opened | null> {
    const row = await storage.accounts.get(accountId)
    if (row === null) return null
    const secrets = await storage.accounts.secrets(accountId)
    const account: Account = { id: row.id, network: row.network, ownId: row.ownId, apiBase: row.apiBase, secrets }
    // A digest, so that the tokens stand in memory no longer than the connector needs them.
    const print = createHash('sha256').update(JSON.stringify(account)).digest('hex')
    const before = kept.get(accountId)
    if (before !== undefined && before.print === print) return { row, connector: before.connector }
    const connector = createVkConnector(account, vk)
    kept.set(accountId, { print, connector })
    return { row, connector }
  }

  return {
    openAny,
    open: async (accountId) => {
      const opened = await openAny(accountId)
      return opened !== null && opened.row.active ? opened : null
    },
  }
}
