import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { maintenance } from '../src/index.ts'
import { forge } from './forger.ts'
import { approved, opened, type Town, town } from './town.ts'

describe('whoever can write to the database and has not the key', () => {
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
      'truncate events, streams, anchors, incidents, incident_units, obligations, alarms, network_keys, incident_texts, intents, authors restart identity',
    )
    incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5')
    await approved(lesozavodsk, incidentId)
  })

  const verdict = (key: Uint8Array | null = lesozavodsk.options.key) => maintenance.verify({ ...lesozavodsk.options, key })
  const closed = { type: 'Closed', reason: 'outside', note: '' } as const
  const differing = async () => (await verdict()).differences.map(({ table, column }) => `${table} ${column ?? 'row'}`)

  const tell = async (sql: string): Promise<string[]> => {
    await pool.query(sql)
    const found = await differing()
    expect((await maintenance.rebuild(lesozavodsk.options)).differences.map(({ table }) => table)).toContain('intents')
    expect(await differing()).toEqual([])
    return found
  }

  test('adds an event with a computed hash: with the key it is found at once, without it everybody is told what was not looked at', async () => {
    await forge(lesozavodsk, pool, incidentId, [closed])
    expect(await verdict()).toMatchObject({ macs: 'checked', faults: [{ streamId: incidentId, version: 8, problem: 'mac' }] })
    expect(await verdict(null)).toMatchObject({ macs: 'unchecked', faults: [] })
  })

  test('guesses a MAC, leaves it out, or takes the one of another event or of an anchor: none fits', async () => {
    await lesozavodsk.storage.integrity.anchor()
    const { rows } = await pool.query('select mac from anchors union all select mac from events where version = 1')
    const macs = [new Uint8Array(0), new Uint8Array(32), new Uint8Array(31), ...(rows as { mac: Uint8Array }[]).map(({ mac }) => mac)]
    for (const mac of macs) await forge(lesozavodsk, pool, incidentId, [closed], mac)
    expect((await verdict()).faults.map(({ version, problem }) => `${version} ${problem}`)).toEqual(
      macs.map((_, index) => `${8 + index} mac`),
    )
  })

  test('adds an event after an anchor, or before one that then seals it: an anchor does not make it ours', async () => {
    await lesozavodsk.storage.integrity.anchor()
    await forge(lesozavodsk, pool, incidentId, [closed])
    const found = [{ streamId: incidentId, version: 8, problem: 'mac' }]
    expect((await verdict()).faults).toEqual(found)
    await lesozavodsk.storage.integrity.anchor()
    expect((await verdict()).faults).toEqual(found)
  })

  test('adds an event together with every row that follows from it', async () => {
    await forge(lesozavodsk, pool, incidentId, [closed])
    await pool.query(
      `update incidents set version = 8, status = 'closed', open = false, position = (select max(position) from events where stream_id = $1) where id = $1`,
      [incidentId],
    )
    await pool.query('delete from alarms where stream_id = $1', [incidentId])
    expect((await verdict()).faults).toEqual([{ streamId: incidentId, version: 8, problem: 'mac' }])
  })

  test('makes an anchor over what they wrote', async () => {
    await lesozavodsk.storage.integrity.anchor()
    await pool.query(
      `insert into anchors (number, made_at, position, tenants, streams, versions, hashes, prev_hash, hash, mac)
       select 2, made_at, position, tenants, streams, versions, hashes, hash, hash, mac from anchors where number = 1`,
    )
    expect((await verdict()).faults).toContainEqual({ streamId: '', version: 2, problem: 'anchor' })
    await pool.query('delete from anchors where number = 2')
    await pool.query(`update anchors set mac = sha256(mac) where number = 1`)
    expect((await verdict()).faults).toEqual([{ streamId: '', version: 1, problem: 'mac' }])
  })

  test('gets no row built from what they wrote: a rebuild says which event is not ours, and leaves the incident as it stands', async () => {
    const whole = await opened(lesozavodsk, 'Нет воды')
    await forge(lesozavodsk, pool, incidentId, [closed])
    await pool.query('update incidents set due_key = 0')
    const { faults, differences } = await maintenance.rebuild(lesozavodsk.options)
    expect(faults).toEqual([{ streamId: incidentId, version: 8, problem: 'mac' }])
    expect(differences).toEqual([{ table: 'incidents', key: whole }])
    const { rows } = await pool.query('select status, due_key from incidents where id = $1', [incidentId])
    expect(rows).toEqual([{ status: 'publishing', due_key: 0 }])
  })

  test('who has another installation’s key hears of the key, not of a thousand forgeries', async () => {
    expect(await verdict(new Uint8Array(32).fill(8))).toMatchObject({ macs: 'foreign', differences: [] })
  })

  test('moves an event in the order of all events', async () => {
    await pool.query('alter table events alter position set generated by default')
    await pool.query('update events set position = -1 where stream_id = $1 and version = 4', [incidentId])
    expect((await verdict()).faults).toEqual([{ streamId: incidentId, version: 4, problem: 'order' }])
    await pool.query('update events set position = 1000000 where stream_id = $1 and version = 7', [incidentId])
    expect((await verdict()).faults).toContainEqual({ streamId: incidentId, version: 4, problem: 'order' })
    await pool.query('alter table events alter position set generated always')
  })

  test('changes rows that follow from the record: which column of which row, and what the record says, is told', async () => {
    await pool.query(`update incidents set status = 'closed', due_key = 0 where id = $1`, [incidentId])
    await pool.query(`update obligations set due_at = due_at + 3600000, status = 'met' where stream_id = $1 and norm = 'publish'`, [
      incidentId,
    ])
    const { differences } = await verdict()
    expect(differences).toContainEqual({ table: 'incidents', key: incidentId, column: 'status', record: 'publishing', row: 'closed' })
    expect(differences.map(({ table, column }) => `${table} ${column}`)).toEqual([
      'incidents status',
      'incidents due_key',
      'obligations due_at',
      'obligations status',
    ])
  })

  test('takes a row away, or adds one: an incident, a term, an alarm, a key, words', async () => {
    for (const table of ['network_keys', 'incident_texts']) await pool.query(`delete from ${table} where incident_id = $1`, [incidentId])
    for (const table of ['obligations', 'alarms', 'intents']) {
      await pool.query(`delete from ${table} where stream_id = $1`, [incidentId])
    }
    await pool.query('delete from incidents where id = $1', [incidentId])
    const tables = new Set(await differing())
    expect([...tables].toSorted()).toEqual(
      ['alarms row', 'incident_texts row', 'incidents row', 'intents row', 'network_keys row', 'obligations row'].toSorted(),
    )
    await maintenance.rebuild(lesozavodsk.options)
    expect(await differing()).toEqual([])
    await pool.query(`insert into network_keys (tenant_id, account_id, key, incident_id, kind) values ($1, 'x', 'x', $2, 'reply')`, [
      lesozavodsk.tenantId,
      incidentId,
    ])
    await pool.query(`insert into alarms values ($1, $1, 'draft', 1, 'due', 0)`, [lesozavodsk.tenantId])
    expect((await differing()).toSorted()).toEqual(['alarms row', 'network_keys row'])
  })

  test('exchanges the words that two incidents are found by', async () => {
    await opened(lesozavodsk, 'Нет воды')
    await pool.query(
      `update incident_texts t set words = (select o.words from incident_texts o where o.incident_id <> t.incident_id limit 1)`,
    )
    expect(await differing()).toEqual(['incident_texts words', 'incident_texts words'])
  })

  test('turns an author into somebody else, or a counter of numbers back', async () => {
    await pool.query(`update authors set key = 'another-' || id where key like 'author-%'`)
    await pool.query('update numbers set last = 0')
    expect((await differing()).toSorted()).toEqual(['authors key', 'numbers last'])
    await pool.query('update numbers set last = 1000000')
  })

  test('changes an intent: its words, its place, its files, its account, its state, its incident, or adds one', async () => {
    expect(await tell(`update intents set act = jsonb_set(act, '{text}', '"Ямы нет."')`)).toEqual(['intents act'])
    expect(await tell(`update intents set act = jsonb_set(act, '{target,comment}', '1')`)).toEqual(['intents act'])
    expect(await tell(`update intents set act = jsonb_set(act, '{files}', '[{"id": "00", "name": "a", "type": "b"}]')`)).toEqual([
      'intents act',
    ])
    expect(await tell(`update intents set act = jsonb_set(act, '{kind}', '"post"')`)).toEqual(['intents act'])
    expect(await tell('update intents set priority = 9')).toEqual(['intents priority'])
    expect(await tell(`update intents set ref = '-100_1_9'`)).toEqual(['intents ref'])
    expect(await tell(`update intents set account_id = 'another'`)).toEqual(['intents account_id'])
    expect(await tell(`update intents set state = 'confirmed'`)).toEqual(['intents state'])
    expect(await tell(`update intents set made_at = 0`)).toEqual(['intents made_at'])
    expect(await tell(`update intents set stream_id = gen_random_uuid()`)).toEqual(['intents row', 'intents row'])
    expect(
      await tell(`insert into intents (tenant_id, publication_id, stream_id, account_id, act, priority, state, not_before, made_at)
        select tenant_id, gen_random_uuid(), stream_id, account_id, act, 1, 'prepared', 0, 0 from intents`),
    ).toEqual(['intents row'])
  })
})
