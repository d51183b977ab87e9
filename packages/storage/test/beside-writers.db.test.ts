import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance } from '../src/index.ts'
import { pressed } from './pressed.ts'
import { act, opened, type Town, town, viewerOf } from './town.ts'

/** What comes true sooner or later; however slow the machine, only what never comes fails. */
const patience = { timeout: 60_000 }

describe('beside people at work', () => {
  let lesozavodsk: Town
  let pool: Pool
  let ended: boolean
  beforeAll(async () => {
    lesozavodsk = await town()
    pool = (await lesozavodsk.database.connect()).pool
  })
  afterAll(() => lesozavodsk.close())

  /** Starts upkeep and waits until it stands before what the press holds (or, where nothing stops it, until it is done). */
  async function meeting<Result>(work: () => Promise<Result>, name = 'otklik maintenance'): Promise<{ readonly done: Promise<Result> }> {
    ended = false
    const done = work().finally(() => (ended = true))
    done.catch(() => undefined)
    const waits = async () => {
      const { rowCount } = await pool.query(
        `select from pg_stat_activity where application_name = $1 and datname = current_database() and wait_event_type = 'Lock'`,
        [name],
      )
      return ended || rowCount !== 0
    }
    await expect.poll(waits, patience).toBe(true)
    return { done }
  }

  test('a rebuild does not put old rows over those of a press in the same moment', async () => {
    const incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5')
    await pool.query(`update incidents set status = 'closed', due_key = 0 where id = $1`, [incidentId])
    await pool.query(`update incident_texts set words = to_tsvector('russian', 'ничего') where incident_id = $1`, [incidentId])
    const commit = await pressed(lesozavodsk, pool, incidentId)
    const { done } = await meeting(() => maintenance.rebuild(lesozavodsk.options))
    await commit()
    // The press has mended the row itself by then; the words, which it does not touch, the rebuild mends.
    expect((await done).differences).toEqual([{ table: 'incident_texts', key: incidentId }])
    expect(await lesozavodsk.storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)).toMatchObject({
      status: 'selected',
      version: 3,
    })
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })

  test('a rebuild gives a lost row its words back together with its author’s name', async () => {
    const author = { key: 'lost', name: 'Ольга Новикова', url: null }
    const incidentId = await opened(lesozavodsk, 'Нет воды', { author })
    await pool.query('delete from incidents where id = $1', [incidentId])
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([{ table: 'incidents', key: incidentId }])
    const { storage, anna } = lesozavodsk
    const page = await storage.views.queue(viewerOf(lesozavodsk, anna), { view: 'all', limit: 50, q: 'Новикова' })
    expect(page.rows.map(({ id }) => id)).toEqual([incidentId])
  })

  test('a card says nothing of before a press beside what came after it', async () => {
    const { storage, anna } = lesozavodsk
    const incidentId = await opened(lesozavodsk, 'Течёт крыша')
    // The lock stops the reading between the row and the record.
    const commit = await pressed(lesozavodsk, pool, incidentId, 'lock table streams in access exclusive mode')
    const read = storage.views.card(viewerOf(lesozavodsk, anna), incidentId)
    read.catch(() => undefined)
    const stopped = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await pool.query(stopped)).rowCount, patience).toBe(1)
    await commit()
    const card = await read
    expect(card?.row).toMatchObject({ status: 'received', version: card?.record.at(-1)?.version })
  })

  test('a name that comes while the message is being edited leaves the new words to be found, with the name', async () => {
    const { storage, anna, tenantId } = lesozavodsk
    const incidentId = await opened(lesozavodsk, 'Стоит автобус', { key: 'stops', author: { key: 'late', name: '', url: null } })
    const commit = await pressed(lesozavodsk, pool, incidentId, undefined, {
      command: { type: 'recordMessageEdited', key: 'stops', text: 'Стоит трамвай' },
      acting: { kind: 'system' },
    })
    const author = (await storage.authors.nameless(0, 10)).find(({ key }) => key === 'late')
    const { done } = await meeting(() => storage.authors.name(tenantId, author?.id ?? '', 'Лидия Поздняя', null), 'otklik')
    await commit()
    await done
    const found = async (q: string) => (await storage.views.queue(viewerOf(lesozavodsk, anna), { view: 'all', limit: 50, q })).rows.length
    expect(await Promise.all(['трамвай', 'автобус', 'поздняя'].map(found))).toEqual([1, 0, 1])
  })

  test('a check of the record takes an event that is just being written for no fault', async () => {
    const incidentId = await opened(lesozavodsk, 'Не горит фонарь')
    // The lock stops the check at the first events that it reads; what was read before them is older than the press.
    const commit = await pressed(lesozavodsk, pool, incidentId, 'lock table events in access exclusive mode')
    const { done } = await meeting(() => maintenance.verify(lesozavodsk.options))
    await commit()
    expect((await done).faults).toEqual([])
    await act(lesozavodsk, incidentId, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
  })
})
