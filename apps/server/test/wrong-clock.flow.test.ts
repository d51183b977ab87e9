import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/open-house.ts'
import { type Running, serve } from '../src/serve.ts'
import { hear } from './hearing.ts'
import { Browser, openTown, problemOf, type Town, until } from './town.ts'

const minute = 60_000
const day = 1440 * minute

describe.each([
  ['a day ahead', day, 'спешат', '1 д'],
  ['a day behind', -day, 'отстают', '1 д'],
  ['two minutes ahead', 2 * minute, 'спешат', '2 мин'],
] as const)('a node whose clock is %s, beside one whose clock is right', (_, off, direction, far) => {
  let town: Town
  let node: Running & { readonly url: string }
  let close: () => Promise<void>
  let ahead = 0
  beforeAll(async () => {
    // The real clock: what is compared is this computer's and the database's.
    town = await openTown({ act: 'lesozavodsk-2022' })
    const directory = town.environment['OTKLIK_DATA'] ?? ''
    const config = readConfig({ ...town.environment, OTKLIK_LOG: 'silent' }, directory, { directory })
    const house = await openHouse(config, undefined, {
      clockSources: { wall: () => Date.now() + ahead, steady: () => performance.now() },
    })
    const running = await serve(house, config, 'all')
    node = { ...running, url: running.url ?? '' }
    close = async () => {
      await running.stop()
      await house.close()
    }
  })
  afterAll(async () => {
    await close()
    await town.close()
  })

  it('serves nobody while it is off, says by how much, ends no session, dates no message; and serves again when it is right', async () => {
    const curator = await town.as('curator')
    const there = new Browser(node.url)
    there.cookie = curator.cookie
    expect((await there.send('GET', '/api/session')).status).toBe(200)
    const stream = await hear(there)
    ahead = off
    const refused = await there.send('GET', '/api/session', undefined, { 'accept-language': 'ru' })
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('10')
    const { code, detail } = await problemOf(refused)
    expect(code).toBe('clock-off')
    expect(detail).toContain(direction)
    expect(detail).toContain(far)
    expect((await new Browser(node.url).signIn('head')).status).toBe(503)
    expect((await there.send('POST', `/hooks/vk/${town.accountId}`, { type: 'message_new' })).status).toBe(503)
    const health = await there.send('GET', '/healthz')
    expect(health.status).toBe(503)
    expect(await health.json()).toMatchObject({ clock: { ok: false }, database: { ok: true }, troubles: [{ code: 'clock' }] })
    await stream.close()
    // The other node takes what comes meanwhile, dated by a clock that is right.
    const before = Date.now()
    const { receivedAt } = await town.write('Во дворе нет света')
    expect(Math.abs(receivedAt - before)).toBeLessThan(day / 2)
    expect((await curator.send('GET', '/api/session')).status).toBe(200)
    ahead = 0
    await until(async () => (await there.send('GET', '/api/session')).status === 200)
    expect((await there.send('GET', '/healthz')).status).toBe(200)
  })
})
