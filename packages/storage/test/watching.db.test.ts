import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Role, type Viewer, viewerOf as resolved } from '@otklik/casework'
import { act, draft, opened, SCHEDULE, select, type Town, town, viewerOf } from './town.ts'

let lesozavodsk: Town
/** Every kind of viewer that an organisation knows, also those whose rights say nothing. */
let viewers: Viewer[]
/** Incidents at every stage: in nobody's unit, in one, back from one, gone from one to another. */
let incidents: string[]

beforeAll(async () => {
  lesozavodsk = await town()
  const { roads, housing, anna, boris, roadman, houseman } = lesozavodsk
  const rights: [Role[], string[]][] = [
    [['curator'], []],
    [['head'], []],
    [['administrator'], []],
    [['executor'], []],
    [['executor'], [roads]],
    [['executor'], [housing]],
    [['executor'], [housing, roads]],
    [['executor', 'curator'], [roads]],
    [['executor', 'head'], []],
    [[], []],
    [[], [roads]],
  ]
  viewers = [anna, boris, roadman, houseman].map((each) => viewerOf(lesozavodsk, each))
  for (const [n, [roles, unitIds]] of rights.entries()) {
    const person = { name: `Зритель ${n}, ${roles.join(' и ')}`, login: `viewer${n}`, roles, unitIds, active: true, userId: null }
    const personId = await lesozavodsk.storage.organisation.savePerson(lesozavodsk.tenantId, null, person)
    viewers.push(resolved({ ...person, tenantId: lesozavodsk.tenantId, personId }, 0, []))
  }
  const routed = async (unitId: string) => {
    const id = await opened(lesozavodsk, 'Яма у школы')
    await act(lesozavodsk, id, anna, select)
    await act(lesozavodsk, id, anna, { type: 'route', unitId, note: '' })
    return id
  }
  const untouched = await opened(lesozavodsk, 'Куда пропал автобус?')
  const atRoads = await routed(roads)
  const answered = await routed(housing)
  await act(lesozavodsk, answered, houseman, draft('Здравствуйте! Крышу починят завтра.'))
  const returned = await routed(roads)
  await act(lesozavodsk, returned, roadman, { type: 'return', reason: 'Не наша дорога', suggestedUnitId: null })
  const moved = await routed(roads)
  await act(lesozavodsk, moved, roadman, { type: 'return', reason: 'Это крыша', suggestedUnitId: null })
  await act(lesozavodsk, moved, anna, { type: 'route', unitId: housing, note: '' })
  incidents = [untouched, atRoads, answered, returned, moved]
  for (const [n, viewer] of viewers.entries()) {
    for (const [m, id] of incidents.entries()) if ((n + m) % 3 === 0) await lesozavodsk.storage.views.markRead(viewer, id)
  }
  // Read once, and moved on since.
  await act(lesozavodsk, untouched, anna, select)
})
afterAll(() => lesozavodsk.close())

test('one look for everybody tells each person the very row that the queue would show them, and nobody another’s', async () => {
  const { storage } = lesozavodsk
  const watched = await storage.watching.rows(viewers, incidents)
  expect(watched.map(({ row }) => row.id).toSorted()).toEqual(incidents.toSorted())
  let hidden = 0
  let read = 0
  for (const viewer of viewers) {
    for (const { row, seenBy } of watched) {
      const seen = seenBy.get(viewer.personId)
      const own = await storage.views.row(viewer, row.id)
      expect({ viewer: viewer.name, row: seen === undefined ? null : { ...row, unread: !seen.read } }).toEqual({
        viewer: viewer.name,
        row: own,
      })
      if (own === null) hidden += 1
      else if (!own.unread) read += 1
    }
  }
  // The comparison has seen all three: rows hidden, read and unread.
  expect([hidden, read].every((count) => count > 5)).toBe(true)
})

test('whose unit had an incident is told that it left, and nobody else', async () => {
  const { storage, roads } = lesozavodsk
  const had = new Set(incidents.filter((_, n) => n === 3 || n === 4))
  for (const { row, lostBy, seenBy } of await storage.watching.rows(viewers, incidents)) {
    for (const { personId, unitIds, name } of viewers) {
      const lost = had.has(row.id) && unitIds.includes(roads) && !seenBy.has(personId)
      expect(lostBy.has(personId), `${name} ${row.excerpt}`).toBe(lost)
    }
  }
})

test('another organisation’s people, incidents that do not exist, and nobody at all are answered with nothing', async () => {
  const { storage, tenantId } = lesozavodsk
  const made = { name: 'Другой город', regulationId: 'lesozavodsk-2022', scheduleSource: SCHEDULE, demo: false }
  const elsewhere = await storage.organisation.createTenant(made)
  const stranger = { ...viewerOf(lesozavodsk, lesozavodsk.anna), tenantId: elsewhere }
  expect(await storage.watching.rows([stranger], incidents)).toEqual([])
  expect(await storage.watching.rows(viewers, [tenantId])).toEqual([])
  expect(await storage.watching.rows([], incidents)).toEqual([])
  expect(await storage.watching.rows(viewers, [])).toEqual([])
})

test('memberships are today’s, for many people at once; who is inactive or unknown is missing', async () => {
  const { storage, tenantId, roads, housing } = lesozavodsk
  const person = { name: 'Яна', login: 'yana', roles: ['executor'], unitIds: [roads], active: true, userId: 'user-yana' }
  const id = await storage.organisation.savePerson(tenantId, null, person)
  const nobody = { tenantId, personId: randomUUID() }
  const known = () => storage.watching.members([nobody, { tenantId, personId: id }, { tenantId: randomUUID(), personId: id }])
  expect(await known()).toEqual([{ tenantId, personId: id, name: 'Яна', roles: ['executor'], unitIds: [roads], active: true }])
  await storage.organisation.savePerson(tenantId, id, { ...person, roles: ['curator'], unitIds: [housing] })
  expect(await known()).toMatchObject([{ roles: ['curator'], unitIds: [housing] }])
  await storage.organisation.savePerson(tenantId, id, { ...person, active: false })
  expect(await known()).toEqual([])
  expect(await storage.watching.members([])).toEqual([])
})
