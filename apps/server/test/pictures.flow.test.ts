import { once } from 'node:events'
import { type ClientRequest, request } from 'node:http'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openTown, problemOf, type Town } from './town.ts'

let town: Town
let roads: Browser
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  roads = await town.as('roads')
})
afterAll(() => town.close())

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** What a PNG says of itself before the first pixel. */
function claims(side: number, bits: 8 | 16): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = bits
  head[9] = 6
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', Buffer.from('789c0300', 'hex')), chunk('IEND', Buffer.alloc(0))])
}

function send(bytes: Buffer): Promise<Response> {
  const form = new FormData()
  form.set('file', new Blob([Uint8Array.from(bytes)]), 'яма.png')
  return roads.send('POST', '/api/files', form)
}

describe('a small file that claims a large picture', () => {
  it.each([
    [7_000, 16],
    [6_500, 8],
    [40_000, 8],
  ] as const)('of %s pixels a side and %s bits is refused by its claim, unread', async (side, bits) => {
    const problem = await problemOf(await send(claims(side, bits)))
    expect(problem).toMatchObject({ status: 413, code: 'too-large' })
    expect(problem.text.ru).toContain('слишком много точек')
  })

  it('a photograph of a telephone is taken', async () => {
    const photo = sharp({ create: { width: 6_000, height: 4_000, channels: 3, background: '#846' } })
    const file = await (await send(await photo.jpeg().toBuffer())).json()
    expect(file).toMatchObject({ name: 'яма.jpg', type: 'image/jpeg' })
  })
})

/** An upload that comes to its middle and no further. */
async function halfSent(): Promise<ClientRequest> {
  const headers = {
    cookie: roads.cookie,
    'sec-fetch-site': 'same-origin',
    'content-type': 'multipart/form-data; boundary=XX',
    'content-length': 1_000_000,
    expect: '100-continue',
  }
  const begun = request(new URL('/api/files', town.url), { method: 'POST', headers })
  begun.on('error', () => undefined)
  begun.flushHeaders()
  await once(begun, 'continue')
  begun.write('--XX\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf')
  return begun
}

describe('pictures that come in a crowd', () => {
  it('do not wait for one whose sender left, before or after its turn came', async () => {
    const [first, second] = [await halfSent(), await halfSent()]
    second.destroy()
    first.destroy()
    expect((await send(claims(7_000, 16))).status).toBe(413)
  })

  it('are read with one thread, and a person who sends them without end is told to wait', async () => {
    const point = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#846' } })
      .png()
      .toBuffer()
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(point)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]))
    expect(sharp.concurrency()).toBe(1)
    expect((await town.nobody().signIn('head')).status).toBe(200)
  })
})
