import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Pool } from 'pg'
import { maintenance } from '../src/index.ts'
import { act, approved, draft, message, opened, select, SCHEDULE, type Town, town, viewerOf } from './town.ts'

describe('the record', () => {
  let lesozavodsk: Town
  let pool: Pool
  let incidentId: string
  beforeAll(async () => {
    lesozavodsk = await town()
    pool = (await lesozavodsk.database.connect()).pool
  })
  afterAll(() => lesozavodsk.close())
  beforeEach(async () => {
    await pool.query(
      'truncate events, streams, anchors, incidents, incident_units, obligations, alarms, network_keys, incident_texts, intents restart identity',
    )
    incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5')
    await approved(lesozavodsk, incidentId)
    await opened(lesozavodsk, 'Нет воды')
  })

  const faults = async () => (await maintenance.verify(lesozavodsk.options)).faults
  const tamper = (sql: string) => pool.query(sql, [incidentId])

  test('is whole as long as nobody touched it', async () => {
    expect(await lesozavodsk.storage.integrity.anchor()).toBe(9)
    expect(await maintenance.verify(lesozavodsk.options)).toMatchObject({ streams: 2, events: 9, noted: 0, faults: [] })
  })

  test('shows an edited text', async () => {
    await tamper(
      `update events set data = jsonb_set(data, '{text}', '"Здравствуйте, Мария! Ямы нет."') where stream_id = $1 and version = 5`,
    )
    expect(await faults()).toEqual([{ streamId: incidentId, version: 5, problem: 'hash' }])
  })

  test('shows a moment moved into the term, another name under an order, another kind of event', async () => {
    await tamper('update events set at = at - 60000 where stream_id = $1 and version = 3')
    await tamper(`update events set by = jsonb_set(by, '{name}', '"Борис Ильин"') where stream_id = $1 and version = 4`)
    await tamper(`update events set type = 'Declined' where stream_id = $1 and version = 7`)
    expect((await faults()).map(({ version, problem }) => ({ version, problem }))).toEqual([
      { version: 3, problem: 'hash' },
      { version: 4, problem: 'hash' },
      { version: 7, problem: 'hash' },
    ])
  })

  test('shows an event taken out of the middle', async () => {
    await tamper('delete from events where stream_id = $1 and version = 4')
    expect(await faults()).toContainEqual({ streamId: incidentId, version: 4, problem: 'gap' })
  })

  test('shows two events that changed places', async () => {
    await tamper('update events set version = version + 100 where stream_id = $1 and version in (5, 6)')
    await tamper('update events set version = case version when 105 then 6 else 5 end where stream_id = $1 and version > 100')
    expect(await faults()).toContainEqual({ streamId: incidentId, version: 5, problem: 'hash' })
  })

  test('shows a tail cut off, by the head of the stream', async () => {
    await tamper('delete from events where stream_id = $1 and version = 7')
    expect(await faults()).toEqual([{ streamId: incidentId, version: 7, problem: 'head' }])
  })

  test('shows a tail cut off together with its head, by the anchor', async () => {
    await lesozavodsk.storage.integrity.anchor()
    await tamper('delete from events where stream_id = $1 and version = 7')
    await tamper(
      `update streams s set version = 6, hash = e.hash from events e where s.stream_id = $1 and e.stream_id = $1 and e.version = 6`,
    )
    expect(await faults()).toEqual([{ streamId: incidentId, version: 7, problem: 'anchor' }])
  })

  test('shows a whole incident removed without a trace, by the anchor', async () => {
    await lesozavodsk.storage.integrity.anchor()
    for (const [table, column] of [
      ['events', 'stream_id'],
      ['streams', 'stream_id'],
      ['incidents', 'id'],
      ['obligations', 'stream_id'],
    ]) {
      await tamper(`delete from ${table} where ${column} = $1`)
    }
    expect(await faults()).toEqual([{ streamId: incidentId, version: 7, problem: 'anchor' }])
  })

  test('shows an anchor that was made to fit', async () => {
    await lesozavodsk.storage.integrity.anchor()
    await act(lesozavodsk, await opened(lesozavodsk, 'Ещё одно'), lesozavodsk.anna, select)
    await lesozavodsk.storage.integrity.anchor()
    await pool.query('update anchors set versions[1] = versions[1] + 0, made_at = made_at + 1 where number = 1')
    expect(await faults()).toEqual([{ streamId: '', version: 1, problem: 'anchor' }])
  })

  test('shows an incident without a record, and a record without its events', async () => {
    await tamper('delete from events where stream_id = $1')
    expect(await faults()).toEqual([{ streamId: incidentId, version: 7, problem: 'missing' }])
    await tamper('delete from streams where stream_id = $1')
    expect(await faults()).toEqual([{ streamId: incidentId, version: 7, problem: 'missing' }])
  })

  test('folded again gives equal rows', async () => {
    const { streams, differences } = await maintenance.rebuild(lesozavodsk.options)
    expect({ streams, differences }).toEqual({ streams: 2, differences: [] })
  })

  test('folded again finds and mends rows that differ, and removes rows without a record', async () => {
    await tamper(`update incidents set status = 'closed', due_key = 0 where id = $1`)
    await tamper(`update obligations set due_at = due_at + 3600000 where stream_id = $1 and norm = 'draft'`)
    await tamper('delete from network_keys where incident_id = $1')
    await tamper(`update incident_texts set words = to_tsvector('russian', 'ничего') where incident_id = $1`)
    await pool.query(`insert into alarms values ($1, $1, 'draft', 1, 'due', 0)`, [lesozavodsk.tenantId])
    const { differences } = await maintenance.rebuild(lesozavodsk.options)
    expect(differences.map(({ table }) => table).toSorted()).toEqual([
      'alarms',
      'incident_texts',
      'incidents',
      'network_keys',
      'obligations',
    ])
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })

  test('alarms are made anew from what is owed', async () => {
    await pool.query('delete from alarms')
    expect(await lesozavodsk.storage.alarms.rebuild()).toBeGreaterThan(0)
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })

  test('a changed schedule moves what is owed, keeps what is done, and folds again into the same rows', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const moving = await opened(lesozavodsk, 'Снежный день')
    lesozavodsk.at('2024-04-08T11:30:00+10:00')
    await act(lesozavodsk, moving, lesozavodsk.anna, select)
    await act(lesozavodsk, moving, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    const rows = async () =>
      (
        await pool.query<{ norm: string; status: string; due_at: number; schedule_version: number }>(
          'select norm, status, due_at, schedule_version from obligations where stream_id = $1 order by norm, occurrence',
          [moving],
        )
      ).rows
    const before = await rows()
    const snow = `${SCHEDULE}exceptions: { "2024-04-08": "off", "2024-04-09": "off" }\n`
    const { replanned } = await lesozavodsk.storage.organisation.setSchedule(lesozavodsk.tenantId, snow, 'Администратор')
    expect(replanned).toBeGreaterThan(0)
    const after = await rows()
    const done = (list: typeof before) => list.filter(({ status }) => status !== 'pending')
    expect(done(after)).toEqual(done(before))
    expect(done(after).length).toBeGreaterThan(0)
    for (const [index, row] of before.entries()) expect((after[index]?.due_at ?? 0) > row.due_at).toBe(row.status === 'pending')
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
    await act(lesozavodsk, moving, lesozavodsk.roadman, draft('Здравствуйте! Дорогу расчистят 10 апреля.'))
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
    await lesozavodsk.storage.organisation.setSchedule(lesozavodsk.tenantId, SCHEDULE, 'Администратор')
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
  })

  test('an ending taken back and made again under a new schedule folds again into the same rows', async () => {
    const { storage, tenantId, anna } = lesozavodsk
    lesozavodsk.at('2024-04-11T10:00:00+10:00')
    const wavering = await opened(lesozavodsk, 'Спасибо, уже починили')
    const decline = { type: 'decline', groundId: 'obscene', note: '' } as const
    await act(lesozavodsk, wavering, anna, decline)
    await storage.organisation.setSchedule(tenantId, `${SCHEDULE}exceptions: { "2024-04-12": "off" }\n`, 'Администратор')
    lesozavodsk.at('2024-04-11T10:00:05+10:00')
    await act(lesozavodsk, wavering, anna, { type: 'undo', version: 3 })
    await act(lesozavodsk, wavering, anna, decline)
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
    await storage.organisation.setSchedule(tenantId, SCHEDULE, 'Администратор')
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })

  test('a message that came back under a new name of its author is found under that name', async () => {
    const author = { key: 'one-author', url: null }
    await lesozavodsk.storage.arrive(message(lesozavodsk, 'Первое', { author: { ...author, name: 'Ольга Старова' } }))
    await lesozavodsk.storage.arrive(message(lesozavodsk, 'Второе', { author: { ...author, name: 'Ольга Новикова' } }))
    await lesozavodsk.storage.arrive(message(lesozavodsk, 'Третье, имя не пришло', { author: { ...author, name: '' } }))
    const page = await lesozavodsk.storage.views.queue(viewerOf(lesozavodsk, lesozavodsk.anna), { view: 'all', limit: 50, q: 'Новикова' })
    expect(page.rows.map(({ authorName }) => authorName)).toEqual(Array(3).fill('Ольга Новикова'))
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })
})
