import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { vkPage } from '../../../packages/storage/test/account.ts'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/open-house.ts'
import { serve } from '../src/serve.ts'
import { openTown, problemOf, type Town, until } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', receive: 'webhook', role: 'web' })
})
afterAll(() => town.close())

let events = 0
const comment = (secret = 'callback-secret', id = ++events) => {
  const place = { id, post_id: town.postId, owner_id: -100, post_owner_id: -100 }
  const object = { ...place, from_id: 501, date: 1_712_538_000, text: `Яма ${id}`, parents_stack: [] }
  return { type: 'wall_reply_new', object, group_id: 100, event_id: `hook-${id}`, v: '5.199', secret }
}
const post = (body: unknown, url = town.url, account = town.accountId) =>
  fetch(new URL(`/hooks/vk/${account}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const waiting = async () => (await town.house.storage.backlog()).rawWaiting

it('five hundred callbacks at once, each brought three times, are all acknowledged and stored once', async () => {
  const before = await waiting()
  const bodies = Array.from({ length: 500 }, () => comment())
  const answers = await Promise.all([...bodies, ...bodies, ...bodies].map(async (body) => (await post(body)).text()))
  // What is sent away for now is sent again.
  const refused = answers.flatMap((answer, index) => (answer === 'ok' ? [] : [bodies[index % 500]]))
  for (const body of refused) await until(async () => (await (await post(body)).text()) === 'ok')
  expect(await waiting()).toBe(before + 500)
})

it('opens the secrets once for them all', async () => {
  const { accounts } = town.house.storage
  const opened: string[] = []
  const secrets = accounts.secrets.bind(accounts)
  accounts.secrets = (id) => (opened.push(id), secrets(id))
  await post(comment())
  for (let turn = 0; turn < 20; turn++) expect(await (await post(comment())).text()).toBe('ok')
  expect(opened).toEqual([])
  accounts.secrets = secrets
})

it('a secret that is changed at one node counts at once at the other; so does a connection that is switched off', async () => {
  const directory = town.environment['OTKLIK_DATA'] ?? ''
  const config = readConfig(town.environment, directory, { directory })
  const house = await openHouse(config)
  const running = await serve(house, config, 'web', null)
  const there = running.url ?? ''
  try {
    const { accounts } = town.house.storage
    const row = await accounts.get(town.accountId)
    const settings = vkPage({ name: 'Город', ownId: 100, apiBase: row?.fields['apiBase'] ?? '', receive: 'webhook', active: true })
    for (const url of [town.url, there]) expect((await post(comment(), url)).status).toBe(200)
    const known = comment()
    expect((await post(known, there)).status).toBe(200)
    await accounts.save(town.tenantId, town.accountId, settings, { callbackSecret: 'another' })
    for (const url of [town.url, there]) {
      // In the network's own words, for whoever reads its log.
      expect(await (await post(comment(), url)).text()).toContain('Секретный ключ не совпадает')
      // A redelivery too is believed by today's secret alone.
      expect((await post(known, url)).status).toBe(403)
      expect((await post(comment('another'), url)).status).toBe(200)
    }
    await accounts.save(town.tenantId, town.accountId, { ...settings, active: false }, {})
    for (const url of [town.url, there]) expect((await post(comment('another'), url)).status).toBe(404)
    await accounts.save(town.tenantId, town.accountId, settings, { callbackSecret: 'callback-secret' })
    for (const url of [town.url, there]) expect((await post(comment(), url)).status).toBe(200)
  } finally {
    await running.stop()
    await house.close()
  }
})

it('while the disk does not keep up, further callbacks are sent away with a time to come again, and nothing is lost', async () => {
  const { raw } = town.house.storage
  const store = raw.store.bind(raw)
  const disk = new EventEmitter()
  const moves = once(disk, 'moves')
  raw.store = async (...given) => {
    await moves
    return store(...given)
  }
  const before = await waiting()
  const first = post(comment())
  const refused = await until(async () => {
    const limit = AbortSignal.timeout(500)
    const answer = await fetch(new URL(`/hooks/vk/${town.accountId}`, town.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(comment('callback-secret', 900_001)),
      signal: limit,
    }).catch(() => null)
    return answer
  })
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await problemOf(refused)).toMatchObject({ code: 'busy' })
  disk.emit('moves')
  expect(await (await first).text()).toBe('ok')
  raw.store = store
  await until(async () => (await (await post(comment('callback-secret', 900_001))).text()) === 'ok')
  expect(await waiting()).toBe(before + 2)
})
