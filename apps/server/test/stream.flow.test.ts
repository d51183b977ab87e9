import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildServer } from '../src/http/server.ts'
import { mostStreams } from '../src/live/changes.ts'
import { Browser, openTown, type Town, until } from './town.ts'
import { usualWaits } from '../src/waits.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
})
afterAll(() => town.close())

let app: FastifyInstance
let stopping: AbortController
let url: string
/** The server's own end of every stream, as Node sees it. */
let answers: ServerResponse[]
let errors: unknown[]
beforeEach(async () => {
  stopping = new AbortController()
  const options = { trustProxy: false, host: '127.0.0.1', guide: null, waits: { ...usualWaits, heartbeat: 25 } }
  app = await buildServer(town.house, options, stopping.signal)
  answers = []
  errors = []
  app.server.on('request', ({ url: path }, answer) => {
    if (path !== '/api/stream') return
    answers.push(answer)
    answer.on('error', (error) => errors.push(error))
  })
  app.addHook('preHandler', async ({ headers }, { raw }) => {
    if (headers['x-leaves'] === 'early' && !raw.destroyed) await once(raw, 'close')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`
})
afterEach(async () => {
  stopping.abort()
  await app.close()
})

async function signedIn(login: string): Promise<Browser> {
  const browser = new Browser(url)
  expect((await browser.signIn(login)).status).toBe(200)
  return browser
}

async function openStream({ cookie }: Browser, more = ''): Promise<Socket> {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(`GET /api/stream HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\n${more}\r\n`)
  return socket
}

/** A browser that has heard the greeting and then fell asleep, with so many bytes in the way that nothing more gets through. */
async function asleep(browser: Browser, waiting: number): Promise<{ socket: Socket; answer: ServerResponse }> {
  const socket = await openStream(browser)
  let heard = ''
  socket.on('data', (bytes) => (heard += bytes.toString()))
  await until(async () => heard.includes('event: hello'))
  socket.removeAllListeners('data').pause()
  const answer = answers.at(-1)!
  const filling = `: ${'x'.repeat(16_000)}\n\n`
  // Full is what stays full: at each turn the system may take some more into its own buffers.
  for (let full = 0; full < 3 && !answer.destroyed; full += 1) {
    if (answer.writableLength < waiting) full = 0
    while (answer.writableLength < waiting && !answer.destroyed) answer.write(filling)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return { socket, answer }
}

describe('a browser that fell asleep with its stream open', () => {
  it('is written to no more after its person signed out, and is let go', async () => {
    const browser = await signedIn('second')
    const { socket, answer } = await asleep(browser, 400_000)
    expect((await browser.send('DELETE', '/api/session')).status).toBe(200)
    // The server waits a few seconds for the last words to be read; its heart goes on beating meanwhile.
    await until(async () => errors.length > 0 || answer.destroyed)
    expect(errors).toEqual([])
    expect((await fetch(new URL('/healthz', url))).status).toBe(200)
    socket.destroy()
  })

  it('is let go when too much waits for it, before anything happens in the town', async () => {
    const { socket, answer } = await asleep(await signedIn('second'), 1_100_000)
    await until(async () => answer.destroyed)
    expect(errors).toEqual([])
    socket.destroy()
  })
})

describe('a browser that left before its stream was open', () => {
  it('takes nobody’s place', async () => {
    const browser = await signedIn('curator')
    const living = await openStream(browser)
    let heard = ''
    let ended = false
    living.on('data', (bytes) => (heard += bytes.toString())).on('end', () => (ended = true))
    await until(async () => heard.includes('event: hello'))
    for (let count = 0; count < mostStreams; count += 1) {
      const leaving = await openStream(browser, 'X-Leaves: early\r\n')
      await until(async () => answers.length === count + 2)
      leaving.resetAndDestroy()
    }
    await until(async () => answers.every((answer, index) => index === 0 || answer.destroyed))
    // Whatever was begun for those who left has been done by now: a later request of the same person is answered.
    const id = (await browser.post<{ id: string }>('/api/incidents', { text: 'Яма' }, { 'idempotency-key': randomUUID() })).id
    await until(async () => heard.includes(id) || ended)
    expect(heard).not.toContain('too-many')
    expect(ended).toBe(false)
    living.destroy()
  })
})

describe('who opens and leaves cards without pause', () => {
  it('is told to wait, and the others hear of it a few times only', async () => {
    const [browser, other] = [await signedIn('curator'), await signedIn('second')]
    const id = (await browser.post<{ id: string }>('/api/incidents', { text: 'Яма' }, { 'idempotency-key': randomUUID() })).id
    await other.post('/api/looking', { incidentId: id })
    const ear = await openStream(other)
    let heard = ''
    ear.on('data', (bytes) => (heard += bytes.toString()))
    await until(async () => heard.includes('event: hello'))
    const before = performance.now()
    const answered = await Promise.all(
      Array.from({ length: 320 }, (_, n) => browser.send('POST', '/api/looking', { incidentId: id, writing: n % 2 === 0 })),
    )
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200, 429]))
    expect(answered.find(({ status }) => status === 429)?.headers.get('retry-after')).toMatch(/^\d+$/)
    // Whoever was refused does not count: others go on.
    expect((await other.send('POST', '/api/looking', { incidentId: id })).status).toBe(200)
    await until(async () => heard.includes('Анна Куратор'))
    const told = heard.split('event: looking').length - 1
    expect(told).toBeLessThanOrEqual(Math.ceil((performance.now() - before) / 80) + 2)
    ear.destroy()
  })
})
