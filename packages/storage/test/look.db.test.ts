import { Client, type Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Look } from '../src/record/look.ts'
import type { Change } from '../src/record/change.ts'
import { pressed } from './pressed.ts'
import { opened, type Town, town } from './town.ts'

/** What comes true sooner or later; however slow the machine, only what never comes fails. */
const patience = { timeout: 60_000 }

describe('a change of which no bell told', () => {
  let lesozavodsk: Town
  let pool: Pool
  let client: Client
  let look: Look
  beforeAll(async () => {
    lesozavodsk = await town()
    pool = (await lesozavodsk.database.connect()).pool
  })
  afterAll(() => lesozavodsk.close())
  beforeEach(async () => {
    client = new Client({ connectionString: lesozavodsk.database.url })
    await client.connect()
    look = new Look()
  })
  afterEach(() => client.end())

  const again = async () => (await look.again(client)).map(({ streamId }) => streamId)
  /** The incident's newest event, as its bell tells of it. */
  const bellOf = async (incidentId: string): Promise<Change> => {
    const { rows } = await pool.query<{ position: number }>('select position from incidents where id = $1', [incidentId])
    return { position: rows[0]?.position ?? 0, tenantId: lesozavodsk.tenantId, kind: 'incident', streamId: incidentId }
  }
  /** Looks once when every transaction of the whole server that was on its way has ended, also those of other tests. */
  const settle = async () => {
    const { rows } = await pool.query<{ own: string }>('select pg_current_xact_id()::text as own')
    const over = () => pool.query('select where pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8', [rows[0]?.own])
    await expect.poll(async () => (await over()).rowCount, patience).toBe(1)
    await look.again(client)
  }

  test('is found though a later one was committed, told and looked at before it', async () => {
    const early = await opened(lesozavodsk, 'Яма на Ленина, 5')
    expect(await look.begin(client)).toMatchObject({ streamId: '' })
    await settle()
    const commit = await pressed(lesozavodsk, pool, early)
    const late = await opened(lesozavodsk, 'Нет воды')
    look.heard(await bellOf(late))
    expect(await again()).toEqual([])
    expect(await again()).toEqual([])
    await commit()
    const found = await look.again(client)
    expect(found).toEqual([await bellOf(early)])
    expect(found[0]?.position).toBeLessThan((await bellOf(late)).position)
    expect(await again()).toEqual([])
  })

  test('is found though the bell of a later one was heard first', async () => {
    await look.begin(client)
    await settle()
    const [silent, loud] = [await opened(lesozavodsk, 'Не горит фонарь'), await opened(lesozavodsk, 'Скользко')]
    look.heard(await bellOf(loud))
    expect(await again()).toEqual([silent])
    expect(await again()).toEqual([])
  })

  test('is told by looking at everything again where it was on its way when the listening began', async () => {
    const early = await opened(lesozavodsk, 'Яма у школы')
    const commit = await pressed(lesozavodsk, pool, early)
    await opened(lesozavodsk, 'Снег не убран')
    await look.begin(client)
    expect(await again()).toEqual([])
    await commit()
    await expect.poll(again, patience).toEqual([''])
    await settle()
  })

  test('is found, and once, while a long transaction of somebody else goes on', async () => {
    const other = await pool.connect()
    await other.query('begin; select pg_current_xact_id()')
    await look.begin(client)
    const silent = await opened(lesozavodsk, 'Затопило подвал')
    expect(await again()).toEqual([silent])
    expect(await again()).toEqual([])
    await other.query('commit')
    other.release()
  })

  test('is told by looking at everything again where there are too many of them', async () => {
    await look.begin(client)
    await settle()
    await pool.query(`insert into events (tenant_id, stream_id, version, format, type, at, by, under, data, prev_hash, hash, mac)
      select tenant_id, gen_random_uuid(), 1, format, type, at, by, under, data, prev_hash, hash, mac
      from (select * from events limit 1) e, generate_series(1, 10001)`)
    expect(await again()).toEqual([''])
    await settle()
    const silent = await opened(lesozavodsk, 'И ещё яма')
    expect(await again()).toEqual([silent])
  })

  test('reaches whoever listens, though the process that made it died before it could tell', async () => {
    const told: Change[] = []
    const stop = new AbortController()
    const listening = lesozavodsk.storage.listen((change) => void told.push(change), stop.signal)
    const early = await opened(lesozavodsk, 'Гололёд у почты')
    await expect.poll(() => told.length, patience).toBeGreaterThan(0)
    const commit = await pressed(lesozavodsk, pool, early)
    const late = await opened(lesozavodsk, 'Ветка на проводах')
    await expect.poll(() => told.some(({ streamId }) => streamId === late), patience).toBe(true)
    await commit()
    const before = told.length
    const { position } = await bellOf(early)
    const reached = () =>
      told.slice(before).some((change) => change.streamId === '' || (change.streamId === early && change.position === position))
    await expect.poll(reached, patience).toBe(true)
    stop.abort()
    await listening
  })
})
