import { ScheduleError } from '@otklik/worktime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../src/engine/connect.ts'
import { organisationStorage } from '../src/organisation/organisation.ts'
import type { Storage } from '../src/storage.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { NO_REPLAN, NOTHING_MOVED, TOWN_SCHEDULE } from './town-schedule.ts'

let database: TestDatabase
let connection: Connection
let organisation: Storage['organisation']
let now = Date.parse('2026-03-02T09:00:00+10:00')
const replanned: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  connection = await database.connect()
  organisation = organisationStorage(connection, () => now, {
    ...NO_REPLAN,
    replan: async (client, tenantId) => {
      const { rows } = await client.query<{ version: number }>('select max(version) as version from schedules where tenant_id = $1', [
        tenantId,
      ])
      replanned.push(`version ${rows[0]?.version}`)
      return { ...NOTHING_MOVED, replanned: 7 }
    },
  })
})
afterAll(() => database.drop())

const town = (name = 'Лесозаводск') =>
  organisation.createTenant({ name, regulationId: 'lesozavodsk-2022', scheduleSource: TOWN_SCHEDULE, demo: false })
const unit = { short: 'ЖКХ', parentId: null, executes: true, active: true }
const person = { roles: ['curator'], unitIds: [], active: true, userId: null }

describe('an organisation', () => {
  test('is listed with its act and the zone its schedule names', async () => {
    const id = await town()
    expect(await organisation.tenants()).toContainEqual({
      id,
      name: 'Лесозаводск',
      regulationId: 'lesozavodsk-2022',
      edition: '2022-02-04',
      timezone: 'Asia/Vladivostok',
      demo: false,
    })
  })

  test('is not made when its schedule cannot be kept', async () => {
    const before = await organisation.tenants()
    const make = async (scheduleSource: string) =>
      organisation.createTenant({ name: 'Без часов', regulationId: 'yelets-2023', scheduleSource, demo: false })
    await expect(make('timezone: Mars/Phobos\nweek: {}\ncalendar: ru\n')).rejects.toThrow(ScheduleError)
    await expect(make('timezone: [\n')).rejects.toMatchObject({ code: 'schedule-unreadable', ru: expect.stringContaining('строка') })
    expect(await organisation.tenants()).toEqual(before)
  })
})

describe('a schedule', () => {
  test('keeps the text as people wrote it, and its earlier versions', async () => {
    const id = await town()
    const later = TOWN_SCHEDULE.replace('14:00-17:00', '14:00-16:45')
    expect(await organisation.setSchedule(id, later, 'Иванова')).toEqual({ replanned: 7 })
    expect(await organisation.schedule(id)).toEqual({ source: later, version: 2, calendarVersion: 1 })
    const { rows } = await connection.pool.query('select source, set_by from schedules where tenant_id = $1 order by version', [id])
    expect(rows).toEqual([
      { source: TOWN_SCHEDULE, set_by: 'setup' },
      { source: later, set_by: 'Иванова' },
    ])
  })

  test('is planned by inside the same transaction: the planner sees the new version, and its failure keeps the old one', async () => {
    const id = await town()
    expect(replanned.at(-1)).toBe('version 2')
    const failing = organisationStorage(connection, () => now, {
      ...NO_REPLAN,
      replan: () => Promise.reject(new Error('the calendar ends')),
    })
    await expect(failing.setSchedule(id, TOWN_SCHEDULE, 'Иванова')).rejects.toThrow('the calendar ends')
    expect(await organisation.schedule(id)).toMatchObject({ version: 1 })
  })

  test('two administrators at once leave two versions, not one', async () => {
    const id = await town()
    await Promise.all([organisation.setSchedule(id, TOWN_SCHEDULE, 'А'), organisation.setSchedule(id, TOWN_SCHEDULE, 'Б')])
    expect(await organisation.schedule(id)).toMatchObject({ version: 3 })
  })
})

describe('the act in force', () => {
  test('ends where the next one begins; naming the same one again changes nothing', async () => {
    const id = await town()
    now = Date.parse('2026-04-01T09:00:00+10:00')
    await organisation.setRegulation(id, 'desnogorsk-2023', 'Иванова')
    now = Date.parse('2026-05-05T09:00:00+10:00')
    await organisation.setRegulation(id, 'desnogorsk-2023', 'Иванова')
    const { rows } = await connection.pool.query(
      'select regulation_id, in_force_from, in_force_until from regulations_in_force where tenant_id = $1 order by in_force_from',
      [id],
    )
    const april = Date.parse('2026-04-01T09:00:00+10:00')
    expect(rows).toEqual([
      { regulation_id: 'lesozavodsk-2022', in_force_from: 0, in_force_until: april },
      { regulation_id: 'desnogorsk-2023', in_force_from: april, in_force_until: null },
    ])
  })
})

describe('units', () => {
  test('are listed in Russian order', async () => {
    const id = await town()
    for (const name of ['Ель', 'Ёлочка', 'абонентский отдел', 'Архив']) await organisation.saveUnit(id, null, { ...unit, name })
    expect((await organisation.units(id)).map(({ name }) => name)).toEqual(['абонентский отдел', 'Архив', 'Ёлочка', 'Ель'])
  })

  test('cannot be placed under themselves, nor under a unit below them', async () => {
    const id = await town()
    const top = await organisation.saveUnit(id, null, { ...unit, name: 'Управление' })
    const below = await organisation.saveUnit(id, null, { ...unit, name: 'Отдел', parentId: top })
    const circle = { code: 'unit-cycle', en: expect.stringContaining('cannot be placed under itself') }
    await expect(organisation.saveUnit(id, top, { ...unit, name: 'Управление', parentId: below })).rejects.toMatchObject(circle)
    await expect(organisation.saveUnit(id, top, { ...unit, name: 'Управление', parentId: top })).rejects.toMatchObject(circle)
  })

  test('two moves at once cannot close a circle between them', async () => {
    const id = await town()
    const one = await organisation.saveUnit(id, null, { ...unit, name: 'Первый' })
    const two = await organisation.saveUnit(id, null, { ...unit, name: 'Второй' })
    const moves = await Promise.allSettled([
      organisation.saveUnit(id, one, { ...unit, name: 'Первый', parentId: two }),
      organisation.saveUnit(id, two, { ...unit, name: 'Второй', parentId: one }),
    ])
    expect(moves.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('of another organisation are neither changed nor taken for a parent', async () => {
    const [ours, theirs] = [await town(), await town('Елец')]
    const foreign = await organisation.saveUnit(theirs, null, { ...unit, name: 'Чужой отдел' })
    await expect(organisation.saveUnit(ours, foreign, { ...unit, name: 'Наш' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(organisation.saveUnit(ours, null, { ...unit, name: 'Наш', parentId: foreign })).rejects.toMatchObject({
      code: 'unit-unknown',
    })
    expect(await organisation.units(theirs)).toMatchObject([{ name: 'Чужой отдел' }])
  })
})

describe('people', () => {
  test('are found by the user who signed in, in every organisation that they belong to', async () => {
    const id = await town()
    const roads = await organisation.saveUnit(id, null, { ...unit, name: 'Дороги' })
    const saved = await organisation.savePerson(id, null, {
      ...person,
      name: 'Пётр',
      login: 'petr',
      unitIds: [roads, roads],
      userId: 'u-petr',
    })
    const here = {
      tenantId: id,
      organisation: 'Лесозаводск',
      personId: saved,
      name: 'Пётр',
      login: 'petr',
      roles: ['curator'],
      unitIds: [roads],
      active: true,
      passwordGiven: null,
    }
    expect(await organisation.memberships('u-petr')).toEqual([here])
    const region = await town('Край')
    const there = await organisation.savePerson(region, null, { ...person, name: 'Пётр', login: 'petr', roles: ['head'], userId: 'u-petr' })
    const inRegion = { ...here, tenantId: region, organisation: 'Край', personId: there, roles: ['head'], unitIds: [] }
    expect(await organisation.memberships('u-petr')).toEqual([inRegion, here])
    expect((await organisation.peopleByLogin('PETR')).map(({ tenantId }) => tenantId).toSorted()).toEqual([id, region].toSorted())
    expect(await organisation.memberships('u-nobody')).toEqual([])
    await expect(
      organisation.savePerson(id, null, { ...person, name: 'Двойник', login: 'double', userId: 'u-petr' }),
    ).rejects.toMatchObject({ code: 'user-taken' })
  })

  test('have logins of their own, whatever the case', async () => {
    const id = await town()
    await organisation.savePerson(id, null, { ...person, name: 'Анна', login: 'anna' })
    await expect(organisation.savePerson(id, null, { ...person, name: 'Анна 2', login: 'ANNA' })).rejects.toMatchObject({
      code: 'login-taken',
      ru: expect.stringContaining('ANNA'),
    })
  })

  test('always keep an administrator once there is one', async () => {
    const id = await town()
    const admin = { ...person, name: 'Ольга', login: 'olga', roles: ['administrator'] }
    const olga = await organisation.savePerson(id, null, admin)
    await expect(organisation.savePerson(id, olga, { ...admin, active: false })).rejects.toMatchObject({ code: 'last-administrator' })
    await organisation.savePerson(id, null, { ...admin, name: 'Вера', login: 'vera' })
    await organisation.savePerson(id, olga, { ...admin, active: false })
    expect((await organisation.people(id)).map(({ name, active }) => [name, active])).toEqual([
      ['Вера', true],
      ['Ольга', false],
    ])
  })
})

describe('topics', () => {
  test('come in the order of the list; one taken off the list stays for earlier incidents', async () => {
    const id = await town()
    const [roads, heat] = [
      { id: 'roads', name: 'Ямы', group: 'Дороги' },
      { id: 'heat', name: 'Отопление', group: 'ЖКХ' },
    ]
    await organisation.saveTopics(id, [roads, heat])
    await organisation.saveTopics(id, [{ ...heat, name: 'Тепло' }])
    expect(await organisation.topics(id)).toEqual([{ ...heat, name: 'Тепло' }])
    const { rows } = await connection.pool.query('select id, active from topics where tenant_id = $1 order by id', [id])
    expect(rows).toEqual([
      { id: 'heat', active: true },
      { id: 'roads', active: false },
    ])
    await organisation.saveTopics(id, [roads, heat])
    expect(await organisation.topics(id)).toEqual([roads, heat])
  })
})
