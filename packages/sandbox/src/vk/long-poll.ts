import type { FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { cut, spoil } from './api-routes.ts'
import type { StreamEvent } from './event-stream.ts'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'

/** A key works for so long, milliseconds of the simulated clock. */
const keyLifetime = 60 * 60_000

type Query = { readonly act?: string; readonly key?: string; readonly ts?: string; readonly wait?: string }

/** Bots Long Poll: numbered events, of which only the last `keep` are remembered. `first`: the number before the first event. */
export function createLongPollServer(
  random: Random,
  now: () => number,
  faults: Faults,
  { keep, first }: { readonly keep: number; readonly first: number },
) {
  let events: { readonly ts: number; readonly event: StreamEvent }[] = []
  let last = first
  const keys = new Map<string, number>()
  const waiting = new Set<() => void>()

  const wake = (): void => {
    for (const resume of waiting) resume()
    waiting.clear()
  }

  return {
    push(event: StreamEvent): void {
      last += 1
      events.push({ ts: last, event })
      if (events.length > keep) events = events.slice(-keep)
      wake()
    },
    open(base: string, groupId: number) {
      const key = random.hex(40)
      keys.set(key, now() + keyLifetime)
      return { key, server: `${base}/longpoll/${groupId}`, ts: String(last) }
    },
    /** Ends every poll that hangs: the simulator is closing. */
    wake,
    routes(app: FastifyInstance): void {
      app.get<{ Querystring: Query }>('/longpoll/:group', async (request, reply) => {
        const { act, key = '', ts = '', wait: seconds = '25' } = request.query
        for (const effect of faults.strike('longpoll')) {
          if (effect.kind === 'latency') await wait(effect.ms)
          else if (effect.kind === 'failed') return effect.failed === 1 ? { failed: 1, ts: last } : { failed: effect.failed }
          else if (effect.kind === 'error') return cut(request, reply)
          else {
            const spoilt = spoil(effect, request, reply, { ts: String(last), updates: [] })
            if (spoilt !== undefined) return spoilt
          }
        }
        const since = Number(ts)
        if (act !== 'a_check' || (keys.get(key) ?? 0) < now()) return { failed: 2 }
        if (!Number.isInteger(since) || since > last || since < 1) return { failed: 3 }
        const oldest = events[0]?.ts ?? last + 1
        if (since + 1 < oldest && since < last) return { failed: 1, ts: last }
        if (since === last) await pause(Math.min(Number(seconds), 90) * 1000)
        const updates = events.filter((each) => each.ts > since).map((each) => each.event)
        return { ts: String(last), updates }
      })
    },
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const resume = (): void => {
        clearTimeout(timer)
        waiting.delete(resume)
        resolve()
      }
      const timer = setTimeout(resume, ms)
      waiting.add(resume)
    })
  }
}
