import { ConnectorError, does } from '@otklik/connectors'
import type { House } from '../house.ts'
import type { Arrived } from './inbox.ts'
import { pauseFor } from './loop.ts'

const patience = 15_000
const mostWaiting = 500
/** So often it is asked what stands around a message; where it was always in vain, the card has the message alone. */
const mostAttempts = 5
/** A burst is over when nothing has arrived for so long; until then its requests belong to names and replies. */
const betweenBursts = 700

type Wish = { readonly arrived: Arrived; readonly failed: number }

/** Too fast, or the network's own trouble: asked again it may answer. Any other refusal stays until a person acts. */
const passes = (error: unknown): boolean => !(error instanceof ConnectorError) || error.kind === 'throttle' || error.kind === 'retry'

/**
 * Reads the post and the thread around a message, for the card. Nothing waits for it and nothing depends on it: a reading that fails
 * five times leaves the card with the message alone.
 *
 * @param quietMs how long nothing may have arrived before the reading begins, milliseconds; 0 where no burst can be under way.
 */
export function makeContexts({ storage, networks, log }: House, stop: AbortSignal, quietMs = betweenBursts) {
  const waiting: Wish[] = []
  let arrivals = 0
  let working: Promise<void> = Promise.resolve()

  function add(wish: Wish): void {
    if (waiting.length >= mostWaiting) waiting.shift()
    waiting.push(wish)
  }

  async function read({ arrived, failed }: Wish): Promise<void> {
    const { tenantId, incidentId, accountId, target } = arrived
    try {
      const opened = await networks.open(accountId)
      if (opened === null || !does(opened.connector.capabilities(), 'context')) return
      const context = await opened.connector.context(target, AbortSignal.any([stop, AbortSignal.timeout(patience)]))
      await storage.views.saveContext(tenantId, incidentId, context)
    } catch (error) {
      if (stop.aborted) return
      log('context.failed', { incidentId, attempts: failed + 1, error })
      if (passes(error) && failed + 1 < mostAttempts) add({ arrived, failed: failed + 1 })
    }
  }

  async function work(): Promise<void> {
    while (waiting.length > 0 && !stop.aborted) {
      const before = arrivals
      const calm = (): boolean => arrivals === before && !stop.aborted
      // 0.7 s, 1.4 s, 2.8 s … where all that wait have failed already.
      await pauseFor(quietMs * 2 ** Math.min(...waiting.map(({ failed }) => failed)), stop)
      // Only those that wait now: what fails in this round goes again in the next, after its pause.
      for (let left = waiting.length; left > 0 && calm(); left--) {
        const wish = waiting.shift()
        if (wish !== undefined) await read(wish)
      }
    }
  }

  return {
    wish(arrived: Arrived): void {
      add({ arrived, failed: 0 })
      arrivals += 1
      working = working.then(work)
    },
    ended: (): Promise<void> => working,
  }
}
