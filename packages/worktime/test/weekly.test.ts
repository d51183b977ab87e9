import { describe, expect, test } from 'vitest'
import { CalendarEnds, formatMoment, parseMoment, type Weekday, WorktimeError, weekly } from '../src/index.ts'
import { ALWAYS_WEEK, office, schedule } from './counting.ts'

describe('weekly duties', () => {
  const vladivostok = office('Asia/Vladivostok')
  const next = (after: string, weekday: Weekday = 'mon', time = '15:00', of = vladivostok): string =>
    formatMoment(of, weekly(of, { weekday, time }, parseMoment(after)))

  test('Mondays by 15:00', () => {
    expect(next('2024-09-05T10:00:00+10:00')).toBe('2024-09-09T15:00:00+10:00')
    expect(next('2024-09-09T14:59:59+10:00')).toBe('2024-09-09T15:00:00+10:00')
    expect(next('2024-09-09T15:00:00+10:00')).toBe('2024-09-16T15:00:00+10:00')
  })

  test('a Monday off passes the duty on to the first working day after it', () => {
    // Monday 4 November 2024 is a holiday.
    expect(next('2024-11-01T10:00:00+10:00')).toBe('2024-11-05T15:00:00+10:00')
    expect(next('2024-11-04T16:00:00+10:00')).toBe('2024-11-05T15:00:00+10:00')
    expect(next('2024-11-05T15:00:00+10:00')).toBe('2024-11-11T15:00:00+10:00')
  })

  test('two Mondays in one run of days off give one duty', () => {
    // 30 December 2024 and 6 January 2025 are off; work starts again on Thursday 9 January.
    expect(next('2024-12-24T10:00:00+10:00')).toBe('2025-01-09T15:00:00+10:00')
    expect(next('2025-01-09T15:00:00+10:00')).toBe('2025-01-13T15:00:00+10:00')
  })

  test('a Saturday duty falls on the working Saturday itself, otherwise on Monday', () => {
    expect(next('2024-12-26T10:00:00+10:00', 'sat')).toBe('2024-12-28T15:00:00+10:00')
    expect(next('2024-09-05T10:00:00+10:00', 'sat')).toBe('2024-09-09T15:00:00+10:00')
  })

  test('a schedule without days off has every weekday', () => {
    const always = schedule({ week: ALWAYS_WEEK, calendar: 'none' })
    expect(next('2024-09-03T16:00:00+03:00', 'tue', '15:00', always)).toBe('2024-09-10T15:00:00+03:00')
  })

  test('the first known days and the last', () => {
    expect(next('2013-01-01T00:00:00+11:00', 'wed')).toBe('2013-01-09T15:00:00+11:00')
    expect(() => next('2028-12-29T16:00:00+10:00', 'mon')).toThrow(CalendarEnds)
    expect(() => next('2024-09-03T16:00:00+10:00', 'mon', '24:00')).toThrow(WorktimeError)
  })
})
