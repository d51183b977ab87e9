import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../src/engine/migrate.ts'
import { shipped } from '../../src/kinds.ts'
import { maintenance } from '../../src/maintenance.ts'
import type { Outcome } from '../../src/record/command.ts'
import type { Change } from '../../src/record/change.ts'
import { timedId } from '../../src/record/ids.ts'
import { emptyDatabase, testDatabase } from '../database.ts'
import { moment, opened, type Town, town } from '../town.ts'
import { announcements, type AnnouncementCommand, schema } from './announcement.ts'

const KIND = 'announcement'
const DAY = 86_400_000
const patience = { timeout: 60_000, interval: 20 }

/** A row as JSON carries it: bytes as PostgreSQL writes them. */
const plain = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value]),
  )

/** A kind of stream that the program does not know: everything here works without a line of it outside this folder. */
describe('an announcement, a kind of stream of its own,', () => {
  let lesozavodsk: Town
  let pool: Pool
  let directory: string
  let file: string

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'otklik-board-'))
    const database = await testDatabase()
    ;({ pool } = await database.connect())
    await migrate(pool, () => 0, schema)
    lesozavodsk = await town('lesozavodsk-2022', database, {
      aggregates: [...shipped, announcements],
      migrations: schema,
      witnessFile: join(directory, 'anchors.log'),
    })
    const { storage, tenantId, anna } = lesozavodsk
    file = (await storage.files.put(tenantId, new Uint8Array([1, 2, 3]), 'схема.png', 'image/png', anna.personId)).id
  })
  afterAll(async () => {
    await lesozavodsk.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const ask = (
    streamId: string,
    command: AnnouncementCommand,
    more: { expectedVersion?: number; idempotencyKey?: string; acting?: Town['anna'] } = {},
  ): Promise<Outcome> => {
    const { storage, tenantId, anna } = lesozavodsk
    return storage.streams.command({
      tenantId,
      kind: KIND,
      streamId,
      command,
      acting: anna,
      expectedVersion: null,
      idempotencyKey: null,
      ...more,
    })
  }
  const putUp = (title: string): AnnouncementCommand => {
    return { type: 'putUp', title, until: lesozavodsk.now() + 10 * DAY, file, phone: '+7 914 000-00-01' }
  }
  const posted = async (title: string): Promise<string> => {
    const id = timedId(lesozavodsk.now())
    expect(await ask(id, putUp(title))).toEqual({ ok: true, streamId: id, version: 1, replayed: false })
    return id
  }
  const rowsOf = async (text: string, id: string) => (await pool.query(text, [id])).rows as unknown[]
  const verdict = () => maintenance.verify(lesozavodsk.options)
  const sound = async (): Promise<void> => {
    const { faults, differences } = await verdict()
    expect({ faults, differences }).toEqual({ faults: [], differences: [] })
  }

  test('begins by a command: event, rows, term, alarms and file are written together', async () => {
    const id = await posted('Отключение воды')
    expect(await rowsOf('select kind, version from streams where stream_id = $1', id)).toEqual([{ kind: KIND, version: 1 }])
    expect(await rowsOf('select type, format, under from events where stream_id = $1', id)).toEqual([
      { type: 'PutUp', format: 1, under: { board: 2 } },
    ])
    const found = `select title, version, found_by @@ to_tsquery('russian', 'вода') as found,
      position = (select max(position) from events e where e.stream_id = a.id) as placed from announcements a where id = $1`
    expect(await rowsOf(found, id)).toEqual([{ title: 'Отключение воды', version: 1, found: true, placed: true }])
    expect(await rowsOf('select norm, status from obligations where stream_id = $1', id)).toEqual([{ norm: 'renew', status: 'pending' }])
    expect(await rowsOf('select kind from alarms where stream_id = $1 order by rings_at', id)).toEqual([{ kind: 'soon' }, { kind: 'due' }])
    expect(await rowsOf('select file_id from announcement_files where announcement_id = $1', id)).toEqual([{ file_id: file }])
    await sound()
  })

  test('moves by commands: a term that was met rings no more, and one taken down is refused', async () => {
    const id = await posted('Ярмарка')
    expect(await ask(id, { type: 'renew', until: lesozavodsk.now() + 20 * DAY })).toMatchObject({ ok: true, version: 2 })
    const alarms = 'select occurrence, count(*)::int from alarms where stream_id = $1 group by 1'
    expect(await rowsOf(alarms, id)).toEqual([{ occurrence: 2, count: 2 }])
    expect(await ask(id, { type: 'takeDown' })).toMatchObject({ ok: true, version: 3 })
    expect(await rowsOf(alarms, id)).toEqual([])
    expect(await ask(id, { type: 'takeDown' })).toMatchObject({ ok: false, kind: 'refused', refusal: { refused: 'not-hanging' } })
    expect(await ask(timedId(lesozavodsk.now()), { type: 'takeDown' })).toEqual({ ok: false, kind: 'not-found' })
    await sound()
  })

  test('is not mistaken for another kind: a command of incidents does not find it, nor the other way', async () => {
    const { storage, tenantId, anna } = lesozavodsk
    const id = await posted('Субботник')
    const incidentId = await opened(lesozavodsk, 'Яма')
    const select = { type: 'select', importance: 'normal', topicId: null, location: null } as const
    const press = { tenantId, command: select, acting: anna, expectedVersion: null, idempotencyKey: null }
    expect(await storage.command({ ...press, incidentId: id })).toEqual({ ok: false, kind: 'not-found' })
    expect(await ask(incidentId, { type: 'takeDown' })).toEqual({ ok: false, kind: 'not-found' })
    await expect(storage.streams.command({ ...press, kind: 'unheard-of', streamId: id })).rejects.toThrow('unheard-of')
  })

  test('of two people at once the second is told who was first, and where it is now', async () => {
    const id = await posted('Концерт')
    const [one, two] = await Promise.all([
      ask(id, { type: 'renew', until: lesozavodsk.now() + 30 * DAY }, { expectedVersion: 1 }),
      ask(id, { type: 'takeDown' }, { expectedVersion: 1, acting: lesozavodsk.boris }),
    ])
    const [first, second] = one.ok ? [lesozavodsk.anna, two] : [lesozavodsk.boris, one]
    expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1)
    expect(second).toMatchObject({ ok: false, kind: 'conflict', version: 2, by: { id: first.personId, name: first.name } })
  })

  test('a press that is repeated is answered as the first was, also where it begins a stream', async () => {
    const key = timedId(lesozavodsk.now())
    const [first, again] = [timedId(lesozavodsk.now()), timedId(lesozavodsk.now())]
    const command = putUp('Выборы')
    expect(await ask(first, command, { idempotencyKey: key })).toMatchObject({ ok: true, streamId: first, replayed: false })
    expect(await ask(again, command, { idempotencyKey: key })).toEqual({ ok: true, streamId: first, version: 1, replayed: true })
    expect(await ask(again, putUp('Иное'), { idempotencyKey: key })).toEqual({ ok: false, kind: 'key-reused' })
    expect(await rowsOf('select count(*)::int from streams where stream_id = $1', again)).toEqual([{ count: 0 }])
  })

  test('is told to whoever listens, by its kind; its alarm too, once', async () => {
    const { storage, tenantId } = lesozavodsk
    const heard: Change[] = []
    const stop = new AbortController()
    const listening = storage.listen((change) => void heard.push(change), stop.signal)
    await expect.poll(() => heard.length, patience).toBeGreaterThan(0)
    const id = await posted('Ремонт моста')
    await expect.poll(() => heard.some(({ kind, streamId }) => kind === KIND && streamId === id), patience).toBe(true)
    heard.length = 0
    expect(await storage.alarms.ring(lesozavodsk.now() + 9 * DAY, 500)).toBeGreaterThan(0)
    const rung = () => heard.filter(({ kind, streamId }) => kind === KIND && streamId === id)
    await expect.poll(rung, patience).toMatchObject([{ tenantId, position: expect.any(Number) }])
    await pool.query('update alarms set rings_at = 0 where stream_id = $1', [id])
    expect(await storage.alarms.rebuild()).toBeGreaterThan(0)
    stop.abort()
    await listening
    await sound()
  })

  /** Alters, looks what is found, and puts back what stood, so that every alteration is looked for alone. */
  const altered = async (text: string, id: string): Promise<readonly string[]> => {
    const kept = async (table: string, column: string) =>
      (await pool.query(`select * from ${table} where ${column} = $1`, [id])).rows as object[]
    const tables = [
      ['streams', 'stream_id'],
      ['events', 'stream_id'],
      ['announcements', 'id'],
      ['announcement_files', 'announcement_id'],
      ['obligations', 'stream_id'],
    ] as const
    const before = await Promise.all(tables.map(([table, column]) => kept(table, column)))
    await pool.query('alter table events alter position set generated by default')
    await pool.query(text, [id])
    const { faults, differences } = await verdict()
    for (const [index, [table, column]] of tables.entries()) {
      await pool.query(`delete from ${table} where ${column} = $1`, [id])
      await pool.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
        JSON.stringify(before[index]?.map(plain)),
      ])
    }
    await pool.query('alter table events alter position set generated always')
    await sound()
    return [...faults.map(({ problem }) => problem), ...differences.map(({ table, column }) => `${table} ${column}`)]
  }

  describe('altered past the program', () => {
    let id: string
    beforeAll(async () => {
      id = await posted('Собрание')
      await ask(id, { type: 'renew', until: lesozavodsk.now() + 15 * DAY })
    })

    test.each([
      ['an event', `update events set data = data || '{"until": 1}' where stream_id = $1 and version = 2`, ['hash']],
      ['what it was decided under', `update events set under = '{"board": 3}' where stream_id = $1 and version = 2`, ['hash']],
      ['an event removed', 'delete from events where stream_id = $1 and version = 1', ['gap']],
      ['the last event removed', 'delete from events where stream_id = $1 and version = 2', ['head']],
      ['its row', `update announcements set title = 'Иное' where id = $1`, ['announcements title']],
      ['its words', `update announcements set found_by = '' where id = $1`, ['announcements found_by']],
      ['its row removed', 'delete from announcements where id = $1', ['announcements null']],
      [
        'its file',
        `update announcement_files set file_id = 'x' where announcement_id = $1`,
        ['announcement_files null', 'announcement_files null', 'files null'],
      ],
      ['its term', 'update obligations set due_at = due_at + 1 where stream_id = $1 and occurrence = 2', ['obligations due_at']],
    ])('is found: %s', async (_what, text, found) => {
      expect(await altered(text, id)).toEqual(found)
    })

    test('is found: a stream that is said to be of another kind', async () => {
      const found = await altered(`update streams set kind = 'incident' where stream_id = $1`, id)
      expect(found.filter((one) => one === 'hash')).toHaveLength(2)
    })

    test('rows are mended from the record', async () => {
      await pool.query(`update announcements set title = 'Иное', found_by = '' where id = $1`, [id])
      await pool.query('delete from obligations where stream_id = $1', [id])
      const { differences, faults } = await maintenance.rebuild(lesozavodsk.options)
      expect(faults).toEqual([])
      expect(differences).toEqual([
        { table: 'announcements', key: id },
        { table: 'obligations', key: id },
      ])
      await sound()
    })

    test('a whole stream removed without a trace is found by the anchor', async () => {
      const gone = await posted('Исчезнет')
      await lesozavodsk.storage.integrity.anchor()
      const stray = await posted('Останется строка')
      await pool.query('delete from events where stream_id = any ($1)', [[gone, stray]])
      await pool.query('delete from streams where stream_id = any ($1)', [[gone, stray]])
      const { faults, differences } = await verdict()
      const told = faults.map(({ streamId, problem }) => `${problem} ${streamId}`)
      expect(told.toSorted()).toEqual([`anchor ${gone}`, ...[`missing ${gone}`, `missing ${stray}`].toSorted()])
      expect(new Set(differences.map(({ table }) => table))).toEqual(new Set(['obligations', 'alarms', 'announcement_files']))
      await maintenance.rebuild(lesozavodsk.options)
      const after = await verdict()
      expect(after.differences).toEqual([])
      expect(after.faults).toEqual([{ streamId: gone, version: 1, problem: 'anchor' }])
    })
  })

  test('is left alone by a program that does not know its kind, and told', async () => {
    const { aggregates: _none, ...plain } = lesozavodsk.options
    const { differences } = await maintenance.verify(plain)
    expect(new Set(differences.map(({ table, column, row }) => `${table} ${column} ${row}`))).toEqual(new Set([`streams kind ${KIND}`]))
    expect((await maintenance.rebuild(plain)).differences).toEqual([])
  })

  test('a backup holds it, and a restore brings it back whole', async () => {
    const id = await posted('День города')
    const saved = join(directory, 'board.backup')
    await maintenance.backup(lesozavodsk.options, saved)
    const other = await emptyDatabase()
    try {
      const { witnessFile: _none, ...options } = lesozavodsk.options
      const restored = { ...options, location: other.location }
      await maintenance.restore(restored, saved, () => Promise.resolve())
      const { pool: there } = await other.connect()
      expect((await there.query('select title from announcements where id = $1', [id])).rows).toEqual([{ title: 'День города' }])
      const { faults, differences } = await maintenance.verify(restored)
      expect(differences).toEqual([])
      // The stream that a test above took away is missed here too.
      expect(faults.map(({ problem }) => problem)).toEqual(['anchor'])
    } finally {
      await other.drop()
    }
  })

  test('what it keeps of a person is forgotten in its term; its file stays, one that nothing names goes', async () => {
    const { storage, tenantId, anna } = lesozavodsk
    const loose = await storage.files.put(tenantId, new Uint8Array([4]), 'черновик.png', 'image/png', anna.personId)
    const counted = 'select count(*)::int as phones from announcement_phones where tenant_id = $1'
    const { phones: before } = (await rowsOf(counted, lesozavodsk.tenantId))[0] as { phones: number }
    expect(before).toBeGreaterThan(0)
    lesozavodsk.at(new Date(moment('2024-04-08T11:00:00+10:00') + 1096 * DAY).toISOString())
    const { counts } = await storage.retention.expire(null)
    expect(counts.phones).toBe(before)
    expect(await rowsOf(counted, lesozavodsk.tenantId)).toEqual([{ phones: 0 }])
    expect(await storage.files.get(tenantId, file)).not.toBeNull()
    expect(await storage.files.get(tenantId, loose.id)).toBeNull()
  })

  test('stands nowhere in the program', () => {
    const source = new URL('../../src/', import.meta.url)
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(100)
    expect(files.filter((name) => /announcement/i.test(readFileSync(new URL(name, source), 'utf8')))).toEqual([])
  })
})
