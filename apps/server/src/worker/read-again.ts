import type { RawEvent } from '@otklik/connectors'
import type { House } from '../house.ts'

/** Looked at in one step of a round, and at one press. */
const step = 200
const atPress = 5_000

/**
 * Reads events again that could not be read when they came. Every version of the program tries each of them once by itself; a person may
 * ask for it at any time (`account`). What can be read now goes into the inbox at its old place in the order.
 *
 * @returns how many can be read now
 */
export async function readAgain(
  { storage, networks, wakes, version }: Pick<House, 'storage' | 'networks' | 'wakes' | 'version'>,
  account?: { readonly tenantId: string; readonly accountId: string },
): Promise<number> {
  const limit = account === undefined ? step : atPress
  const asked = { reader: version, limit, ...(account === undefined ? {} : { account }) }
  let total = 0
  for (;;) {
    const { looked, read } = await storage.raw.readAgain({
      ...asked,
      read: async ({ accountId, ...event }) => (await networks.openAny(accountId))?.connector.readAgain(event as RawEvent) ?? null,
    })
    total += read
    if (account !== undefined || looked < limit) break
  }
  if (total > 0) wakes.inbox.ring()
  return total
}
