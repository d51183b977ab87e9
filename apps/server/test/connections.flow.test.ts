import { type AddressInfo, connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '@otklik/contract'
import { buildServer } from '../src/http/server.ts'
import { openTown, type Town } from './town.ts'

let town: Town
let app: FastifyInstance
const stopping = new AbortController()
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  app = await buildServer(town.house, { trustProxy: false, host: '127.0.0.1', guide: null, requestMs: 500 }, stopping.signal)
  await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  stopping.abort()
  await app.close()
  await town.close()
})

/** Everything that the server says on a connection of its own until it ends it. */
function say(text: string): Promise<string> {
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (bytes) => (heard += bytes.toString())).on('error', reject)
    socket.on('close', () => resolve(heard))
  })
}

const host = 'Host: 127.0.0.1\r\n'
/** A body that comes to its middle and no further, of a request that a route waits for. */
const half = `POST /api/session HTTP/1.1\r\n${host}Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`
const own = `${host}Connection: close\r\n`

describe('a request that Node itself refuses', () => {
  it.each([
    ['is no HTTP', 'HELLO\r\n\r\n', 400, 'unreadable-request'],
    ['has headers without end', `GET / HTTP/1.1\r\n${own}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['asks two hosts', `GET /api/door HTTP/1.1\r\n${own}${host}\r\n`, 400, 'unreadable-request'],
    ['asks a foreign host besides', `GET /healthz HTTP/1.1\r\n${own}Host: evil.example\r\n\r\n`, 400, 'unreadable-request'],
    ['asks no host', 'GET /api/door HTTP/1.1\r\nConnection: close\r\n\r\n', 421, 'wrong-host'],
    ['stops in the middle of its body', half, 408, 'too-slow'],
  ])('is answered like every other error: one that %s', async (_, text, status, code) => {
    const heard = await say(text)
    const [head = '', body = ''] = heard.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head.toLowerCase()).toContain('content-type: application/problem+json')
    expect(head.toLowerCase()).toContain('cache-control: no-store')
    expect(problem.parse(JSON.parse(body))).toMatchObject({ status, code })
  })
})

it('a stream that is open for longer than a request may take goes on', async () => {
  const signedIn = await fetch(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ login: 'curator', password: 'correct horse battery' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const { port } = app.server.address() as AddressInfo
  let heard = ''
  let closed = false
  const stream = connect(port, '127.0.0.1', () => stream.write(`GET /api/stream HTTP/1.1\r\n${host}Cookie: ${cookie}\r\n\r\n`))
  stream.on('data', (bytes) => (heard += bytes.toString())).on('close', () => (closed = true))
  // A request that began later than the stream is let go by the clock that would let go of the stream.
  await say(half)
  await say(half)
  expect(heard).toContain('event: hello')
  expect(closed).toBe(false)
  stream.destroy()
})
