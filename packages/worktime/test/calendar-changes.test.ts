import { describe, expect, test } from 'vitest'
import { calendarChanges, calendarInForce, coverage, daysOfYear, type ProductionCalendarYear, SHIPPED_CALENDARS } from '../src/index.ts'
import { year } from './counting.ts'

/** 2028 as a decree might have it: the day off of Sunday 2 January moves to Friday 10 November, Saturday 16 December works for it. */
const decreed: ProductionCalendarYear = {
  ...year(2028),
  status: 'published',
  days: [
    ...year(2028).days.filter(({ date }) => date !== '2028-11-06'),
    { date: '2028-11-10', kind: 'off', movedFrom: '2028-01-02' },
    { date: '2028-12-16', kind: 'work-short', replaces: '2028-12-18' },
  ],
}

describe('what a loaded year changes', () => {
  test('is told day by day, with the reason of the new calendar', () => {
    expect(calendarChanges(SHIPPED_CALENDARS, calendarInForce([decreed])).filter(({ date }) => date < '2029')).toEqual([
      { date: '2028-11-06', before: 'off', after: 'work' },
      { date: '2028-11-10', before: 'work', after: 'off', movedFrom: '2028-01-02' },
      { date: '2028-12-16', before: 'off', after: 'short', replaces: '2028-12-18' },
    ])
  })

  test('is nothing where only its status or its source differs', () => {
    expect(calendarChanges([year(2028)], [{ ...year(2028), status: 'published', source: 'Постановление' }])).toEqual([])
    expect(calendarChanges(SHIPPED_CALENDARS, SHIPPED_CALENDARS)).toEqual([])
  })

  test('is told against plain weeks where the year was not known: a holiday on a Saturday changes nothing', () => {
    const changes = calendarChanges([], [year(2028)])
    expect(changes.find(({ date }) => date === '2028-01-03')).toMatchObject({ before: 'work', after: 'off' })
    // 1 January 2028 is a Saturday.
    expect(changes.map(({ date }) => date)).not.toContain('2028-01-01')
  })

  test('names a working Saturday that takes the hours of another weekday than before', () => {
    const other = {
      ...decreed,
      days: decreed.days.map((day) => (day.date === '2028-12-16' ? { ...day, replaces: '2028-12-22' } : day)),
    }
    expect(calendarChanges([decreed], [other])).toEqual([{ date: '2028-12-16', before: 'short', after: 'short', replaces: '2028-12-22' }])
  })
})

describe('the year after the last published one', () => {
  test('is provisional when an administrator has loaded the one before it, and stands back for a loaded one', () => {
    const known = calendarInForce([decreed])
    expect(known.at(-1)).toMatchObject({ year: 2029, status: 'provisional' })
    expect(coverage(known)).toEqual({ published: 2028, known: 2029 })
    const both = calendarInForce([decreed, { ...year(2028), year: 2029, status: 'published', days: [] }])
    expect(both.map((each) => each.year).slice(-2)).toEqual([2029, 2030])
  })

  test('a loaded provisional year is no published one', () => {
    expect(coverage(calendarInForce([{ ...decreed, status: 'provisional' }]))).toEqual({ published: 2027, known: 2028 })
  })

  test('what lies behind a gap does not lengthen what is covered', () => {
    expect(coverage(calendarInForce([{ ...decreed, year: 2031, days: [] }]))).toEqual({ published: 2027, known: 2028 })
    expect(coverage([])).toEqual({ published: null, known: null })
  })
})

test.each([
  [2024, 248, 118],
  [2025, 247, 118],
  [2026, 247, 118],
])('%i has %i working days and %i days off, as the calendar prints them', (number, working, off) => {
  expect(daysOfYear(year(number))).toEqual({ working, off })
})
