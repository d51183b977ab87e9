import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Health, UnhandledView } from '@otklik/contract'
import { readAgain } from '../src/worker/read-again.ts'
import { openTown, type Town, until } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', receive: 'webhook' })
})
afterAll(() => town.close())

const post = (body: string) =>
  fetch(new URL(`/hooks/vk/${town.accountId}`, town.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body })

let events = 0
const told = (object: unknown, type = 'wall_reply_new'): string =>
  JSON.stringify({ type, object, group_id: 100, event_id: `odd-${++events}`, v: '5.199', secret: 'callback-secret' })
const comment = (id: number) => {
  const place = { id, post_id: town.postId, owner_id: -100, post_owner_id: -100 }
  return { ...place, from_id: 501, date: 1_712_538_000, text: `Яма ${id}`, parents_stack: [] }
}
const health = async () => await town.nobody().get<Health>('/healthz')
const unhandled = async () => (await town.as('admin')).get<UnhandledView>(`/api/accounts/${town.accountId}/unhandled`)
const handled = () => until(async () => (await town.house.storage.backlog()).rawWaiting === 0)

it('a comment of unknown form is acknowledged, counted by its own name and shown with what was not understood', async () => {
  expect(await (await post(told({ ...comment(7001), date: undefined, from_id: { id: 5 } }))).text()).toBe('ok')
  expect(await (await post(told(comment(7002)).replace('"id":7002', '"id":9007199254740993'))).text()).toBe('ok')
  expect(await (await post(told({ id: 7003 }, 'wall_reply_delete'))).text()).toBe('ok')
  expect(await (await post(told({ liker_id: 5 }, 'like_add'))).text()).toBe('ok')
  await handled()
  expect(await health()).toMatchObject({ status: 'degraded', queue: { ok: true, rawWaiting: 0, rawFailed: 0, rawUnreadable: 3 } })
  const { total, events: shown } = await unhandled()
  expect([total, shown.map(({ state, type }) => [state, type])]).toEqual([
    3,
    [
      ['unreadable', 'wall_reply_delete'],
      ['unreadable', 'wall_reply_new'],
      ['unreadable', 'wall_reply_new'],
    ],
  ])
  expect(shown[2]?.why).toEqual([
    {
      ru: 'Поле from_id (кто написал) непривычного вида: {"id":5}.',
      en: 'The field from_id (who wrote it) has an unfamiliar form: {"id":5}.',
    },
    { ru: 'Нет поля date (когда написано).', en: 'The field date (when it was written) is missing.' },
  ])
  expect(shown[2]?.payload).toContain('Яма 7001')
  expect(shown[1]?.payload).toContain('9007199254740993')
  expect(JSON.stringify(shown)).not.toContain('callback-secret')
})

it('and belongs to its own organisation alone', async () => {
  const stranger = await town.as('stranger')
  expect((await stranger.send('GET', `/api/accounts/${town.accountId}/unhandled`)).status).toBe(403)
  expect((await (await town.as('curator')).send('GET', `/api/accounts/${town.accountId}/unhandled`)).status).toBe(403)
})

it('a press tries again, and so does another version of the program, once', async () => {
  const admin = await town.as('admin')
  const retry = async () => admin.post(`/api/accounts/${town.accountId}/unhandled/retry`, {})
  expect(await retry()).toEqual({ read: 0, tried: 0 })
  // What an older program could not read, this one can.
  const { storage, networks } = town.house
  const older = {
    dedupeKey: 'by the older',
    kind: 'unreadable',
    occurredAt: 0,
    raw: { ...JSON.parse(told(comment(7010))), secret: undefined },
  }
  await storage.raw.store(town.tenantId, town.accountId, [older], null, { reader: '0.0.1' })
  expect(await readAgain(town.house)).toBe(1)
  await until(() => storage.views.incidentByKey(town.tenantId, town.accountId, `-100_${town.postId}_7010`))
  await storage.raw.store(town.tenantId, town.accountId, [{ ...older, dedupeKey: 'again', raw: JSON.parse(told(comment(7011))) }], null, {
    reader: town.house.version,
  })
  expect(await readAgain(town.house)).toBe(0)
  expect(await retry()).toMatchObject({ read: 1 })
  await until(() => storage.views.incidentByKey(town.tenantId, town.accountId, `-100_${town.postId}_7011`))
  expect((await unhandled()).total).toBe(3)
  expect(networks.kept(town.accountId)).not.toBeNull()
})

it('a worker of a new version reads what the old one left, by itself', async () => {
  const other = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', receive: 'webhook', role: 'web' })
  try {
    const raw = JSON.parse(told(comment(7020))) as unknown
    const old = { dedupeKey: 'old', kind: 'unreadable', occurredAt: other.house.now(), raw }
    await other.house.storage.raw.store(other.tenantId, other.accountId, [old], null, { reader: '0.0.1' })
    const { runWorker } = await import('../src/worker/worker.ts')
    const stop = new AbortController()
    const working = runWorker(other.house, stop.signal)
    const seen = await until(() => other.house.storage.views.incidentByKey(other.tenantId, other.accountId, `-100_${town.postId}_7020`))
    expect(seen).not.toBeNull()
    stop.abort()
    await working
  } finally {
    await other.close()
  }
})
