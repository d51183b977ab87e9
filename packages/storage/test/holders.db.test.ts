import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holderOf, type IncidentEvent, roles } from '@otklik/casework'
import { queuePage } from '@otklik/contract'
import type { Pool } from 'pg'
import { maintenance } from '../src/index.ts'
import { append } from '../src/record/append.ts'
import { load } from '../src/incidents/load.ts'
import { incidents } from '../src/incidents/aggregate.ts'
import { INCIDENT_KIND, underOf } from '../src/incidents/kind.ts'
import { writesOf } from '../src/incidents/writes.ts'
import type { Decision } from '../src/record/aggregate.ts'
import { Aggregates } from '../src/record/aggregates.ts'
import { ActShelf } from '../src/organisation/act-shelf.ts'
import { readSettings, SettingsShelf } from '../src/organisation/in-force.ts'
import { sealKeyOf } from '../src/record/mac.ts'
import { act, opened, select, type Town, town, viewerOf } from './town.ts'

describe('a message that two units have', () => {
  let one: Town
  let pool: Pool
  let id: string
  beforeAll(async () => {
    one = await town()
    pool = (await one.database.connect()).pool
    id = await opened(one, 'Провал у теплотрассы')
    await act(one, id, one.anna, select)
    await act(one, id, one.anna, { type: 'route', unitId: one.roads, note: '' })
    one.at('2024-04-08T11:05:00+10:00')
    await joins(one.housing)
  })
  afterAll(() => one.close())

  /** No command makes such an event yet: it is written as a decision would be. */
  async function joins(unitId: string): Promise<void> {
    const loaded = await load(pool, one.tenantId, id)
    const acts = new ActShelf()
    const settings = await readSettings(pool, acts, one.tenantId, one.now())
    if (loaded === null || settings === null) throw new Error('nothing to join')
    const { calendar } = settings
    const act = await acts.of(pool, one.tenantId, loaded.actRef)
    const event: IncidentEvent = { type: 'Routed', unitId, note: '', beside: { role: 'coExecutor', part: 'p-1' } }
    const ground = { ...loaded, tenantId: one.tenantId, incidentId: id, act, calendar, author: null }
    const decision: Decision<IncidentEvent> = {
      events: [event],
      under: underOf(act, calendar),
      settingsVersion: settings.version,
      writes: (fresh) => writesOf(ground, fresh),
    }
    const services = { acts, settings: new SettingsShelf(acts), now: () => one.now(), roles }
    const aggregate = new Aggregates([incidents(services)]).of(INCIDENT_KIND)
    const head = { tenantId: one.tenantId, streamId: id, version: loaded.version, hash: loaded.hash }
    const issued = { at: one.now(), by: { personId: null, name: 'Отклик' }, once: null }
    expect((await append(pool, aggregate, head, decision, issued, sealKeyOf(one.options.key))).moved).toBe(true)
  }

  const rows = async (viewer: Parameters<Town['storage']['views']['queue']>[0], query: object = {}) =>
    queuePage.parse(await one.storage.views.queue(viewer, { view: 'all', limit: 50, ...query })).rows

  test('stands in the queue of each, once for whoever belongs to both, and in nobody else’s', async () => {
    const [roadman, houseman] = [viewerOf(one, one.roadman), viewerOf(one, one.houseman)]
    const of = (...unitIds: string[]) => ({ ...roadman, unitIds, sees: { of: 'units' as const, unitIds } })
    for (const viewer of [roadman, houseman, of(one.roads, one.housing)]) {
      for (const view of ['all', 'mine'] as const) expect((await rows(viewer, { view })).map((row) => row.id)).toEqual([id])
      expect(await one.storage.views.counts(viewer)).toMatchObject({ all: 1, mine: 1 })
      expect((await one.storage.views.card(viewer, id))?.row.id).toBe(id)
    }
    const stranger = of()
    expect(await rows(stranger)).toEqual([])
    expect(await one.storage.views.card(stranger, id)).toBeNull()
  })

  test('is found by either unit in the curator’s filter; the row names both, in the order in which they received it', async () => {
    const anna = viewerOf(one, one.anna)
    for (const unit of [one.roads, one.housing]) {
      const [row] = await rows(anna, { unit })
      expect(row?.holders.map(({ id: unitId, role }) => [unitId, role])).toEqual([
        [one.roads, 'executor'],
        [one.housing, 'coExecutor'],
      ])
      expect((await rows(anna, { unit, view: 'mine' })).map((mine) => mine.id)).toEqual([id])
    }
  })

  test('is made anew by a rebuild, and a row edited past the program is found and mended', async () => {
    expect((await maintenance.rebuild(one.options)).differences).toEqual([])
    await pool.query(`update incident_units set unit_id = $2 where incident_id = $1 and role = 'coExecutor'`, [id, id])
    const { differences } = await maintenance.verify(one.options)
    expect(differences.map(({ table, column }) => [table, column])).toEqual([
      ['incident_units', null],
      ['incident_units', null],
    ])
    expect((await maintenance.rebuild(one.options)).differences).toEqual([{ table: 'incident_units', key: id }])
    expect(await maintenance.verify(one.options)).toMatchObject({ differences: [], faults: [] })
  })

  test('given back by one stays with the other; routed anew it leaves both', async () => {
    await act(one, id, one.houseman, { type: 'return', reason: 'не наше', suggestedUnitId: null })
    const held = (await load(pool, one.tenantId, id))?.state
    expect(held && holderOf(held, one.roadman)?.unitId).toBe(one.roads)
    expect(await rows(viewerOf(one, one.houseman))).toEqual([])
    expect((await rows(viewerOf(one, one.roadman))).map(({ status }) => status)).toEqual(['routed'])
    await act(one, id, one.anna, { type: 'route', unitId: one.housing, note: '' })
    expect(await rows(viewerOf(one, one.roadman))).toEqual([])
    expect((await rows(viewerOf(one, one.houseman))).map((row) => row.id)).toEqual([id])
    expect((await maintenance.rebuild(one.options)).differences).toEqual([])
  })
})
