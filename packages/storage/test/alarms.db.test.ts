import { setTimeout as pause } from 'node:timers/promises'
import { Client, type Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alarms } from '../src/record/alarms.ts'
import type { Change } from '../src/record/change.ts'
import type { Storage } from '../src/storage.ts'
import { act, moment, opened, select, type Town, town } from './town.ts'

/** Waits for something that other processes bring about; fails by the test's own limit. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await pause(5)
}

describe('alarms', () => {
  let lesozavodsk: Town
  let storage: Storage
  let pool: Pool
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
    pool = (await lesozavodsk.database.connect()).pool
  })
  afterAll(() => lesozavodsk.close())

  test('ring once each when a term turns amber and when it is due, also where two workers ring at once', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const node = await lesozavodsk.node()
    await opened(lesozavodsk, 'Яма на Ленина, 5')
    // L-7: an hour to route; its last quarter is amber.
    const ring = async (text: string) => {
      const both = await Promise.all([storage.alarms.ring(moment(text), 10), node.alarms.ring(moment(text), 10)])
      return both[0] + both[1]
    }
    expect(await ring('2024-04-08T10:59:00+10:00')).toBe(0)
    const { rows } = await pool.query<{ kind: string; rings_at: number }>(
      `select kind, rings_at from alarms where norm = 'route' order by rings_at`,
    )
    expect(rows).toEqual([
      { kind: 'soon', rings_at: moment('2024-04-08T11:45:00+10:00') },
      { kind: 'due', rings_at: moment('2024-04-08T12:00:00+10:00') },
    ])
    const all = (await pool.query<{ n: number }>('select count(*)::int as n from alarms')).rows[0]?.n
    expect(await ring('2024-04-30T18:00:00+10:00')).toBe(all)
    expect(await ring('2024-04-30T18:00:00+10:00')).toBe(0)
  })

  test('are told together with the mark that they have rung: no process can die in between', async () => {
    const listener = new Client({ connectionString: lesozavodsk.database.url })
    await listener.connect()
    const told: string[] = []
    listener.on('notification', ({ payload = '' }) => void told.push(payload.split(' ')[3] ?? ''))
    await listener.query('listen otklik_changes')
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const id = await opened(lesozavodsk, 'Упало дерево')
    await until(() => told.includes(id))
    told.length = 0
    // The hour to route is amber in its last quarter.
    expect(await storage.alarms.ring(moment('2024-04-08T11:45:00+10:00'), 100)).toBe(1)
    await until(() => told.length > 0)
    told.length = 0
    // The process dies before the commit: neither rung nor told. Then another one rings, and dies right after its commit.
    const dying = await pool.connect()
    const ring = () => alarms(dying).ring(moment('2024-04-08T12:00:00+10:00'), 100)
    await dying.query('begin')
    expect(await ring()).toBe(1)
    await dying.query('rollback')
    await listener.query('select 1')
    expect(told).toEqual([])
    await dying.query('begin')
    expect(await ring()).toBe(1)
    await dying.query('commit')
    dying.release(true)
    await until(() => told.length > 0)
    expect(told).toEqual([id])
    await listener.end()
  })

  test('are harmless when the clock jumps: nothing is decided by them, and they are made anew', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const id = await opened(lesozavodsk, 'Нет света')
    expect(await storage.alarms.ring(moment('2044-04-08T11:00:00+10:00'), 100)).toBeGreaterThan(0)
    await act(lesozavodsk, id, lesozavodsk.anna, select)
    await act(lesozavodsk, id, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    const routeAlarms = await pool.query(`select 1 from alarms where stream_id = $1 and norm = 'route'`, [id])
    expect(routeAlarms.rowCount).toBe(0)
    expect(await storage.alarms.ring(moment('2024-04-30T18:00:00+10:00'), 100)).toBeGreaterThan(0)
    const before = (await pool.query('select stream_id, norm, occurrence, kind, rings_at from alarms order by 1, 2, 3, 4')).rows
    await pool.query('delete from alarms')
    expect(await storage.alarms.rebuild()).toBe(before.length)
    expect((await pool.query('select stream_id, norm, occurrence, kind, rings_at from alarms order by 1, 2, 3, 4')).rows).toEqual(before)
  })
})

describe('listening', () => {
  let lesozavodsk: Town
  beforeAll(async () => {
    lesozavodsk = await town()
  })
  afterAll(() => lesozavodsk.close())

  test('tells of what another node changed, and of what was missed while the connection was lost', async () => {
    const node = await lesozavodsk.node()
    const heard: Change[] = []
    const stop = new AbortController()
    const listening = node.listen((change) => heard.push(change), stop.signal)
    const first = await opened(lesozavodsk, 'Слышно?')
    await until(() => heard.some(({ streamId }) => streamId === first || streamId === ''))
    const { pool } = await lesozavodsk.database.connect()
    heard.length = 0
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'otklik listen' and datname = current_database()`,
    )
    const second = await opened(lesozavodsk, 'А так?')
    await until(() => heard.some(({ streamId }) => streamId === second || streamId === ''))
    heard.length = 0
    await act(lesozavodsk, second, lesozavodsk.anna, select)
    await until(() => heard.some(({ streamId, tenantId }) => streamId === second && tenantId === lesozavodsk.tenantId))
    stop.abort()
    await expect(listening).resolves.toBeUndefined()
  })
})
