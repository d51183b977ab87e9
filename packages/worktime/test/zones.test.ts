import { describe, expect, test } from 'vitest'
import { formatMoment, parseMoment, stretches, workingTime } from '../src/index.ts'
import { ALWAYS_WEEK, due, OFFICE_WEEK, schedule } from './counting.ts'

const inZone = (timezone: string) => schedule({ timezone, calendar: 'none', week: OFFICE_WEEK })
const around = (timezone: string) => schedule({ timezone, calendar: 'none', week: ALWAYS_WEEK })
const hours = (of: ReturnType<typeof inZone>, from: string, to: string): number =>
  workingTime(of, parseMoment(from), parseMoment(to)) / 3_600_000

describe('zones that changed their offset', () => {
  test('Chita: +10 until October 2014, +8 until March 2016, +9 since', () => {
    const chita = inZone('Asia/Chita')
    expect(due(chita, '2014-10-24T17:00:00+10:00', '+2wh')).toBe('2014-10-27T10:00:00+08:00')
    expect(due(chita, '2016-03-25T17:00:00+08:00', '+2wh')).toBe('2016-03-28T10:00:00+09:00')
    expect(due(chita, '2016-03-28T10:00:00+09:00', '-2wh')).toBe('2016-03-25T17:00:00+08:00')
    expect(hours(chita, '2014-10-24T00:00:00+10:00', '2014-10-28T00:00:00+08:00')).toBe(16)
  })

  test('Moscow: +3 in winter and +4 in summer until 2011, +4 until October 2014, +3 since', () => {
    const moscow = inZone('Europe/Moscow')
    expect(due(moscow, '2011-03-25T17:00:00+03:00', '+2wh')).toBe('2011-03-28T10:00:00+04:00')
    expect(due(moscow, '2011-12-01T10:00:00+04:00', '+1wd')).toBe('2011-12-02T18:00:00+04:00')
    expect(due(moscow, '2014-10-24T17:00:00+04:00', '+2wh')).toBe('2014-10-27T10:00:00+03:00')
    expect(due(moscow, '2014-10-24T17:00:00+04:00', '+72h')).toBe('2014-10-27T16:00:00+03:00')
    expect(due(moscow, '2014-10-27T16:00:00+03:00', '-72h')).toBe('2014-10-24T17:00:00+04:00')
  })

  test('Vladivostok in 2014: the day that had 25 hours', () => {
    const always = around('Asia/Vladivostok')
    expect(hours(always, '2014-10-26T00:00:00+11:00', '2014-10-27T00:00:00+10:00')).toBe(25)
    expect(due(always, '2014-10-26T00:00:00+11:00', '+25wh')).toBe('2014-10-27T00:00:00+10:00')
    expect(due(always, '2014-10-25T12:00:00+11:00', '+1wd', { until: 'midnight' })).toBe('2014-10-26T23:59:59+10:00')
  })
})

describe('daylight saving: working hours are elapsed hours', () => {
  test('Berlin, spring: the day has 23 hours, and work over the gap loses one', () => {
    const always = around('Europe/Berlin')
    expect(hours(always, '2024-03-31T00:00:00+01:00', '2024-04-01T00:00:00+02:00')).toBe(23)
    const early = schedule({ timezone: 'Europe/Berlin', calendar: 'none', week: { sun: ['01:00-05:00'] } })
    expect(due(early, '2024-03-31T00:00:00+01:00', '+2wh')).toBe('2024-03-31T04:00:00+02:00')
    expect(hours(early, '2024-03-31T00:00:00+01:00', '2024-04-01T00:00:00+02:00')).toBe(3)
  })

  test('Berlin, autumn: the day has 25 hours, and work over the change gains one', () => {
    const early = schedule({ timezone: 'Europe/Berlin', calendar: 'none', week: { sun: ['01:00-05:00'] } })
    expect(hours(early, '2024-10-27T00:00:00+02:00', '2024-10-28T00:00:00+01:00')).toBe(5)
    expect(due(early, '2024-10-27T00:00:00+02:00', '+2wh')).toBe('2024-10-27T02:00:00+01:00')
    expect(due(early, '2024-10-27T12:00:00+01:00', '-3wh')).toBe('2024-10-27T02:00:00+01:00')
  })

  test('hours that do not exist move on by the gap; hours that exist twice are the earlier ones', () => {
    const gap = schedule({ timezone: 'Europe/Berlin', calendar: 'none', week: { sun: ['02:15-02:45'] } })
    const day = (from: string, to: string) =>
      stretches(gap, parseMoment(from), parseMoment(to)).map(({ start, end }) => [formatMoment(gap, start), formatMoment(gap, end)])
    expect(day('2024-03-31T00:00:00+01:00', '2024-04-01T00:00:00+02:00')).toEqual([
      ['2024-03-31T03:15:00+02:00', '2024-03-31T03:45:00+02:00'],
    ])
    expect(day('2024-10-27T00:00:00+02:00', '2024-10-28T00:00:00+01:00')).toEqual([
      ['2024-10-27T02:15:00+02:00', '2024-10-27T02:45:00+02:00'],
    ])
  })

  test('an interval that a gap pushes past the start of the next loses nothing of either', () => {
    const night = schedule({ timezone: 'Europe/Berlin', calendar: 'none', week: { sun: ['02:00-02:20', '02:40-02:50', '03:00-09:00'] } })
    expect(due(night, '2024-03-31T00:00:00+01:00', '+6wh')).toBe('2024-03-31T09:00:00+02:00')
    expect(due(night, '2024-03-31T09:00:00+02:00', '-6wh')).toBe('2024-03-31T03:00:00+02:00')
    expect(due(night, '2024-03-31T03:30:00+02:00', '+0wm')).toBe('2024-03-31T03:30:00+02:00')
    const midnight = { sat: ['23:00-23:10', '23:40-23:50'], sun: ['00:00-06:00'] }
    const nuuk = schedule({ timezone: 'America/Nuuk', calendar: 'none', week: midnight })
    expect(due(nuuk, '2024-03-30T12:00:00-02:00', '+15wm')).toBe('2024-03-31T00:15:00-01:00')
  })

  test('hours of which a gap leaves nothing make no working day', () => {
    const lost = schedule({ timezone: 'Europe/Berlin', calendar: 'none', week: { sun: ['02:30-03:00'] } })
    expect(due(lost, '2024-03-30T12:00:00+01:00', '+1wd')).toBe('2024-04-07T03:00:00+02:00')
  })

  test('an interval moved on into the next one is not counted twice', () => {
    const doubled = schedule({ timezone: 'Europe/Berlin', calendar: 'none', week: { sun: ['01:00-02:30', '03:00-04:00'] } })
    expect(hours(doubled, '2024-03-31T00:00:00+01:00', '2024-04-01T00:00:00+02:00')).toBe(2)
  })

  test('New York and St. John’s, whose offsets are negative and not whole hours', () => {
    expect(due(inZone('America/New_York'), '2024-11-01T16:00:00-04:00', '+3wh')).toBe('2024-11-04T10:00:00-05:00')
    expect(due(inZone('America/St_Johns'), '2024-03-08T17:30:00-03:30', '+1wh')).toBe('2024-03-11T09:30:00-02:30')
  })

  test('São Paulo, where summer time began at midnight: the day starts at 01:00', () => {
    const always = around('America/Sao_Paulo')
    expect(due(always, '2018-11-03T12:00:00-03:00', '+12wh')).toBe('2018-11-04T01:00:00-02:00')
    expect(due(always, '2018-11-02T12:00:00-03:00', '+1wd')).toBe('2018-11-04T01:00:00-02:00')
    expect(due(always, '2018-11-04T12:00:00-02:00', '-1d')).toBe('2018-11-03T23:59:59-03:00')
  })

  test('Apia went without 30 December 2011: no working day, no hours', () => {
    const apia = inZone('Pacific/Apia')
    expect(due(apia, '2011-12-29T10:00:00-10:00', '+1wd')).toBe('2012-01-02T18:00:00+14:00')
    expect(hours(around('Pacific/Apia'), '2011-12-29T00:00:00-10:00', '2012-01-01T00:00:00+14:00')).toBe(48)
  })
})
