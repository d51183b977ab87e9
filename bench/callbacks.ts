import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** How a burst of callbacks was taken. `slowest`: the longest wait for an answer, milliseconds; `sentAway`: answers 503, each sent again. */
export type Taken = { readonly slowest: number; readonly p95: number; readonly sentAway: number }

/** One comment as VK's Callback API tells it. */
export function callback(id: number, own: number, secret: string): string {
  const place = { id, post_id: 1, post_owner_id: -own, owner_id: -own }
  const object = { ...place, from_id: 1, date: Math.floor(Date.now() / 1000), text: `Нет света, дом ${id}.` }
  return JSON.stringify({ type: 'wall_reply_new', event_id: `event ${id}`, v: '5.199', group_id: own, secret, object })
}

/** So many requests of the network are under way at once. */
const lanes = 200

/** Sends callbacks as fast as they are answered. What is sent away is sent again, as the network does. */
export async function sendAll(hook: URL, bodies: readonly string[]): Promise<Taken> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const taken: number[] = []
  let sentAway = 0

  const post = (body: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request(hook, { agent, method: 'POST', headers: { 'content-type': 'application/json' } }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      })
      asked.once('error', reject)
      asked.end(body)
    })

  async function deliver(body: string): Promise<void> {
    for (;;) {
      const started = performance.now()
      const status = await post(body)
      taken.push(performance.now() - started)
      if (status === 200) return
      if (status !== 503) throw new Error(`a callback was answered ${status}`)
      sentAway += 1
      await pause(1_000)
    }
  }

  let next = 0
  const line = async (): Promise<void> => {
    for (;;) {
      const body = bodies[next++]
      if (body === undefined) return
      await deliver(body)
    }
  }
  await Promise.all(Array.from({ length: lanes }, line))
  agent.destroy()
  const sorted = taken.toSorted((a, b) => a - b)
  return { slowest: sorted.at(-1) ?? 0, p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0, sentAway }
}
