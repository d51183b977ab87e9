import { describe, expect, test } from 'vitest'
import { CalendarEnds, isWorking, NoWorkingTime, nextOpening, parseMoment, stretches, workingTime } from '../src/index.ts'
import { ALWAYS_WEEK, due, office, schedule } from './counting.ts'

const moscow = office('Europe/Moscow')
const hours = (of: typeof moscow, from: string, to: string): number => workingTime(of, parseMoment(from), parseMoment(to)) / 3_600_000

describe('a boundary belongs to the interval that the count has consumed', () => {
  test('forward, an amount that ends at closing time ends there', () => {
    expect(due(moscow, '2024-09-03T14:00:00+03:00', '+4wh')).toBe('2024-09-03T18:00:00+03:00')
    expect(due(moscow, '2024-09-03T09:00:00+03:00', '+4wh')).toBe('2024-09-03T13:00:00+03:00')
    expect(due(moscow, '2024-09-03T09:00:00+03:00', '+8wh')).toBe('2024-09-03T18:00:00+03:00')
  })

  test('backward, an amount that ends at opening time ends there', () => {
    expect(due(moscow, '2024-09-03T13:00:00+03:00', '-4wh')).toBe('2024-09-03T09:00:00+03:00')
    expect(due(moscow, '2024-09-03T18:00:00+03:00', '-4wh')).toBe('2024-09-03T14:00:00+03:00')
    expect(due(moscow, '2024-09-03T09:00:00+03:00', '-8wh')).toBe('2024-09-02T09:00:00+03:00')
  })

  test('a start outside working time begins at the next interval, or backward at the one before', () => {
    expect(due(moscow, '2024-09-03T13:30:00+03:00', '+30wm')).toBe('2024-09-03T14:30:00+03:00')
    expect(due(moscow, '2024-09-06T18:00:00+03:00', '+1wm')).toBe('2024-09-09T09:01:00+03:00')
    expect(due(moscow, '2024-09-03T13:30:00+03:00', '-30wm')).toBe('2024-09-03T12:30:00+03:00')
    expect(due(moscow, '2024-09-09T09:00:00+03:00', '-1wm')).toBe('2024-09-06T17:59:00+03:00')
  })

  test('nothing forward: the moment itself with both ends, otherwise the next opening', () => {
    for (const inside of ['09:00', '10:15', '13:00', '14:00', '18:00']) {
      expect(due(moscow, `2024-09-03T${inside}:00+03:00`, '+0wh')).toBe(`2024-09-03T${inside}:00+03:00`)
      expect(due(moscow, `2024-09-03T${inside}:00+03:00`, '-0wh')).toBe(`2024-09-03T${inside}:00+03:00`)
    }
    expect(due(moscow, '2024-09-03T13:30:00+03:00', '+0wh')).toBe('2024-09-03T14:00:00+03:00')
    expect(due(moscow, '2024-09-03T18:00:01+03:00', '+0wm')).toBe('2024-09-04T09:00:00+03:00')
    expect(due(moscow, '2024-09-03T13:30:00+03:00', '-0wh')).toBe('2024-09-03T13:00:00+03:00')
    expect(due(moscow, '2024-09-03T08:59:59+03:00', '-0wm')).toBe('2024-09-02T18:00:00+03:00')
  })

  test('24:00 and 00:00 of the next day are one stretch', () => {
    const always = schedule({ week: ALWAYS_WEEK, calendar: 'none' })
    const [from, to] = [parseMoment('2023-12-25T10:00:00+03:00'), parseMoment('2024-01-15T10:00:00+03:00')]
    expect(stretches(always, from, to)).toEqual([{ start: from, end: to }])
    expect(due(always, '2023-12-31T12:00:00+03:00', '+12wh')).toBe('2024-01-01T00:00:00+03:00')
    expect(due(always, '2024-01-01T12:00:00+03:00', '-12wh')).toBe('2024-01-01T00:00:00+03:00')
    expect(due(always, '2024-02-28T12:00:00+03:00', '+1wd')).toBe('2024-03-01T00:00:00+03:00')
  })

  test('a night shift split at midnight counts through it', () => {
    const night = schedule({ week: { mon: ['22:00-24:00'], tue: ['00:00-06:00'] }, calendar: 'none' })
    expect(due(night, '2024-09-02T21:00:00+03:00', '+3wh')).toBe('2024-09-03T01:00:00+03:00')
    expect(due(night, '2024-09-03T07:00:00+03:00', '-7wh')).toBe('2024-09-02T23:00:00+03:00')
    expect(due(night, '2024-09-03T07:00:00+03:00', '+8wh')).toBe('2024-09-10T06:00:00+03:00')
  })

  test('working and opening: the end of a stretch no longer works', () => {
    expect(isWorking(moscow, parseMoment('2024-09-03T13:00:00+03:00'))).toBe(false)
    expect(isWorking(moscow, parseMoment('2024-09-03T12:59:59+03:00'))).toBe(true)
    expect(isWorking(moscow, parseMoment('2024-09-03T14:00:00+03:00'))).toBe(true)
    expect(nextOpening(moscow, parseMoment('2024-09-06T18:00:00+03:00'))).toBe(parseMoment('2024-09-09T09:00:00+03:00'))
    expect(nextOpening(moscow, parseMoment('2024-09-06T17:00:00+03:00'))).toBe(parseMoment('2024-09-06T17:00:00+03:00'))
  })
})

describe('where other systems fail', () => {
  test('a start after hours counts from the next day that works, not from the day after it', () => {
    expect(due(moscow, '2024-09-06T17:00:00+03:00', '+8wh')).toBe('2024-09-09T17:00:00+03:00')
    expect(due(moscow, '2024-09-06T18:30:00+03:00', '+8wh')).toBe('2024-09-09T18:00:00+03:00')
  })

  test('240 working hours and more get a date', () => {
    expect(due(moscow, '2024-09-02T09:00:00+03:00', '+240wh')).toBe('2024-10-11T18:00:00+03:00')
    expect(hours(moscow, '2024-09-02T09:00:00+03:00', '2024-10-11T18:00:00+03:00')).toBe(240)
    expect(due(moscow, '2014-01-09T09:00:00+03:00', '+20000wh')).toMatch(/^2024-/)
  })

  test('forty days of closure move a term, they do not lose it', () => {
    const closed: Record<string, 'off'> = {}
    for (let day = 1; day <= 40; day++) closed[new Date(Date.UTC(2024, 8, day)).toISOString().slice(0, 10)] = 'off'
    const snow = office('Europe/Moscow', closed)
    expect(due(snow, '2024-08-30T17:00:00+03:00', '+2wh')).toBe('2024-10-11T10:00:00+03:00')
    expect(due(snow, '2024-10-11T10:00:00+03:00', '-2wh')).toBe('2024-08-30T17:00:00+03:00')
  })

  test('seconds and milliseconds count: a reply a second late is late', () => {
    expect(due(moscow, '2024-09-03T17:59:59+03:00', '+1wm')).toBe('2024-09-04T09:00:59+03:00')
    expect(workingTime(moscow, parseMoment('2024-09-03T17:59:59.999+03:00'), parseMoment('2024-09-04T09:00:00.001+03:00'))).toBe(2)
  })

  test('subtracting works in working time', () => {
    expect(due(moscow, '2024-09-09T10:00:00+03:00', '-3wh')).toBe('2024-09-06T16:00:00+03:00')
  })

  test('a schedule in which no day works ends with an error, not with an endless loop', () => {
    const idle = schedule({ week: {}, exceptions: { '2024-09-03': 'short', '2024-09-04': [] } })
    for (const term of ['+1wh', '-1wh', '+0wh', '+1wd', '-1wd', '+3d']) {
      expect(() => due(idle, '2024-09-03T10:00:00+03:00', term)).toThrow(NoWorkingTime)
    }
    expect(hours(idle, '2024-09-01T00:00:00+03:00', '2024-10-01T00:00:00+03:00')).toBe(0)
    const once = schedule({ week: {}, calendar: 'none', exceptions: { '2024-09-03': ['10:00-11:00'] } })
    expect(due(once, '2024-01-01T10:00:00+03:00', '+1wh')).toBe('2024-09-03T11:00:00+03:00')
    expect(() => due(once, '2024-01-01T10:00:00+03:00', '+2wh')).toThrow(CalendarEnds)
  })

  test('an exception stands above the calendar: hours of its own on a holiday, a day off on a working Saturday', () => {
    const odd = office('Europe/Moscow', {
      '2024-06-12': ['10:00-14:00'],
      '2024-12-28': 'off',
      '2024-09-03': 'short',
      '2024-11-02': 'short',
    })
    expect(due(odd, '2024-06-11T17:00:00+03:00', '+1wh')).toBe('2024-06-12T11:00:00+03:00')
    expect(due(odd, '2024-12-27T17:00:00+03:00', '+2wh')).toBe('2025-01-09T10:00:00+03:00')
    expect(due(odd, '2024-09-02T10:00:00+03:00', '+1wd')).toBe('2024-09-03T17:00:00+03:00')
    // A Saturday that works an hour shorter by the calendar is not shortened twice.
    expect(due(odd, '2024-11-01T10:00:00+03:00', '+1wd')).toBe('2024-11-02T17:00:00+03:00')
  })

  test('a lunch break and a short last interval: the hour is cut from the end, through the break if need be', () => {
    const short = ['09:00-13:00', '14:00-14:30']
    const brief = schedule({ week: { ...ALWAYS_WEEK, fri: short }, calendar: 'none', exceptions: { '2024-09-06': 'short' } })
    expect(due(brief, '2024-09-05T10:00:00+03:00', '+1wd')).toBe('2024-09-06T12:30:00+03:00')
    const gone = schedule({ week: { fri: ['09:00-10:00'] }, calendar: 'none', exceptions: { '2024-09-06': 'short' } })
    expect(due(gone, '2024-09-05T10:00:00+03:00', '+1wd')).toBe('2024-09-13T10:00:00+03:00')
  })
})
