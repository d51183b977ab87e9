import { request } from 'node:http'
import { expect, it } from 'vitest'
import { ConfigError } from '../src/config.ts'
import { serve } from '../src/serve.ts'
import { usualWaits } from '../src/waits.ts'
import { openTown, password } from './town.ts'

const at = { act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' } as const

it('a server that is asked to stop answers what was begun, ends its streams, and takes nothing new', async () => {
  // The server cuts what does not end in time; here it is the test that decides when what was begun ends.
  const town = await openTown({ ...at, waits: { ...usualWaits, ending: 600_000 } })
  const { cookie } = await town.as('curator')
  const stream = await fetch(new URL('/api/stream', town.url), { headers: { cookie } })
  const body = JSON.stringify({ login: 'head', password })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'sec-fetch-site': 'same-origin' }
  const begun = request(new URL('/api/session', town.url), { method: 'POST', headers: { ...headers, expect: '100-continue' } })
  begun.flushHeaders()
  // The server has the head of the request, and not yet its body.
  await new Promise((resolve) => begun.once('continue', resolve))
  const answered = new Promise<number>((resolve, reject) => {
    begun.once('response', (response) => resolve(response.resume().statusCode ?? 0))
    begun.once('error', reject)
  })
  const closing = town.close()
  await stream.text()
  await expect(fetch(new URL('/healthz', town.url))).rejects.toThrow('fetch failed')
  begun.end(body)
  expect(await answered).toBe(200)
  await closing
})

it('a port that is taken is told with the cure', async () => {
  const town = await openTown(at)
  const port = Number(new URL(town.url).port)
  const started = serve(town.house, { port, host: '127.0.0.1', trustProxy: false }, 'web')
  await expect(started).rejects.toBeInstanceOf(ConfigError)
  await expect(started).rejects.toThrow(`Порт ${port}`)
  await town.close()
})
