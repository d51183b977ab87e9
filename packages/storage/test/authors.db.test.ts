import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance } from '../src/index.ts'
import type { Change } from '../src/record/change.ts'
import type { Storage } from '../src/storage.ts'
import { message, moment, opened, type Town, town, viewerOf } from './town.ts'

const day = 86_400_000

/** What comes true sooner or later; however slow the machine, only what never comes fails. */
const patience = { timeout: 60_000 }

describe('a name that comes later', () => {
  let lesozavodsk: Town
  let storage: Storage
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
  })
  afterAll(() => lesozavodsk.close())

  const arrives = (text: string, key: string, name = '') => opened(lesozavodsk, text, { author: { key, name, url: null } })
  const nameless = async (since = 0) => (await storage.authors.nameless(since, 10)).map(({ key }) => key)
  const idOf = async (key: string) => (await storage.authors.nameless(0, 10)).find((one) => one.key === key)?.id ?? ''

  test('is asked for by the author’s key, through the connection they wrote by last; who has a name is not asked after', async () => {
    const { accountId } = message(lesozavodsk, 'Яма').place
    await arrives('Яма на Ленина', '501')
    await arrives('Яма на Мира', '502', 'Пётр Ильин')
    expect(await storage.authors.nameless(0, 10)).toMatchObject([{ tenantId: lesozavodsk.tenantId, key: '501', accountId }])
    expect(await nameless(moment('2030-01-01T00:00:00Z'))).toEqual([])
    expect(await storage.authors.nameless(0, 0)).toEqual([])
  })

  test('stands in the queue and in search, is told to whoever listens, and changes nothing in the record', async () => {
    const id = await arrives('Нет воды', '503')
    const before = await storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id)
    const heard: Change[] = []
    const stop = new AbortController()
    const listening = storage.listen((change) => heard.push(change), stop.signal)
    await expect.poll(() => heard.length, patience).toBeGreaterThan(0)
    expect(await storage.authors.name(lesozavodsk.tenantId, await idOf('503'), 'Зинаида Чудная', 'https://vk.com/id503')).toBe(true)
    const curator = viewerOf(lesozavodsk, lesozavodsk.anna)
    const after = await storage.views.card(curator, id)
    expect(after?.row.authorName).toBe('Зинаида Чудная')
    expect(after?.message.author).toMatchObject({ name: 'Зинаида Чудная', url: 'https://vk.com/id503' })
    expect(after?.record).toEqual(before?.record)
    const found = await storage.views.queue(curator, { view: 'all', q: 'чудная', limit: 10 })
    expect(found.rows.map((row) => row.id)).toEqual([id])
    await expect.poll(() => heard.map(({ streamId }) => streamId), patience).toContain(id)
    stop.abort()
    await listening
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })

  test('is given once: a second worker that asked as well changes nothing, and no name replaces a known one', async () => {
    await arrives('Фонарь', '504')
    const id = await idOf('504')
    const node = await lesozavodsk.node()
    const given = await Promise.all([storage, node].map((one) => one.authors.name(lesozavodsk.tenantId, id, 'Раиса Светлова', null)))
    expect(given.filter(Boolean)).toHaveLength(1)
    expect(await storage.authors.name(lesozavodsk.tenantId, id, 'Другое имя', null)).toBe(false)
  })

  test('does not come to who was forgotten meanwhile', async () => {
    const incident = await arrives('Старая жалоба', '505')
    const id = await idOf('505')
    const curator = lesozavodsk.anna
    await storage.command({
      tenantId: lesozavodsk.tenantId,
      incidentId: incident,
      command: { type: 'decline', groundId: 'spam', note: '' },
      acting: curator,
      expectedVersion: null,
      idempotencyKey: null,
    })
    lesozavodsk.at(new Date(lesozavodsk.now() + 40 * day).toISOString())
    await storage.retention.expire(30)
    expect(await nameless()).not.toContain('505')
    expect(await storage.authors.name(lesozavodsk.tenantId, id, 'Имя из прошлого', null)).toBe(false)
    expect((await storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incident))?.authorName).toContain('удалены')
  })
})
