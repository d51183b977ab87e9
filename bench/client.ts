import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { QueuePage } from '@otklik/contract'
import { measuring } from './organisation.ts'

/** Requests of one signed-in curator; each answer is read to its end. */
export type Client = {
  page(path: string): Promise<QueuePage>
  create(text: string): Promise<void>
}

/**
 * A browser's requests (kept connections, compressed answers) from a client that costs little: on a small machine it runs on the cores
 * that the program is measured on, and `fetch` takes more of them than a browser would.
 */
export function client(url: string, cookie: string): Client {
  const agent = new Agent({ keepAlive: true })
  const common = { cookie, 'sec-fetch-site': 'same-origin', 'accept-encoding': 'gzip' }

  function ask(method: 'GET' | 'POST', path: string, more: Readonly<Record<string, string>>, body?: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, url), { agent, method, headers: { ...common, ...more } }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('error', reject)
        answer.once('end', () => {
          const sent = Buffer.concat(parts)
          const bytes = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
          if (answer.statusCode === 200) resolve(bytes)
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${bytes.toString('utf8')}`))
        })
      })
      asked.once('error', reject)
      asked.end(body)
    })
  }

  return {
    async page(path) {
      return JSON.parse((await ask('GET', path, {})).toString('utf8')) as QueuePage
    },
    async create(text) {
      const body = JSON.stringify({ text, authorName: 'Житель' })
      await ask('POST', '/api/incidents', { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body)
    },
  }
}

/** The cookie of a person who has signed in, the measuring curator unless told. */
export async function signIn(url: string, login: string = measuring.login): Promise<string> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const body = JSON.stringify({ login, password: measuring.password })
  const response = await fetch(new URL('/api/session', url), { method: 'POST', headers, body })
  if (!response.ok) throw new Error(`sign-in: ${response.status}`)
  await response.arrayBuffer()
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}
