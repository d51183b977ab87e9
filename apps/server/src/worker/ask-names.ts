import type { Found, RawEvent } from '@otklik/connectors'
import type { RawRow } from '@otklik/storage'
import type { House } from '../house.ts'
import type { Opened } from '../networks.ts'

/** A message waits no longer than this for its author's name. */
const patienceMs = 3_000
/** After a question in vain the next messages of the connection do not wait at all for so long; their names come later (see `makeNames`). */
const silenceMs = 10_000

/** A taken event with what its connector read in it, once. `found` null: no message in it. */
export type Read = RawRow & { readonly opened: Opened | null; readonly event: RawEvent; readonly found: Found | null }

/** Names by account and author's key; forgotten with the batch, so that memory keeps no personal data past its term. */
export type Names = ReadonlyMap<string, string>

/** The names of the authors of a whole batch, one question for each account: a burst of messages costs a few requests, not hundreds. */
export function makeAskNames({ log }: Pick<House, 'log'>) {
  const silentUntil = new Map<string, number>()

  async function ask(accountId: string, theirs: readonly Read[], names: Map<string, string>): Promise<void> {
    const connector = theirs[0]?.opened?.connector
    const keys = new Set<string>()
    for (const { kind, found } of theirs) {
      const isMessage = kind === 'new' || kind === 'restore' || kind === 'edit'
      if (found !== null && !found.own && isMessage && found.author.name === '') keys.add(found.author.key)
    }
    if (connector === undefined || keys.size === 0 || performance.now() < (silentUntil.get(accountId) ?? 0)) return
    const limit = AbortSignal.timeout(patienceMs)
    try {
      const described = await connector.describeAuthors([...keys], limit)
      // Whoever's page is gone since keeps the name they are known by.
      for (const [key, { name, gone }] of described) if (!gone) names.set(`${accountId} ${key}`, name)
    } catch (error) {
      // A message must not wait for a name: it comes later (see `makeNames`).
      log('author.failed', { error })
    }
    if (limit.aborted) silentUntil.set(accountId, performance.now() + silenceMs)
  }

  return async (rows: readonly Read[]): Promise<Names> => {
    const names = new Map<string, string>()
    const byAccount = Map.groupBy(rows, ({ accountId }) => accountId)
    await Promise.all([...byAccount].map(([accountId, theirs]) => ask(accountId, theirs, names)))
    return names
  }
}
