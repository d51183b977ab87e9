import { setTimeout as wait } from 'node:timers/promises'
import type { StreamEvent } from './event-stream.ts'
import type { Faults } from './faults.ts'

/** Milliseconds that an event waits for another to overtake it. */
const longestHold = 2_000

export type CallbackServer = { readonly url: string; readonly secret: string; readonly confirmation: string }

export type Delivery = {
  readonly eventId: string
  readonly type: string
  attempts: number
  /** There is no giving up: the last interval repeats until the server answers `ok`. */
  state: 'waiting' | 'delivered'
}

/**
 * Callback API as the administration's server meets it: a confirmation first, then every event until the body of the answer is `ok`,
 * at growing intervals. Deliveries go out one beside another, so a retried event may come after a later one.
 *
 * @param intervals milliseconds between attempts; the last one repeats.
 */
export function createCallback(groupId: number, faults: Faults, intervals: readonly number[]) {
  let server: CallbackServer | null = null
  let confirmed = false
  let deliveries: Delivery[] = []
  let held: StreamEvent | null = null
  let stop = new AbortController()
  let running = new Set<Promise<void>>()

  async function post(to: CallbackServer, body: unknown): Promise<string | null> {
    try {
      const answer = await fetch(to.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]),
      })
      const text = await answer.text()
      return answer.status === 200 ? text.trim() : null
    } catch {
      return null
    }
  }

  async function confirm(): Promise<boolean> {
    if (server === null) return false
    const answer = await post(server, { type: 'confirmation', group_id: groupId, secret: server.secret })
    confirmed = answer === server.confirmation
    return confirmed
  }

  async function deliver(event: StreamEvent, delay: number, tried: () => void): Promise<void> {
    const delivery: Delivery = { eventId: event.event_id, type: event.type, attempts: 0, state: 'waiting' }
    deliveries.push(delivery)
    try {
      if (delay > 0) await wait(delay, undefined, { signal: stop.signal })
      for (;;) {
        if (server === null) return
        delivery.attempts += 1
        const answer = await post(server, { ...event, secret: server.secret })
        tried()
        if (answer === 'ok') {
          delivery.state = 'delivered'
          return
        }
        await wait(intervals[Math.min(delivery.attempts, intervals.length) - 1] ?? 1000, undefined, { signal: stop.signal })
      }
    } catch (error) {
      // The simulator closes or starts anew: the queue goes with it.
      if (!stop.signal.aborted) throw error
    }
  }

  /** Starts delivering; the promise ends with the first attempt, successful or not. */
  function launch(event: StreamEvent, delay: number): Promise<void> {
    return new Promise((tried) => {
      const run = deliver(event, delay, tried)
      running.add(run)
      void run.finally(() => running.delete(run))
    })
  }

  /** An event put back behind the next one goes out all the same when none follows. */
  function releaseLater(event: StreamEvent): void {
    const timer = setTimeout(() => {
      if (held !== event) return
      held = null
      void launch(event, 0)
    }, longestHold)
    stop.signal.addEventListener('abort', () => clearTimeout(timer))
  }

  return {
    /** Names the server and shakes hands; events are delivered from a successful handshake on. */
    connect(to: CallbackServer): Promise<boolean> {
      server = to
      confirmed = false
      return confirm()
    },
    confirm,
    push(event: StreamEvent): void {
      if (!confirmed) return
      let copies = 1
      let delay = 0
      let swap = false
      for (const effect of faults.strike('callback')) {
        if (effect.kind === 'duplicate') copies += effect.times
        if (effect.kind === 'delay') delay = effect.ms
        if (effect.kind === 'reorder') swap = true
      }
      if (swap && held === null) {
        held = event
        releaseLater(event)
        return
      }
      const overtaken = held
      held = null
      for (let copy = 0; copy < copies; copy += 1) {
        const tried = launch(event, delay)
        if (copy === 0 && overtaken !== null) void tried.then(() => launch(overtaken, 0))
      }
    },
    /** Sends a body of the caller's making, as a forger would; gives the status. */
    async forge(body: unknown): Promise<number> {
      if (server === null) throw new Error('No callback server is connected')
      const answer = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      await answer.text()
      return answer.status
    },
    deliveries: (): readonly Delivery[] => deliveries,
    connected: (): boolean => confirmed,
    async reset(): Promise<void> {
      stop.abort()
      await Promise.allSettled(running)
      stop = new AbortController()
      running = new Set()
      deliveries = []
      held = null
      server = null
      confirmed = false
    },
  }
}
export type Callback = ReturnType<typeof createCallback>
