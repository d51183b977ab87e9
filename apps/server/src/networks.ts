import { createHash } from 'node:crypto'
import type { Account, Connector, Network, Surroundings } from '@otklik/connectors'
import type { AccountRow, OpenOptions, Storage } from '@otklik/storage'

/** A connection with its network and the connector that speaks for it. */
export type Opened = { readonly row: AccountRow; readonly network: Network; readonly connector: Connector }

/** The networks of this program, and the connections of this process. */
export interface Networks {
  readonly catalogue: readonly Network[]
  /** null for one that this program does not know. */
  byId(network: string | null): Network | null
  /** null for an unknown or inactive connection, and for one to a network that this program does not know. */
  open(accountId: string): Promise<Opened | null>
  /** For settings: also of an inactive connection. */
  openAny(accountId: string): Promise<Opened | null>
  /**
   * As it was opened last, without asking the database: null when it was not yet. It may have changed since, so what is believed by it is
   * stored on the condition that its revision still stands (`raw.store`). Its cursor and health are old.
   */
  kept(accountId: string): Opened | null
}

/** What connectors are given of this process. `sites`: where people read a network, by its id, where that is not the network's own. */
export type NetworkSurroundings = Omit<Surroundings, 'siteBase'> & { readonly sites: Readonly<Record<string, string>> }

/** What one reply through a connection may hold, for whoever writes it: the same that its connector keeps to when it sends. */
export const replyLimitsBy =
  (catalogue: readonly Network[]): NonNullable<OpenOptions['replyLimits']> =>
  (network, secrets) =>
    catalogue.find(({ id }) => id === network)?.limits(secrets) ?? null

/**
 * Keeps one connector for each connection: it holds the token bucket, and two of them would together be twice too fast.
 * The row is read each time and says whether the settings or a secret were changed, by whatever process; only then are the secrets read
 * and opened again. So a changed token counts at once, and a thousand events cost one opening.
 */
export function openNetworks(
  storage: Pick<Storage, 'accounts'>,
  catalogue: readonly Network[],
  { sites, ...surroundings }: NetworkSurroundings,
): Networks {
  const known = new Map<string, Opened & { readonly print: string }>()
  const byId = (network: string | null): Network | null => catalogue.find(({ id }) => id === network) ?? null

  async function openAny(accountId: string): Promise<Opened | null> {
    const row = await storage.accounts.get(accountId)
    const network = byId(row?.network ?? null)
    if (row === null || network === null) return null
    const before = known.get(accountId)
    if (before !== undefined && before.row.revision === row.revision) return { row, network, connector: before.connector }
    const secrets = await storage.accounts.secrets(accountId)
    const account: Account = { id: row.id, network: row.network, ownId: row.ownId, fields: row.fields, secrets }
    // A digest, so that a new name alone does not make a new connector.
    const print = createHash('sha256').update(JSON.stringify(account)).digest('hex')
    const now = known.get(accountId)
    const site = sites[network.id]
    const given = { ...surroundings, ...(site === undefined ? {} : { siteBase: site }) }
    const connector = now?.print === print ? now.connector : network.create(account, given)
    known.set(accountId, { row, network, connector, print })
    return { row, network, connector }
  }

  return {
    catalogue,
    byId,
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
