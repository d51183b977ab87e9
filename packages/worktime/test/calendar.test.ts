import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  CALENDAR_EDITION,
  calendarInForce,
  compileSchedule,
  count,
  parseMoment,
  parseSchedule,
  parseTerm,
  provisionalYears,
  SHIPPED_CALENDARS,
  workingTime,
} from '../src/index.ts'
import { due, OFFICE_WEEK, office, year } from './counting.ts'

describe('the production calendar', () => {
  test('2013–2027 are published with their source, 2028 is provisional, nothing after', () => {
    expect(SHIPPED_CALENDARS.map((calendar) => calendar.year)).toEqual(Array.from({ length: 16 }, (_, index) => 2013 + index))
    expect(SHIPPED_CALENDARS.filter((calendar) => calendar.status === 'provisional').map((calendar) => calendar.year)).toEqual([2028])
    expect(year(2025).source).toContain('№ 1335')
  })

  test('a change of what is shipped raises the edition, by which organisations take it over', () => {
    const shipped = createHash('sha256').update(JSON.stringify(SHIPPED_CALENDARS)).digest('hex')
    // Whoever changes a year changes both lines: the number rises, and terms are counted anew at the next start.
    expect(shipped).toBe('fb3e6fe4a68819458555626fb156678e23e62658dea30080215fb4f87ae0e2cb')
    expect(CALENDAR_EDITION).toBe(2)
  })

  // Hours of the 40-hour week as the Ministry of Labour's rules give them for whole years; 8 hours on each working day.
  test.each([
    [2013, 1970],
    [2014, 1970],
    [2015, 1971],
    [2016, 1974],
    [2017, 1973],
    [2018, 1970],
    [2019, 1970],
    [2022, 1973],
    [2023, 1973],
    [2024, 1979],
    [2025, 1972],
    [2026, 1972],
  ])('%i has %i working hours', (number, hours) => {
    const moscow = office('Europe/Moscow')
    const [from, to] = [parseMoment(`${number}-01-01T00:00:00+03:00`), parseMoment(`${number + 1}-01-01T00:00:00+03:00`)]
    // Until October 2014 Moscow was an hour ahead; both nights are holidays, so the bounds need no care.
    expect(workingTime(moscow, from, to) / 3_600_000).toBe(hours)
  })

  test('a working Saturday takes the hours of the day that it replaces', () => {
    const part = compileSchedule(
      parseSchedule({
        timezone: 'Europe/Moscow',
        calendar: 'ru',
        week: { ...OFFICE_WEEK, mon: ['10:00-12:00'], sat: ['09:00-10:00'] },
      }),
    )
    // 28 December 2024 stands for Monday 30 December, 2 November for Tuesday 30 April, an hour shorter.
    expect(due(part, '2024-12-28T00:00:00+03:00', '+2wh')).toBe('2024-12-28T12:00:00+03:00')
    expect(due(part, '2024-11-01T20:00:00+03:00', '+1wd')).toBe('2024-11-02T17:00:00+03:00')
    // An ordinary Saturday has the week's own hours.
    expect(due(part, '2024-11-08T20:00:00+03:00', '+1wd')).toBe('2024-11-09T10:00:00+03:00')
  })

  test('2028 from art. 112: holidays, eves, and the day off that Saturday 4 November passes on to Monday', () => {
    expect(
      year(2028)
        .days.filter((day) => day.kind === 'short')
        .map((day) => day.date),
    ).toEqual(['2028-02-22', '2028-03-07', '2028-05-08', '2028-11-03'])
    expect(year(2028).days.filter((day) => day.movedFrom)).toEqual([{ date: '2028-11-06', kind: 'off', movedFrom: '2028-11-04' }])
    expect(due(office('Europe/Moscow'), '2028-01-03T10:00:00+03:00', '+1wd')).toBe('2028-01-10T18:00:00+03:00')
  })

  test('whoever counts into a provisional year is told so', () => {
    const moscow = office('Europe/Moscow')
    const told = (from: string, term: string) => count(moscow, parseMoment(from), parseTerm(term)).provisionalYears
    expect(told('2027-12-30T10:00:00+03:00', '+20wh')).toEqual([2028])
    expect(told('2027-12-29T10:00:00+03:00', '+1wh')).toEqual([])
    expect(told('2028-03-01T10:00:00+03:00', '-1wd')).toEqual([2028])
    expect(told('2027-12-30T10:00:00+03:00', '+3d')).toEqual([2028])
    expect(told('2028-03-01T10:00:00+03:00', '+24h')).toEqual([])
    // 24:00 of 31 December is the first instant of a provisional year and rests on nothing in it.
    const eve = office('Europe/Moscow', { '2027-12-31': ['09:00-24:00'] })
    expect(count(eve, parseMoment('2027-12-31T12:00:00+03:00'), parseTerm('+12wh')).provisionalYears).toEqual([])
    expect(provisionalYears(moscow, parseMoment('2028-06-01T00:00:00Z'), parseMoment('2026-01-01T00:00:00Z'))).toEqual([2028])
  })

  test('an official year that an administrator loads takes the place of the provisional one and renames the version', () => {
    const official = { ...year(2028), status: 'published', days: [...year(2028).days, { date: '2028-12-29', kind: 'off' }] } as const
    const definition = parseSchedule({ timezone: 'Europe/Moscow', calendar: 'ru', week: OFFICE_WEEK })
    const loaded = compileSchedule(definition, { years: calendarInForce([official]) })
    expect(count(loaded, parseMoment('2028-12-28T10:00:00+03:00'), parseTerm('+1wh')).provisionalYears).toEqual([])
    expect(due(office('Europe/Moscow'), '2028-12-28T10:00:00+03:00', '+1wd')).toBe('2028-12-29T18:00:00+03:00')
    // 29 December became a day off; the next year is the provisional one now, and the answer says so.
    const moved = count(loaded, parseMoment('2028-12-28T10:00:00+03:00'), parseTerm('+1wd'))
    expect(moved).toMatchObject({ due: parseMoment('2029-01-09T18:00:00+03:00'), provisionalYears: [2029] })
    expect(() => due(loaded, '2029-12-28T10:00:00+03:00', '+9wd')).toThrow(/2030/)
    expect(loaded.version).not.toBe(office('Europe/Moscow').version)
  })

  test('a loaded year after a missing one can be counted in, but not across', () => {
    const far = {
      ...year(2027),
      year: 2030,
      days: year(2027).days.map((day) => ({ date: day.date.replace('2027', '2030'), kind: 'off' as const })),
    }
    const definition = parseSchedule({ timezone: 'Europe/Moscow', calendar: 'ru', week: OFFICE_WEEK })
    const gap = compileSchedule(definition, { years: calendarInForce([far]) })
    expect(due(gap, '2030-09-02T10:00:00+03:00', '+8wh')).toBe('2030-09-03T10:00:00+03:00')
    expect(due(gap, '2027-09-01T10:00:00+03:00', '+8wh')).toBe('2027-09-02T10:00:00+03:00')
    expect(() => workingTime(gap, parseMoment('2028-09-01T10:00:00+03:00'), parseMoment('2030-09-01T10:00:00+03:00'))).toThrow(/2029/)
    const fresh = compileSchedule(definition, { years: calendarInForce([far]) })
    expect(() => workingTime(fresh, parseMoment('2027-09-01T10:00:00+03:00'), parseMoment('2030-09-01T10:00:00+03:00'))).toThrow(/2029/)
    expect(() => workingTime(fresh, parseMoment('2027-09-01T10:00:00+03:00'), parseMoment('2033-09-01T10:00:00+03:00'))).toThrow(/2029/)
    expect(() => due(gap, '2030-01-10T10:00:00+03:00', '-99wd')).toThrow(/2029/)
  })

  test('the version is the same for equal schedules and another for unequal ones', () => {
    expect(office('Europe/Moscow').version).toBe(office('Europe/Moscow').version)
    expect(office('Europe/Moscow').version).toMatch(/^[0-9a-f]{16}$/)
    const versions = [office('Europe/Moscow'), office('Asia/Chita'), office('Europe/Moscow', { '2024-09-03': 'off' })].map(
      (one) => one.version,
    )
    expect(new Set(versions).size).toBe(3)
    const reordered = { calendar: 'ru', week: Object.fromEntries(Object.entries(OFFICE_WEEK).toReversed()), timezone: 'Europe/Moscow' }
    expect(compileSchedule(parseSchedule(reordered)).version).toBe(office('Europe/Moscow').version)
  })
})
