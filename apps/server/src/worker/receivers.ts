import type { House } from '../house.ts'
import { pauseFor } from './loop.ts'

/** How often new, changed and abandoned connections are looked for. */
const lookMs = 2_000
/** A long poll is held for up to 25 s by the network: the lease outlives it. */
const holdMs = 40_000

/**
 * Receives by long poll: over all nodes one receiver for each connection, by a lease. What a round brought and the place to go on from
 * are stored in one transaction, so that a killed receiver loses nothing and repeats nothing.
 */
export function makeReceivers({ storage, networks, wakes, clock, log, version }: House, holder: string, stop: AbortSignal) {
  const running = new Map<string, Promise<void>>()

  async function health(accountId: string, error: unknown): Promise<void> {
    const { ru, en } = error as { ru?: string; en?: string }
    await storage.accounts.setHealth(accountId, {
      state: 'failing',
      ru: ru ?? 'Сеть не отвечает.',
      en: en ?? 'The network does not answer.',
    })
  }

  async function receive(accountId: string): Promise<void> {
    let failures = 0
    while (!stop.aborted && (await clock.right())) {
      const opened = await networks.open(accountId)
      if (opened === null || opened.row.receive !== 'poll') return
      if (!(await storage.accounts.leasePoll(accountId, holder, holdMs))) return
      try {
        const { events, cursor, trouble } = await opened.connector.pull(opened.row.cursor, stop)
        const fresh = await storage.raw.store(opened.row.tenantId, accountId, events, cursor, { reader: version })
        if (fresh > 0) wakes.inbox.ring()
        // Told at each round, written once.
        if (trouble !== undefined) {
          if (opened.row.health.ru !== trouble.ru) {
            log('receiver.gap', { accountId, error: trouble })
            await health(accountId, trouble)
          }
        } else if (failures > 0 || opened.row.health.state !== 'ok')
          await storage.accounts.setHealth(accountId, { state: 'ok', ru: null, en: null })
        failures = 0
      } catch (error) {
        if (stop.aborted) return
        failures += 1
        log('receiver.failed', { accountId, failures, error })
        await health(accountId, error)
        await pauseFor(Math.min(60_000, 500 * 2 ** failures), stop)
      }
    }
  }

  /** Whoever starts after us must not wait until the lease runs out: for so long no message would come in. */
  async function receiveAndLeave(accountId: string): Promise<void> {
    try {
      await receive(accountId)
    } finally {
      await storage.accounts.leavePoll(accountId, holder)
    }
  }

  async function round(): Promise<boolean> {
    for (const { id, active, receive: way } of await storage.accounts.list(null)) {
      if (!active || way !== 'poll' || running.has(id)) continue
      const ended = receiveAndLeave(id)
        .catch((error: unknown) => log('receiver.failed', { accountId: id, error }))
        .finally(() => running.delete(id))
      running.set(id, ended)
    }
    return false
  }

  return {
    /** Starts receiving on connections that nobody in this process receives on. */
    round,
    ended: async (): Promise<void> => void (await Promise.all(running.values())),
  }
}

export const receiverIdleMs = lookMs
