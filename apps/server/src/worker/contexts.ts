import type { House } from '../house.ts'
import type { Arrived } from './inbox.ts'
import { pauseFor } from './loop.ts'

const patience = 15_000
const mostWaiting = 500
/** A burst is over when nothing has arrived for so long; until then its requests belong to names and replies. */
const quietMs = 700

/**
 * Reads the post and the thread around a message, for the card. Nothing waits for it and nothing depends on it: a reading that fails
 * leaves the card with the message alone.
 */
export function makeContexts({ storage, networks, log }: House, stop: AbortSignal) {
  const waiting: Arrived[] = []
  let arrivals = 0
  let working: Promise<void> = Promise.resolve()

  async function read({ tenantId, incidentId, accountId, target }: Arrived): Promise<void> {
    try {
      const opened = await networks.open(accountId)
      if (opened === null || !opened.connector.capabilities().has('context')) return
      const context = await opened.connector.context(target, AbortSignal.any([stop, AbortSignal.timeout(patience)]))
      await storage.views.saveContext(tenantId, incidentId, context)
    } catch (error) {
      if (!stop.aborted) log('context.failed', { incidentId, error })
    }
  }

  async function work(): Promise<void> {
    while (waiting.length > 0 && !stop.aborted) {
      const before = arrivals
      await pauseFor(quietMs, stop)
      if (arrivals !== before) continue
      for (let next = waiting.shift(); next !== undefined && !stop.aborted; next = arrivals === before ? waiting.shift() : undefined)
        await read(next)
    }
  }

  return {
    wish(arrived: Arrived): void {
      if (waiting.length >= mostWaiting) waiting.shift()
      waiting.push(arrived)
      arrivals += 1
      working = working.then(work)
    },
    ended: (): Promise<void> => working,
  }
}
