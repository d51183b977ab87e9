import { CALENDAR_EDITION, formatMoment, type ProductionCalendarYear, SHIPPED_CALENDARS } from '@otklik/worktime'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance } from '../src/maintenance.ts'
import { calendarOf } from '../src/organisation/in-force.ts'
import type { Storage } from '../src/storage.ts'
import { act, draft, opened, select, type Town, town, viewerOf } from './town.ts'

const shipped = (year: number): ProductionCalendarYear => {
  const found = SHIPPED_CALENDARS.find((each) => each.year === year)
  if (found === undefined) throw new Error(`${year} is not shipped`)
  return found
}

/** 2028 by a decree: Monday 6 November works, Friday 10 November is off instead. Provisionally the Monday was off. */
const decreed: ProductionCalendarYear = {
  ...shipped(2028),
  status: 'published',
  source: 'Постановление Правительства РФ от 27.09.2027 № 1234',
  days: [
    ...shipped(2028).days.filter(({ date }) => date !== '2028-11-06'),
    { date: '2028-11-10', kind: 'off', movedFrom: '2028-11-04' },
  ].toSorted((one, other) => (one.date < other.date ? -1 : 1)) as ProductionCalendarYear['days'],
}

type Row = { norm: string; status: string; due: string; provisional: boolean; schedule: number; calendar: string }

async function rowsOf(pool: pg.Pool, of: Town, incidentId: string): Promise<Row[]> {
  const { rows } = await pool.query<Omit<Row, 'due'> & { due: number }>(
    `select norm, status, due_at as due, provisional, schedule_version as schedule, calendar_version as calendar from obligations
     where stream_id = $1 order by norm, occurrence`,
    [incidentId],
  )
  const { schedule } = await calendarOf(pool, of.tenantId, 1)
  return rows.map((row) => ({ ...row, due: formatMoment(schedule, row.due).slice(0, 16) }))
}

const dueOf = (rows: readonly Row[], norm: string) => rows.find((row) => row.norm === norm)

/** Before a day off that the decree moves: a message of Friday 3 November 2028, sent to the roads department. */
async function friday(of: Town, text: string): Promise<string> {
  of.at('2028-11-03T10:00:00+10:00')
  const incidentId = await opened(of, text)
  of.at('2028-11-03T10:10:00+10:00')
  await act(of, incidentId, of.anna, select)
  await act(of, incidentId, of.anna, { type: 'route', unitId: of.roads, note: '' })
  return incidentId
}

describe('a loaded year of the production calendar', () => {
  let lesozavodsk: Town
  let pool: pg.Pool
  let organisation: Storage['organisation']
  let hole = ''
  const press = (expectedVersion: number, idempotencyKey: string | null = null) => ({
    expectedVersion,
    by: lesozavodsk.anna.personId,
    idempotencyKey,
  })
  beforeAll(async () => {
    lesozavodsk = await town()
    ;({ pool } = await lesozavodsk.database.connect())
    ;({ organisation } = lesozavodsk.storage)
    hole = await friday(lesozavodsk, 'Яма на Ленина, 5')
  })
  afterAll(() => lesozavodsk.close())

  test('is foreseen without being done: which terms move where, and which only become certain', async () => {
    const before = await rowsOf(pool, lesozavodsk, hole)
    expect(dueOf(before, 'publish')).toMatchObject({ due: '2028-11-07T10:10', provisional: true, status: 'pending' })
    const foreseen = await organisation.foreseeCalendar(lesozavodsk.tenantId, { load: [decreed] })
    expect(foreseen.version).toBe(1)
    expect(foreseen.before.at(-1)).toMatchObject({ year: 2028, status: 'provisional', loaded: null })
    expect(foreseen.after.slice(-2)).toMatchObject([
      { year: 2028, status: 'published' },
      { year: 2029, status: 'provisional', loaded: null },
    ])
    const { moves, ...numbers } = foreseen.moved
    // Publishing moves from Tuesday to Monday; the draft was due on Friday and is, now for certain.
    expect(numbers).toEqual({ incidents: 1, terms: 1, settled: 1 })
    const monday = Date.parse('2028-11-06T10:10:00+10:00')
    expect(moves).toContainEqual(
      expect.objectContaining({ incidentId: hole, norm: 'publish', before: Date.parse('2028-11-07T10:10:00+10:00'), after: monday }),
    )
    expect(await rowsOf(pool, lesozavodsk, hole)).toEqual(before)
    expect(await organisation.calendar(lesozavodsk.tenantId)).toMatchObject({ version: 1, setBy: 'setup' })
  })

  test('moves what is owed, keeps what is done, says who loaded it and when, and folds again into the same rows', async () => {
    const before = await rowsOf(pool, lesozavodsk, hole)
    const set = await organisation.setCalendar(lesozavodsk.tenantId, { load: [decreed] }, press(1))
    expect(set).toMatchObject({ ok: true, version: 2, moved: { incidents: 1, terms: 1 }, replayed: false })
    const after = await rowsOf(pool, lesozavodsk, hole)
    expect(dueOf(after, 'publish')).toMatchObject({ due: '2028-11-06T10:10', provisional: false, schedule: 2 })
    expect(dueOf(before, 'route')).toMatchObject({ status: 'met', provisional: true, schedule: 1 })
    expect(dueOf(after, 'route')).toEqual(dueOf(before, 'route'))
    const kept = await organisation.calendar(lesozavodsk.tenantId)
    expect(kept.years.find(({ year }) => year === 2028)).toEqual({
      ...decreed,
      loaded: { at: lesozavodsk.now(), by: lesozavodsk.anna.personId },
    })
    expect(await organisation.schedule(lesozavodsk.tenantId)).toMatchObject({ version: 2, calendarVersion: 2 })
    expect((await organisation.calendar(lesozavodsk.tenantId, 1)).years.at(-1)).toMatchObject({ year: 2028, status: 'provisional' })
    expect(await maintenance.rebuild(lesozavodsk.options)).toMatchObject({ differences: [] })
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
  })

  test('is counted by from then on, also by another node, and explained on the card by the calendar of each term', async () => {
    const other = await lesozavodsk.node()
    lesozavodsk.at('2028-11-03T11:00:00+10:00')
    const taken = await other.command({
      tenantId: lesozavodsk.tenantId,
      incidentId: hole,
      command: draft('Здравствуйте! Засыплем в понедельник.'),
      acting: lesozavodsk.roadman,
      expectedVersion: null,
      idempotencyKey: null,
    })
    expect(taken).toMatchObject({ ok: true })
    const card = await lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), hole)
    const provisional = Object.fromEntries(card?.obligations.map((one) => [one.norm, one.provisional]) ?? [])
    expect(provisional).toMatchObject({ route: true, draft: false, publish: false })
    expect(await maintenance.rebuild(lesozavodsk.options)).toMatchObject({ differences: [] })
  })

  test('pressed twice is loaded once; another command under the same key is refused', async () => {
    const key = '0198f000-0000-7000-8000-00000000c001'
    const command = { load: [{ ...decreed, source: 'Постановление, исправленное' }] }
    const first = await organisation.setCalendar(lesozavodsk.tenantId, command, press(2, key))
    expect(first).toMatchObject({ ok: true, version: 3, replayed: false })
    // The schedule reads the same days: only its name is another, and nothing moves.
    expect(first).toMatchObject({ moved: { incidents: 0, terms: 0 } })
    expect(await organisation.setCalendar(lesozavodsk.tenantId, command, press(2, key))).toEqual({ ...first, replayed: true })
    const other = await organisation.setCalendar(lesozavodsk.tenantId, { load: [decreed] }, press(3, key))
    expect(other).toEqual({ ok: false, kind: 'key-reused' })
    expect(await organisation.calendar(lesozavodsk.tenantId)).toMatchObject({ version: 3 })
  })

  test('is refused to whoever looked at an older calendar: two administrators at once, one wins', async () => {
    expect(await organisation.setCalendar(lesozavodsk.tenantId, { load: [decreed] }, press(2))).toEqual({
      ok: false,
      kind: 'conflict',
      version: 3,
      by: lesozavodsk.anna.personId,
      at: lesozavodsk.now(),
    })
    const both = await Promise.all([1, 2].map(() => organisation.setCalendar(lesozavodsk.tenantId, { load: [decreed] }, press(3))))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('can be given up for the one that the program ships; one that was never loaded cannot', async () => {
    const { version } = await organisation.calendar(lesozavodsk.tenantId)
    await expect(organisation.foreseeCalendar(lesozavodsk.tenantId, { forget: 2027 })).rejects.toMatchObject({ code: 'not-found' })
    await expect(organisation.setCalendar(lesozavodsk.tenantId, { forget: 2027 }, press(version))).rejects.toMatchObject({
      code: 'not-found',
    })
    const set = await organisation.setCalendar(lesozavodsk.tenantId, { forget: 2028 }, press(version))
    expect(set).toMatchObject({ ok: true, moved: { incidents: 1 } })
    expect((await organisation.calendar(lesozavodsk.tenantId)).years.map(({ year, loaded }) => [year, loaded]).at(-1)).toEqual([2028, null])
    expect(dueOf(await rowsOf(pool, lesozavodsk, hole), 'publish')).toMatchObject({ due: '2028-11-07T10:10', provisional: true })
    expect(await maintenance.rebuild(lesozavodsk.options)).toMatchObject({ differences: [] })
  })

  test('brings the date of a term that could not be told without it, and takes it away again', async () => {
    lesozavodsk.at('2029-12-28T17:30:00+10:00')
    const { version } = await organisation.calendar(lesozavodsk.tenantId)
    const late = await opened(lesozavodsk, 'Нет света под Новый год')
    expect(await rowsOf(pool, lesozavodsk, late)).toEqual([])
    const years = { load: [decreed, { ...shipped(2028), year: 2029, status: 'published' as const, days: [] }] }
    const foreseen = await organisation.foreseeCalendar(lesozavodsk.tenantId, years)
    expect(foreseen.moved.moves).toContainEqual(expect.objectContaining({ incidentId: late, norm: 'route', before: null }))
    await organisation.setCalendar(lesozavodsk.tenantId, years, press(version))
    expect(dueOf(await rowsOf(pool, lesozavodsk, late), 'route')?.due).toBe('2029-12-31T09:30')
    const gone = await organisation.setCalendar(lesozavodsk.tenantId, { forget: 2029 }, press(version + 1))
    expect(gone).toMatchObject({ ok: true })
    expect(await maintenance.rebuild(lesozavodsk.options)).toMatchObject({ differences: [] })
  })
})

describe('a program that ships another calendar than the last one', () => {
  let lesozavodsk: Town
  let pool: pg.Pool
  let hole = ''
  /** As an older release would have left it: by its calendar Monday 15 April 2024 was a day off. */
  const asShippedBefore = async (version: number, edition = CALENDAR_EDITION) => {
    const years = SHIPPED_CALENDARS.map((each) => ({
      ...each,
      ...(each.year === 2024 && { days: [...each.days, { date: '2024-04-15', kind: 'off' }] }),
      loaded: null,
    }))
    await pool.query(`update calendars set years = $2, digest = $3, shipped = $3, edition = $4 where version = $1`, [
      version,
      JSON.stringify(years),
      `older ${edition}`,
      edition,
    ])
  }
  beforeAll(async () => {
    lesozavodsk = await town()
    ;({ pool } = await lesozavodsk.database.connect())
    await asShippedBefore(1)
    lesozavodsk.at('2024-04-12T16:00:00+10:00')
    hole = await opened(lesozavodsk, 'Яма у школы')
    lesozavodsk.at('2024-04-12T16:10:00+10:00')
    await act(lesozavodsk, hole, lesozavodsk.anna, select)
    await act(lesozavodsk, hole, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
  })
  afterAll(() => lesozavodsk.close())

  test('plans what is owed anew at its start, once whatever number of nodes start, and leaves closed terms alone', async () => {
    const before = await rowsOf(pool, lesozavodsk, hole)
    expect(dueOf(before, 'publish')).toMatchObject({ due: '2024-04-16T15:10', schedule: 1 })
    await Promise.all([lesozavodsk.node(), lesozavodsk.node()])
    const after = await rowsOf(pool, lesozavodsk, hole)
    expect(dueOf(after, 'publish')).toMatchObject({ due: '2024-04-15T15:10', schedule: 2 })
    expect(dueOf(after, 'route')).toEqual(dueOf(before, 'route'))
    const { organisation } = lesozavodsk.storage
    expect(await organisation.calendar(lesozavodsk.tenantId)).toMatchObject({ version: 2, setBy: 'release' })
    expect(await organisation.schedule(lesozavodsk.tenantId)).toMatchObject({ version: 2 })
  })

  test('needs no rebuild, and a rebuild counts nothing closed by the new calendar', async () => {
    expect(await maintenance.rebuild(lesozavodsk.options)).toMatchObject({ differences: [] })
    expect(await maintenance.verify(lesozavodsk.options)).toMatchObject({ faults: [] })
  })

  test('is followed by commands of the node that was running all the time', async () => {
    lesozavodsk.at('2024-04-12T16:20:00+10:00')
    await act(lesozavodsk, hole, lesozavodsk.roadman, draft('Здравствуйте! Засыплем завтра.'))
    const rows = await rowsOf(pool, lesozavodsk, hole)
    expect(dueOf(rows, 'approve')).toMatchObject({ schedule: 2 })
    expect(await maintenance.rebuild(lesozavodsk.options)).toMatchObject({ differences: [] })
  })

  test('leaves loaded years in their place, and adds nothing when they say the same', async () => {
    const { organisation } = lesozavodsk.storage
    const by = lesozavodsk.anna.personId
    await organisation.setCalendar(lesozavodsk.tenantId, { load: [shipped(2024)] }, { expectedVersion: 2, by, idempotencyKey: null })
    await pool.query(`update calendars set shipped = 'older' where version = 3`)
    await lesozavodsk.node()
    const kept = await organisation.calendar(lesozavodsk.tenantId)
    expect(kept).toMatchObject({ version: 4, setBy: 'release' })
    expect(kept.years.find(({ year }) => year === 2024)?.loaded).toMatchObject({ by })
    // Equal years: the schedule in force stays, and no term was touched.
    expect(await organisation.schedule(lesozavodsk.tenantId)).toMatchObject({ version: 3, calendarVersion: 3 })
  })

  test('started beside a newer one turns nothing back', async () => {
    await asShippedBefore(4, CALENDAR_EDITION + 1)
    await lesozavodsk.node()
    expect(await lesozavodsk.storage.organisation.calendar(lesozavodsk.tenantId)).toMatchObject({ version: 4 })
  })
})

describe('an organisation from before calendars were kept', () => {
  test('gets the program’s for all its schedules at the next start, and its rows are what they were', async () => {
    const yelets = await town('yelets-2023')
    const { pool } = await yelets.database.connect()
    const hole = await friday(yelets, 'Яма')
    const before = await rowsOf(pool, yelets, hole)
    await pool.query('update schedules set calendar_version = null')
    await pool.query('delete from calendars')
    expect(await maintenance.rebuild(yelets.options)).toMatchObject({ differences: [] })
    await yelets.node()
    expect(await yelets.storage.organisation.calendar(yelets.tenantId)).toMatchObject({ version: 1, setBy: 'setup' })
    expect(await yelets.storage.organisation.schedule(yelets.tenantId)).toMatchObject({ version: 1, calendarVersion: 1 })
    expect(await rowsOf(pool, yelets, hole)).toEqual(before)
    expect(await maintenance.rebuild(yelets.options)).toMatchObject({ differences: [] })
    await yelets.close()
  })
})
