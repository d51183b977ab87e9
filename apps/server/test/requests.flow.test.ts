import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildServer } from '../src/http/server.ts'
import { Browser, openTown, problemOf, type Town, until } from './town.ts'

let town: Town
let curator: Browser
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  curator = await town.as('curator')
})
afterAll(() => town.close())

const register = (body: object, key: string): Promise<Response> => curator.send('POST', '/api/incidents', body, { 'idempotency-key': key })

describe('a message that is registered twice with one key', () => {
  const letter = { text: 'Яма на Ленина, 5', writtenAt: Date.parse('2024-04-05T09:00:00+10:00') }

  it('is one message where nothing differs, with a date or without', async () => {
    for (const body of [letter, { text: letter.text }]) {
      const key = randomUUID()
      const [first, second] = [await register(body, key), await register(body, key)]
      expect(await second.json()).toEqual(await first.json())
    }
  })

  it.each([
    ['another date', letter, { ...letter, writtenAt: Date.parse('2024-04-01T09:00:00+10:00') }],
    ['no date', letter, { text: letter.text }],
    ['a date where there was none', { text: letter.text }, letter],
  ])('is refused with %s', async (_, before, after) => {
    const key = randomUUID()
    expect((await register(before, key)).status).toBe(200)
    expect(await problemOf(await register(after, key))).toMatchObject({ status: 409, code: 'key-reused' })
  })
})

describe('a selection', () => {
  it('names a topic that the organisation has', async () => {
    await town.house.storage.organisation.saveTopics(town.tenantId, [{ id: 'roads', name: 'Дороги', group: 'Город' }])
    const { id } = (await (await register({ text: 'Яма' }, randomUUID())).json()) as { id: string }
    const { row } = await curator.card(id)
    const foreign = await problemOf(await curator.press(id, row.version, { type: 'select', topicId: 'no such' }))
    expect(foreign).toMatchObject({ status: 422, code: 'unknown-topic', clause: null })
    const { card } = await curator.act(id, { type: 'select', topicId: 'roads' })
    expect(card.row.topic).toEqual({ id: 'roads', name: 'Дороги' })
  })
})

describe('a body in another encoding than UTF-8', () => {
  it('is refused, and not kept with its letters lost', async () => {
    const headers = {
      cookie: curator.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    }
    // "Яма" in windows-1251.
    const body = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xdf, 0xec, 0xe0]), Buffer.from('"}')])
    const response = await fetch(new URL('/api/incidents', town.url), { method: 'POST', headers, body })
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'malformed-body' })
  })

  it.each(['', '{"text":', '[', '{"__proto__": {"a": 1}}'])('nor is a body that is no JSON: %s', async (body) => {
    const headers = {
      cookie: curator.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    }
    const response = await fetch(new URL('/api/incidents', town.url), { method: 'POST', headers, body })
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'malformed-body' })
  })
})

describe('an upload whose sender left in its middle', () => {
  it('is no failure of the storage', async () => {
    const ended = new AbortController()
    const said: string[] = []
    const house = {
      ...town.house,
      log: (event: string, fields: Readonly<Record<string, unknown>>) => void said.push(`${event} ${String(fields['error'])}`),
    }
    const app = await buildServer(house, { trustProxy: false, host: '127.0.0.1', guide: null }, ended.signal)
    await app.listen({ port: 0, host: '127.0.0.1' })
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`
    const roads = new Browser(url)
    expect((await roads.signIn('roads')).status).toBe(200)
    const headers = {
      cookie: roads.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=XX',
      'content-length': 1_000_000,
      expect: '100-continue',
    }
    let incoming: IncomingMessage | undefined
    app.server.once('request', (each: IncomingMessage) => (incoming = each))
    const begun = request(new URL('/api/files', url), { method: 'POST', headers })
    begun.on('error', () => undefined)
    begun.flushHeaders()
    await once(begun, 'continue')
    begun.write('--XX\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n')
    begun.write('x'.repeat(500_000))
    // The server is in the middle of reading the file.
    await until(async () => (incoming?.socket.bytesRead ?? 0) > 400_000)
    begun.destroy()
    const form = new FormData()
    const pixels = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#0a0' } })
      .png()
      .toBuffer()
    form.set('file', new Blob([Uint8Array.from(pixels)]), 'мост.png')
    // The second upload of a person waits for the end of the first.
    const second = await roads.send('POST', '/api/files', form)
    expect([second.status, said]).toEqual([200, []])
    ended.abort()
    await app.close()
  })
})
