import { describe, expect, test } from 'vitest'
import { parseSchedule, ScheduleError } from '../src/index.ts'
import { due, OFFICE, OFFICE_WEEK, schedule } from './counting.ts'

function faults(input: unknown): readonly string[] {
  try {
    parseSchedule(input)
  } catch (error) {
    if (error instanceof ScheduleError) return error.faults.map((fault) => fault.path)
    throw error
  }
  return []
}

const good = { timezone: 'Asia/Vladivostok', week: OFFICE_WEEK, calendar: 'ru' }

describe('a schedule as people write it', () => {
  test('is taken as it stands', () => {
    const full = { ...good, exceptions: { '2025-05-02': 'off', '2025-05-05': 'short', '2024-02-29': ['10:00-14:00', '15:00-24:00'] } }
    expect(parseSchedule(full)).toEqual(full)
    expect(parseSchedule({ ...good, week: {} }).week).toEqual({})
  })

  test('every fault is named at once, with its place', () => {
    expect(
      faults({
        timezone: 'Asia/Atlantis',
        week: { mon: ['09:00-13:00', '12:00-18:00'], monday: [], tue: ['18:00-09:00'], wed: 'closed' },
        calendar: 'de',
        exceptions: { '2025-02-30': 'off', '2025-05-02': 'half' },
        holidays: [],
      }),
    ).toEqual([
      'holidays',
      'timezone',
      'week.mon[1]',
      'week.monday',
      'week.tue[0]',
      'week.wed',
      'calendar',
      'exceptions.2025-02-30',
      'exceptions.2025-05-02',
    ])
  })

  test.each([
    ['overlapping', ['09:00-13:00', '12:59-18:00'], 1],
    ['out of order', ['14:00-18:00', '09:00-13:00'], 1],
    ['ending before its start', ['18:00-09:00'], 0],
    ['empty', ['09:00-09:00'], 0],
    ['starting at 24:00', ['24:00-24:00'], 0],
    ['ending after 24:00', ['09:00-24:01'], 0],
    ['with a minute of 60', ['09:60-13:00'], 0],
    ['without a leading zero', ['9:00-13:00'], 0],
    ['with a dash of print', ['09:00–13:00'], 0],
    ['that is a number', [900], 0],
  ])('an interval %s is a fault', (_, intervals, index) => {
    expect(faults({ ...good, week: { mon: intervals } })).toEqual([`week.mon[${index}]`])
    expect(faults({ ...good, exceptions: { '2025-05-02': intervals } })).toEqual([`exceptions.2025-05-02[${index}]`])
  })

  test('intervals that meet are one: a shortened day loses its hour from the end of both', () => {
    const met = schedule({
      ...good,
      calendar: 'none',
      week: { mon: ['09:00-17:30', '17:30-18:00'] },
      exceptions: { '2024-04-08': 'short' },
    })
    expect(due(met, '2024-04-08T16:00:00+10:00', '+1wh')).toBe('2024-04-08T17:00:00+10:00')
    expect(due(met, '2024-04-15T17:00:00+10:00', '+1wh')).toBe('2024-04-15T18:00:00+10:00')
  })

  test.each([
    ['no object', 'mon: 9-18'],
    ['a list', []],
    ['nothing', null],
  ])('%s is refused', (_, input) => {
    expect(faults(input)).toEqual([''])
  })

  test('missing parts are faults, an offset is no zone', () => {
    expect(faults({})).toEqual(['timezone', 'week', 'calendar'])
    expect(faults({ ...good, timezone: '+10:00' })).toEqual(['timezone'])
    expect(faults({ ...good, exceptions: ['2025-05-02'] })).toEqual(['exceptions'])
    expect(faults({ ...good, exceptions: { '02.05.2025': 'off', '0000-01-01': 'off' } })).toHaveLength(2)
  })

  test('the error says in both languages what to do', () => {
    const error = new ScheduleError([{ path: 'week.mon[0]', ru: 'пишите 09:00-13:00', en: 'write 09:00-13:00' }])
    expect(error.message).toBe('Расписание не годится: week.mon[0]: пишите 09:00-13:00')
    expect(error.en).toBe('The schedule cannot be used: week.mon[0]: write 09:00-13:00')
    expect(() => parseSchedule({ ...good, week: { mon: ['22:00-06:00'] } })).toThrow(/разделите в полночь: 22:00-24:00/)
    expect(() => parseSchedule({ ...good, week: { sat: null, fri: OFFICE } })).toThrow(/week\.sat/)
  })
})
