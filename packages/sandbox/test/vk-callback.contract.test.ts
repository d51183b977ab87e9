import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startVkSandbox } from '@otklik/sandbox/vk'
import type { VkSandbox } from '@otklik/sandbox/vk'

type Received = { readonly type: string; readonly event_id: string; readonly secret?: string; readonly object: { readonly text?: string } }

/** Deliveries are waited for, never timed. */
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 10 })

let sandbox: VkSandbox
let server: Server
let received: Received[]
let answer: (event: Received) => { status: number; body: string }
beforeAll(async () => {
  sandbox = await startVkSandbox({ groupId: 100, posts: [{ id: 1, text: 'Запись' }], callbackIntervals: [5, 10, 20] })
})
beforeEach(async () => {
  await sandbox.reset()
  received = []
  answer = (event) => ({ status: 200, body: event.type === 'confirmation' ? 'a1b2' : 'ok' })
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const event = JSON.parse(Buffer.concat(parts).toString()) as Received
      if (event.type !== 'confirmation') received.push(event)
      const { status, body } = answer(event)
      response.writeHead(status).end(body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  await sandbox.reset()
  server.closeAllConnections()
  server.close()
})
afterAll(() => sandbox.close())

const connect = (): Promise<boolean> =>
  sandbox.callback.connect({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/vk`,
    secret: 's3cret',
    confirmation: 'a1b2',
  })
const say = (text: string) => sandbox.comment({ postId: 1, authorName: 'Анна', text })
const texts = (): (string | undefined)[] => received.map((each) => each.object.text)

describe('Callback API', () => {
  test('no event without the handshake; with it each comes with the secret and an event_id of its own', async () => {
    answer = () => ({ status: 200, body: 'ok' })
    expect(await connect()).toBe(false)
    say('Раньше')
    answer = (event) => ({ status: 200, body: event.type === 'confirmation' ? 'a1b2' : 'ok' })
    expect(await sandbox.callback.confirm()).toBe(true)
    say('Первый')
    say('Второй')
    await soon(() => expect(received).toHaveLength(2))
    expect(new Set(texts())).toEqual(new Set(['Первый', 'Второй']))
    expect(new Set(received.map((each) => each.event_id)).size).toBe(2)
    expect(received[0]).toMatchObject({ type: 'wall_reply_new', secret: 's3cret', group_id: 100, v: '5.199' })
  })

  test.each([
    [500, 'ok'],
    [200, 'OK!'],
    [200, ''],
  ])('%i %j is no acknowledgement: the same event comes again until ok', async (status, body) => {
    await connect()
    let refusals = 3
    answer = () => {
      refusals -= 1
      return refusals >= 0 ? { status, body } : { status: 200, body: 'ok' }
    }
    say('Яма')
    await soon(() => expect(sandbox.callback.deliveries()).toMatchObject([{ attempts: 4, state: 'delivered' }]))
    expect(new Set(received.map((each) => each.event_id)).size).toBe(1)
  })

  test('a server that is down gets its events once it is up again', async () => {
    await connect()
    const { port } = server.address() as AddressInfo
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    say('Пока вы спали')
    await soon(() => expect(sandbox.callback.deliveries()[0]?.attempts).toBeGreaterThan(1))
    server.listen(port, '127.0.0.1')
    await soon(() => expect(texts()).toEqual(['Пока вы спали']))
  })

  test('events can come twice, late, and in the wrong order', async () => {
    await connect()
    sandbox.faults.add({ method: 'callback', effect: { kind: 'duplicate', times: 2 } })
    say('Трижды')
    await soon(() => expect(texts()).toEqual(['Трижды', 'Трижды', 'Трижды']))
    expect(new Set(received.map((each) => each.event_id)).size).toBe(1)
    received = []
    sandbox.faults.add({ method: 'callback', effect: { kind: 'reorder' } })
    say('Сначала')
    say('Потом')
    await soon(() => expect(texts()).toEqual(['Потом', 'Сначала']))
    received = []
    sandbox.faults.add({ method: 'callback', effect: { kind: 'delay', ms: 500 } })
    say('Поздно')
    say('Сразу')
    await soon(() => expect(texts()).toEqual(['Сразу', 'Поздно']))
  })

  test('a forged event reaches the server as it is', async () => {
    await connect()
    answer = () => ({ status: 403, body: '' })
    expect(await sandbox.callback.forge({ type: 'wall_reply_new', secret: 'guess', object: {} })).toBe(403)
  })
})
