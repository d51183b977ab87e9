import { describe, expect, test } from 'vitest'
import { CalendarEnds, parseMoment, workingTime } from '../src/index.ts'
import { ALWAYS_WEEK, due, office, schedule } from './counting.ts'

const moscow = office('Europe/Moscow')
const hours = (of: typeof moscow, from: string, to: string): number => workingTime(of, parseMoment(from), parseMoment(to)) / 3_600_000

/** The year that the error names; 0 when there was none. */
function yearMissing(ask: () => unknown): number {
  try {
    ask()
  } catch (error) {
    if (error instanceof CalendarEnds) return error.year
    throw error
  }
  return 0
}

describe('where the calendar ends', () => {
  test('the error names the year that is missing, after the last and before the first', () => {
    expect(yearMissing(() => due(moscow, '2028-12-29T17:00:00+03:00', '+2wh'))).toBe(2029)
    expect(yearMissing(() => due(moscow, '2028-12-29T10:00:00+03:00', '+1wd'))).toBe(2029)
    expect(yearMissing(() => due(moscow, '2028-12-30T10:00:00+03:00', '+1d'))).toBe(2029)
    expect(yearMissing(() => due(moscow, '2031-03-03T10:00:00+03:00', '+1wh'))).toBe(2031)
    expect(yearMissing(() => due(moscow, '2013-01-09T10:00:00+04:00', '-2wh'))).toBe(2012)
    expect(yearMissing(() => due(moscow, '2011-01-12T10:00:00+03:00', '+2wh'))).toBe(2011)
    expect(yearMissing(() => hours(moscow, '2028-12-01T10:00:00+03:00', '2029-01-15T10:00:00+03:00'))).toBe(2029)
    expect(yearMissing(() => hours(moscow, '2029-02-01T10:00:00+03:00', '2013-01-15T10:00:00+04:00'))).toBe(2029)
  })

  test('it says so in both languages and says what to do', () => {
    expect(() => due(moscow, '2029-03-05T10:00:00+03:00', '+1wh')).toThrow(/2029 год.*Загрузите/)
    const error = new CalendarEnds(2029, true)
    expect(error.en).toMatch(/for the year 2029\. Load/)
  })

  test('an amount that ends with the last known second still ends there', () => {
    expect(due(moscow, '2028-12-29T17:00:00+03:00', '+1wh')).toBe('2028-12-29T18:00:00+03:00')
    expect(due(moscow, '2029-01-01T00:00:00+03:00', '-1wh')).toBe('2028-12-29T17:00:00+03:00')
    const always = schedule({ week: ALWAYS_WEEK })
    expect(due(always, '2028-12-30T00:00:00+03:00', '+48wh')).toBe('2029-01-01T00:00:00+03:00')
  })

  test('clock terms and days that need no calendar have no end', () => {
    expect(due(moscow, '2031-03-03T10:00:00+03:00', '+24h')).toBe('2031-03-04T10:00:00+03:00')
    expect(due(moscow, '2031-03-03T10:00:00+03:00', '-90m')).toBe('2031-03-03T08:30:00+03:00')
    expect(due(moscow, '2031-03-03T10:00:00+03:00', '+3d', { roll: 'none' })).toBe('2031-03-06T23:59:59+03:00')
    expect(due(moscow, '2031-03-03T10:00:00+03:00', '-3d')).toBe('2031-02-28T23:59:59+03:00')
  })

  test('without a calendar the years 1970–2199 count', () => {
    const none = schedule({ calendar: 'none' })
    expect(due(none, '2100-03-01T10:00:00+03:00', '+8wh')).toBe('2100-03-02T10:00:00+03:00')
    expect(yearMissing(() => due(none, '2199-12-31T17:59:00+03:00', '+2wm'))).toBe(2200)
    expect(yearMissing(() => due(none, '1970-01-01T09:00:00+03:00', '-1wm'))).toBe(1969)
    expect(yearMissing(() => due(none, '2024-01-01T09:00:00+03:00', '+999999999wh'))).toBe(2200)
    expect(yearMissing(() => due(none, '2024-01-01T09:00:00+03:00', '-999999999wd'))).toBe(1969)
  })
})
