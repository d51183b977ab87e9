import { randomUUID } from 'node:crypto'
import type { CalendarPreview, CalendarView } from '@otklik/contract'
import { openStorage } from '@otklik/storage'
import { formatCalendarCsv, SHIPPED_CALENDARS } from '@otklik/worktime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hear } from './hearing.ts'
import { type Browser, openTown, problemOf, type Town } from './town.ts'

let town: Town
let admin: Browser
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2028-11-03T10:00:00+10:00' })
  admin = await town.as('admin')
})
afterAll(() => town.close())

const provisional = SHIPPED_CALENDARS.find(({ year }) => year === 2028)?.days ?? []
/** 2028 by a decree: Monday 6 November works, Friday 10 November is off instead. */
const decreed = formatCalendarCsv({
  days: [...provisional.filter(({ date }) => date !== '2028-11-06'), { date: '2028-11-10', kind: 'off', movedFrom: '2028-11-04' }],
})
const source = 'Постановление Правительства РФ от 27.09.2027 № 1234'
const load = (text = decreed) => ({ type: 'load' as const, text, source })

const calendar = (browser = admin): Promise<CalendarView> => browser.get('/api/calendar')
const put = (expectedVersion: number, command: object, key: string = randomUUID(), browser = admin) =>
  browser.send('PUT', '/api/calendar', { expectedVersion, command }, { 'idempotency-key': key })
const fault = async (command: object) => problemOf(await admin.send('POST', '/api/calendar/preview', { command }))

describe('the production calendar in the settings', () => {
  it('says which years are known, by which decree, and where they end', async () => {
    const { years, ...rest } = await calendar(await town.as('curator'))
    expect(rest).toEqual({ version: 1, changed: null, used: true, published: 2027, known: 2028 })
    expect(years).toHaveLength(16)
    const [of2025, of2028] = [2025, 2028].map((wanted) => years.find(({ year }) => year === wanted))
    expect(of2025).toMatchObject({ status: 'published', working: 247, off: 118, loaded: null, shipped: 'same' })
    expect(of2025?.source).toContain('№ 1335')
    expect(of2028).toMatchObject({ status: 'provisional', loaded: null })
  })

  it('gives a year as a file that can be loaded as it is; a year that nobody knows is not found', async () => {
    const { text } = await admin.get<{ text: string }>('/api/calendar/2028')
    expect(text).toContain('date,kind,replaces,moved_from,holiday\n2028-01-01,off,,,Новогодние каникулы\n')
    const { changes, years } = await admin.post<CalendarPreview>('/api/calendar/preview', { command: load(text) })
    expect(changes).toEqual([])
    expect(years).toMatchObject([{ year: 2028, status: 'published', source, shipped: 'other' }])
    expect((await problemOf(await admin.send('GET', '/api/calendar/2031'))).code).toBe('not-found')
    expect((await problemOf(await admin.send('GET', '/api/calendar/next'))).code).toBe('invalid-request')
  })

  it('names the line and the field of what is wrong in a file, in both languages', async () => {
    const wrong = await fault(load(decreed.replace('2028-02-23,off', '2028-02-23,free').replace('2028-01-03,', '2028-01-33,')))
    expect(wrong).toMatchObject({ status: 422, code: 'wrong-calendar' })
    expect(wrong.errors).toEqual([
      { path: 'body.command.text', line: 4, text: { ru: 'даты «2028-01-33» нет.', en: 'there is no date "2028-01-33".' } },
      {
        path: 'body.command.text',
        line: 11,
        text: {
          ru: 'вид «free» неизвестен, есть off, short, work, work-short.',
          en: 'the kind "free" is unknown, write off, short, work, work-short.',
        },
      },
    ])
    const yaml = await fault(load('year: 2028\ndays:\n  - date: 2028-01-01\n    kind: off\n    holliday: x\n'))
    expect(yaml.text.ru).toContain('Строка 5: days.0.holliday: неизвестное поле')
    expect((await fault(load('<!DOCTYPE x><calendar year="2028"/>'))).text.ru).toContain('DOCTYPE')
    expect((await fault(load('Переносы выходных дней'))).text.en).toContain('neither CSV, XML, YAML nor JSON')
    expect((await fault(load(`${decreed}2028-12-30,off,,,Нов\uFFFDй год`))).text.ru).toContain('не в UTF-8')
    expect((await fault(load('a: &a [1]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c]'))).code).toBe('wrong-calendar')
    const unnamed = await fault({ ...load(), source: ' ' })
    expect(unnamed.errors?.map(({ path }) => path)).toEqual(['body.command.source'])
    expect((await fault(load('x'.repeat(300_001)))).code).toBe('invalid-request')
    expect((await calendar()).version).toBe(1)
  })

  it('shows days and terms before anything moves, then moves them, and everybody hears of it', async () => {
    const { id } = await town.write('Яма у школы')
    const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
    await curator.act(id, { type: 'select' })
    await curator.act(id, { type: 'route', unitId: town.units.roads })
    const due = async () => (await roads.card(id)).obligations.find(({ norm }) => norm === 'publish')?.due ?? 0
    const before = await due()
    expect(new Date(before).toISOString()).toMatch(/^2028-11-07T00:/)

    const preview = await admin.post<CalendarPreview>('/api/calendar/preview', { command: load() })
    expect(preview.changes).toEqual([
      { date: '2028-11-06', before: 'off', after: 'work' },
      { date: '2028-11-10', before: 'work', after: 'off', movedFrom: '2028-11-04' },
    ])
    expect(preview).toMatchObject({ version: 1, published: 2028, known: 2029, moved: { incidents: 1 } })
    expect(preview.moved.moves).toContainEqual(expect.objectContaining({ incidentId: id, norm: 'publish', before }))
    expect(await due()).toBe(before)

    const stream = await hear(curator)

    const key = randomUUID()
    const answer = (await (await put(1, load(), key)).json()) as { calendar: CalendarView; moved: object }
    expect(answer).toMatchObject({ moved: { incidents: 1 }, calendar: { version: 2, published: 2028, known: 2029 } })
    const me = await admin.get<{ person: { id: string; name: string } }>('/api/session')
    expect(answer.calendar.years.find(({ year }) => year === 2028)).toMatchObject({
      status: 'published',
      source,
      loaded: { by: { id: me.person.id, name: me.person.name } },
      shipped: 'other',
    })
    expect(before - (await due())).toBe(24 * 60 * 60 * 1000)
    await stream.until('event: hello', 2)
    await stream.close()

    // The same press again, and another command under its key.
    expect(await (await put(1, load(), key)).json()).toEqual(answer)
    expect((await problemOf(await put(2, load(), key))).code).toBe('key-reused')
    expect((await calendar()).version).toBe(2)
    const session = await curator.get<{ provisionalYears: number[]; stretches: [number, number][] }>('/api/session')
    expect(session.provisionalYears).not.toContain(2028)
    expect(session.stretches.some(([start]) => start === Date.parse('2028-11-06T09:00:00+10:00'))).toBe(true)
  })

  it('refuses an administrator who looked at the calendar before it moved, and says who moved it', async () => {
    const refused = await problemOf(await put(1, load()))
    expect(refused).toMatchObject({ status: 409, code: 'calendar-moved', current: { version: 2, status: null } })
    expect(refused.current?.by.name).not.toBe('')
  })

  it('goes back to the shipped year when asked, and only where one was loaded', async () => {
    expect((await problemOf(await put(2, { type: 'forget', year: 2027 }))).code).toBe('not-found')
    const { years } = await admin.post<CalendarPreview>('/api/calendar/preview', { command: { type: 'forget', year: 2028 } })
    expect(years).toMatchObject([{ year: 2028, status: 'provisional', loaded: null }])
    expect((await put(2, { type: 'forget', year: 2028 })).status).toBe(200)
    const { person } = await admin.get<{ person: { id: string; name: string } }>('/api/session')
    const by = { id: person.id, name: person.name }
    expect(await calendar()).toMatchObject({ version: 3, changed: { by }, published: 2027, known: 2028 })
  })

  it('says when the last change came with a version of the program', async () => {
    const pool = town.house.storage.pool as { query(sql: string): Promise<unknown> }
    await pool.query(`update public.calendars set shipped = 'what an older program shipped'`)
    await (await openStorage(town.openOptions)).close()
    expect(await calendar()).toMatchObject({ version: 4, changed: { by: null }, known: 2028 })
  })

  it('stays when the schedule is written anew, and hours that need an unknown year are told against it', async () => {
    await put(4, load())
    const { source: text } = await admin.get<{ source: string }>('/api/schedule')
    expect((await admin.send('PUT', '/api/schedule', { source: `${text}# новая строка\n` })).status).toBe(200)
    expect(await calendar()).toMatchObject({ version: 5, published: 2028 })
    const off = text.replace('calendar: ru', 'calendar: none')
    expect((await admin.send('PUT', '/api/schedule', { source: off })).status).toBe(200)
    expect(await calendar()).toMatchObject({ version: 5, used: false })
  })
})
