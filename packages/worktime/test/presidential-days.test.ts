import { describe, expect, it } from 'vitest'
import {
  compileSchedule,
  dueMoment,
  formatMoment,
  parseMoment,
  parseSchedule,
  parseTerm,
  presidentialDays,
  SHIPPED_CALENDARS,
} from '../src/index.ts'

const day = ['09:00-13:00', '14:00-18:00']
const week = { mon: day, tue: day, wed: day, thu: day, fri: day }
const office = (more: object = {}) => compileSchedule(parseSchedule({ timezone: 'Europe/Moscow', week, calendar: 'ru', ...more }))
const off = office()
const working = office({ 'presidential-days': 'working-for-calendar-terms' })

const due = (schedule: typeof off, from: string, term: string, roll?: 'none') =>
  formatMoment(schedule, dueMoment(schedule, parseMoment(`${from}:00+03:00`), parseTerm(term), roll && { roll })).slice(0, 16)

const source = (year: number) => SHIPPED_CALENDARS.find((one) => one.year === year)?.source

describe("days that a President's decree made free", () => {
  it('are 29 weekdays of 2020 and 7 of 2021, and no others', () => {
    const freed = SHIPPED_CALENDARS.flatMap(({ days }) => days.map(({ date }) => date)).filter((date) =>
      off.isFreedByDecree(Date.parse(`${date}T00:00:00Z`) / 86_400_000),
    )
    expect(freed.filter((date) => date.startsWith('2020'))).toHaveLength(29)
    expect(freed.filter((date) => date.startsWith('2021'))).toHaveLength(7)
    expect(freed).toHaveLength(36)
  })

  it.each([
    // from, term, by the calendar, by the Supreme Court's review
    ['2020-03-27T10:00', '+3d', '2020-05-12T23:59', '2020-03-30T23:59'],
    ['2020-04-10T10:00', '+10d', '2020-05-12T23:59', '2020-04-20T23:59'],
    // A Saturday inside those weeks moves to the Monday that the decree made free.
    ['2020-04-08T10:00', '+3d', '2020-05-12T23:59', '2020-04-13T23:59'],
    // A holiday of the Labour Code stays one: 1 May moves on to the decree's 6 May.
    ['2020-04-28T10:00', '+3d', '2020-05-12T23:59', '2020-05-06T23:59'],
    ['2020-06-21T10:00', '+3d', '2020-06-25T23:59', '2020-06-24T23:59'],
    ['2021-04-30T10:00', '+4d', '2021-05-11T23:59', '2021-05-04T23:59'],
    ['2021-10-27T10:00', '+3d', '2021-11-08T23:59', '2021-11-01T23:59'],
    // No decree touches these: the same by both.
    ['2024-06-05T10:00', '+3d', '2024-06-10T23:59', '2024-06-10T23:59'],
    ['2020-12-28T10:00', '+7d', '2021-01-11T23:59', '2021-01-11T23:59'],
  ])('%s %s ends at %s when they are off, at %s when they work for calendar terms', (from, term, calendar, review) => {
    expect(due(off, from, term)).toBe(calendar)
    expect(due(working, from, term)).toBe(review)
  })

  it('count as days off for working hours, working days and hours of the clock by either reading', () => {
    for (const term of ['+1wh', '+2wd', '+24h', '-2wd', '-3d']) {
      expect(due(working, '2020-04-09T10:00', term)).toBe(due(off, '2020-04-09T10:00', term))
    }
    expect(due(working, '2020-04-09T10:00', '+3d', 'none')).toBe(due(off, '2020-04-09T10:00', '+3d', 'none'))
  })

  it('are named where the end of a term rests on them, by either reading, and nowhere else', () => {
    const named = (schedule: typeof off, from: string, term: string) =>
      presidentialDays(schedule, parseMoment(`${from}:00+03:00`), parseTerm(term))
    expect(named(off, '2020-06-21T10:00', '+3d')).toEqual(['2020-06-24'])
    expect(named(working, '2020-06-21T10:00', '+3d')).toEqual(['2020-06-24'])
    expect(named(off, '2020-04-09T10:00', '+1wh')).toEqual([])
    expect(named(off, '2020-04-08T10:00', '+1wd')).toEqual([])
    expect(named(off, '2024-06-05T10:00', '+3d')).toEqual([])
    // Over such days, but the last one works: nothing rests on them.
    expect(named(off, '2020-03-25T10:00', '+60d')).toEqual([])
  })

  it("yield to the organisation's own exception: a day that it works is worked", () => {
    const worked = office({ exceptions: { '2020-06-24': day } })
    expect(due(worked, '2020-06-21T10:00', '+3d')).toBe('2020-06-24T23:59')
    expect(presidentialDays(worked, parseMoment('2020-06-21T10:00:00+03:00'), parseTerm('+3d'))).toEqual([])
  })

  it('are read by a name that exists', () => {
    expect(() => office({ 'presidential-days': 'on' })).toThrow(/presidential-days: бывает off и working-for-calendar-terms/)
  })

  it('have decrees that the sources of their years name; 2027 says that none is published', () => {
    for (const number of ['206', '239', '294', '345', '354']) expect(source(2020)).toContain(`№ ${number}`)
    for (const number of ['242', '595']) expect(source(2021)).toContain(`№ ${number}`)
    expect(source(2027)).toContain('не опубликовано')
  })
})
