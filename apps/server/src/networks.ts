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
  /**
   * As it was opened last, without asking the database: null when it was not yet. It may have changed since, so what is believed by it is
   * stored on the condition that its revision still stands (`raw.store`). Its cursor and health are old.
   */
  kept(accountId: string): Opened | null
}

/** What one reply through a connection may hold, for whoever writes it: the same that its connector keeps to when it sends. */
export const replyLimits: NonNullable<OpenOptions['replyLimits']> = (_network, secrets) =>
  vkReplyLimits(Object.fromEntries([...secrets].map((name) => [name, true])))

/**
 * Keeps one connector for each connection: it holds the token bucket, and two of them would together be twice too fast.
 * The row is read each time and says whether the settings or a secret were changed, by whatever process; only then are the secrets read
 * and opened again. So a changed token counts at once, and a thousand events cost one opening.
 */
export function openNetworks(storage: Pick<Storage, 'accounts'>, vk: VkOptions): Networks {
  const known = new Map<string, Opened & { readonly print: string }>()

  async function openAny(accountId: string): Promise<Opened | null> {
    const row = await storage.accounts.get(accountId)
    if (row === null) return null
    const before = known.get(accountId)
    if (before !== undefined && before.row.revision === row.revision) return { row, connector: before.connector }
    const secrets = await storage.accounts.secrets(accountId)
    const account: Account = { id: row.id, network: row.network, ownId: row.ownId, apiBase: row.apiBase, secrets }
    // A digest, so that a new name alone does not make a new connector.
    const print = createHash('sha256').update(JSON.stringify(account)).digest('hex')
    const now = known.get(accountId)
    const connector = now?.print === print ? now.connector : createVkConnector(account, vk)
    known.set(accountId, { row, connector, print })
    return { row, connector }
  }

  return {
    openAny,
    open: async (accountId) => {
      const opened = await openAny(accountId)
      return opened !== null && opened.row.active ? opened : null
    },
    kept: (accountId) => {
      const opened = known.get(accountId)
      return opened !== undefined && opened.row.active ? opened : null
    },
  }
}
