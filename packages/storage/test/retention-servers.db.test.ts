import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance } from '../src/index.ts'
import { testDatabase } from './database.ts'
import { otherDatabase } from './other-server.ts'
import { act, opened, select, type Town, town, viewerOf } from './town.ts'

const author = { key: '77700124', name: 'Лукерья Исчезаева', url: 'https://vk.com/id77700124' }

describe.each([
  ['the server of this run', testDatabase],
  ['the other kind of server', otherDatabase],
] as const)('on %s', (_, database) => {
  let lesozavodsk: Town
  let pool: Pool
  beforeAll(async () => {
    const made = await database()
    lesozavodsk = await town('lesozavodsk-2022', made)
    pool = (await made.connect()).pool
  })
  afterAll(() => lesozavodsk.close())

  const count = async (from: string): Promise<number> => Number((await pool.query(`select count(*) as n from ${from}`)).rows[0].n)
  const alarmsOf = (id: string) => count(`alarms where stream_id = '${id}'`)
  const expire = () => lesozavodsk.storage.retention.expire(null)

  test('a press is known again for a week, and then its key is gone', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const incidentId = await opened(lesozavodsk, 'Затопило подвал')
    const { storage, tenantId, anna } = lesozavodsk
    const key = '5b1f0c38-0000-4000-8000-000000000024'
    const press = () => storage.command({ tenantId, incidentId, command: select, acting: anna, expectedVersion: 2, idempotencyKey: key })
    expect(await press()).toMatchObject({ ok: true, replayed: false })
    lesozavodsk.at('2024-04-15T10:59:59+10:00')
    expect(await expire()).toMatchObject({ counts: { idempotency: 0 } })
    expect(await press()).toEqual({ ok: true, incidentId, version: 3, replayed: true })
    lesozavodsk.at('2024-04-15T11:00:01+10:00')
    expect(await expire()).toMatchObject({ counts: { idempotency: 1 } })
    expect(await count('idempotency')).toBe(0)
    expect(await press()).toMatchObject({ ok: false, kind: 'conflict', version: 3 })
  })

  test('an alarm of a term that has ended is gone a week after it rang; one that is owed still stays, and does not ring again', async () => {
    lesozavodsk.at('2024-06-03T10:00:00+10:00')
    const owed = await opened(lesozavodsk, 'Нет света')
    const ended = await opened(lesozavodsk, 'Спам')
    // A message that is declined owes nothing: its alarms go with the decision.
    expect(await alarmsOf(ended)).toBeGreaterThan(0)
    await act(lesozavodsk, ended, lesozavodsk.anna, { type: 'decline', groundId: 'spam', note: '' })
    expect(await alarmsOf(ended)).toBe(0)
    lesozavodsk.at('2024-06-03T18:00:00+10:00')
    expect(await lesozavodsk.storage.alarms.ring(lesozavodsk.now(), 500)).toBeGreaterThan(0)
    const rung = await alarmsOf(owed)
    // What a process of an older version, or a restored copy, may have left behind.
    await pool.query(
      `insert into alarms (tenant_id, stream_id, norm, occurrence, kind, rings_at, rung_at)
       select tenant_id, stream_id, norm, occurrence, 'due', due_at, $1 from obligations where stream_id = $2`,
      [lesozavodsk.now(), ended],
    )
    const left = await alarmsOf(ended)
    expect(left).toBeGreaterThan(0)
    lesozavodsk.at('2024-06-10T17:59:59+10:00')
    expect(await expire()).toMatchObject({ counts: { alarms: 0 } })
    lesozavodsk.at('2024-06-10T18:00:01+10:00')
    expect(await expire()).toMatchObject({ counts: { alarms: left } })
    expect([await alarmsOf(ended), await alarmsOf(owed)]).toEqual([0, rung])
    expect(await lesozavodsk.storage.alarms.ring(lesozavodsk.now(), 500)).toBe(0)
    const { rows } = await pool.query(
      `select sum((counts ->> 'idempotency')::int)::int as idempotency, sum((counts ->> 'alarms')::int)::int as alarms from retention_runs`,
    )
    expect(rows).toEqual([{ idempotency: 1, alarms: left }])
  })

  test('name, page and number of an author are gone from every table after the term, and the record is whole', async () => {
    lesozavodsk.at('2024-07-01T10:00:00+10:00')
    const { storage, tenantId, anna } = lesozavodsk
    const incidentId = await opened(lesozavodsk, 'Яма на Мира', { author })
    await storage.views.saveContext(tenantId, incidentId, { post: null, thread: [{ authorName: author.name }] })
    await storage.raw.store(
      tenantId,
      '0198f000-0000-7000-8000-000000000001',
      [{ dedupeKey: 'e-24', kind: 'new', occurredAt: lesozavodsk.now(), raw: { from: author } }],
      null,
    )
    for (const { id } of await storage.raw.take(10, 60_000)) await storage.raw.done(id)
    await act(lesozavodsk, incidentId, anna, { type: 'decline', groundId: 'spam', note: '' })
    const tables = (await pool.query(`select tablename as name from pg_tables where schemaname = 'public' order by 1`)).rows as {
      name: string
    }[]
    const traces = async (): Promise<string[]> => {
      const found: string[] = []
      for (const { name } of tables)
        if ((await count(`${name} t where t::text ilike any (array['%исчезаев%', '%77700124%'])`)) > 0) found.push(name)
      return found
    }
    expect(await traces()).toEqual(['authors', 'contexts', 'incident_texts', 'raw_events'])
    lesozavodsk.at('2024-08-01T10:00:00+10:00')
    expect(await expire()).toMatchObject({ counts: { authors: 0, raw: 1, contexts: 1 } })
    expect(await traces()).toEqual(['authors', 'incident_texts'])
    // Three years to the second; the one who was declined in June goes before.
    lesozavodsk.at('2027-07-01T10:00:00+10:00')
    await expire()
    expect(await traces()).toEqual(['authors', 'incident_texts'])
    lesozavodsk.at('2027-07-01T10:00:01+10:00')
    expect(await expire()).toMatchObject({ counts: { authors: 1 } })
    expect(await traces()).toEqual([])
    const card = await storage.views.card(viewerOf(lesozavodsk, anna), incidentId)
    expect(card?.message).toMatchObject({ text: 'Яма на Мира', author: { url: null } })
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })
})
