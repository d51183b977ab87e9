import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileSchedule, dueMoment, parseSchedule, stretches, type Term, workingTime } from '../src/index.ts'
import { MinuteWalk } from './minute-walk.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** A fixed seed: a failure today is the same failure tomorrow. fast-check prints it with the smallest example. */
const runs = (numRuns: number) => ({ seed: 20_241_227, numRuns })

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** One to three intervals of a day, to the minute, never touching. */
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
  .map((marks) => marks.toSorted((one, other) => one - other))
  .map((marks) =>
    Array.from(
      { length: Math.floor(marks.length / 2) },
      (_, index) => `${clock(marks[index * 2] ?? 0)}-${clock(marks[index * 2 + 1] ?? 0)}`,
    ),
  )
const office = fc.constantFrom(['09:00-13:00', '14:00-18:00'], ['00:00-24:00'], ['22:00-24:00'], ['00:00-06:00', '23:00-24:00'])
const day = fc.oneof(hours, office)

const dateNear = (around: string) =>
  fc.integer({ min: -12, max: 25 }).map((shift) => new Date(Date.parse(around) + shift * DAY).toISOString().slice(0, 10))

/** Days around which clocks changed, holidays stood together or an ordinary month went by. */
const places = [
  ['Europe/Berlin', '2024-03-31', 'none'],
  ['Europe/Berlin', '2024-10-27', 'none'],
  ['America/Sao_Paulo', '2018-11-04', 'none'],
  ['Australia/Lord_Howe', '2024-04-07', 'none'],
  ['Asia/Chita', '2014-10-26', 'ru'],
  ['Asia/Chita', '2016-03-27', 'ru'],
  ['Europe/Moscow', '2011-03-27', 'none'],
  ['Europe/Moscow', '2024-12-28', 'ru'],
  ['Asia/Vladivostok', '2024-11-02', 'ru'],
  ['Asia/Kamchatka', '2021-05-04', 'ru'],
] as const

const definitions = fc.constantFrom(...places).chain(([timezone, around, calendar]) =>
  fc
    .record({
      week: fc.record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }, { requiredKeys: ['mon', 'thu'] }),
      exceptions: fc.dictionary(dateNear(around), fc.oneof(fc.constantFrom('off' as const, 'short' as const), hours), { maxKeys: 4 }),
    })
    .map(({ week, exceptions }) => ({ around, definition: parseSchedule({ timezone, calendar, week, exceptions }) })),
)

const term = (amount: number, unit: Term['unit'], direction: Term['direction']): Term => ({ amount, unit, direction })
const shiftMinutes = fc.integer({ min: 0, max: 10 * 1440 })
const amounts = fc.integer({ min: 1, max: 900 })

describe('the laws of working time', () => {
  test('every count equals the walk from minute to minute', () => {
    fc.assert(
      fc.property(definitions, shiftMinutes, amounts, fc.integer({ min: 1, max: 4 }), ({ around, definition }, shift, amount, days) => {
        const schedule = compileSchedule(definition)
        const [first, last] = [-25, 50].map((away) => new Date(Date.parse(around) + away * DAY).toISOString().slice(0, 10)) as [
          string,
          string,
        ]
        const walk = new MinuteWalk(definition, first, last)
        const from = Date.parse(around) - 4 * DAY + shift * MINUTE
        // Where the walk runs out of its 75 days there is nothing to compare with.
        const enough =
          walk.measure(from, Date.parse(last)) > amount * MINUTE && walk.measure(Date.parse(first) + DAY, from) > amount * MINUTE
        fc.pre(enough)
        expect(dueMoment(schedule, from, term(amount, 'wm', 'forward'))).toBe(walk.forward(from, amount))
        expect(dueMoment(schedule, from, term(amount, 'wm', 'backward'))).toBe(walk.backward(from, amount))
        expect(workingTime(schedule, from, from + 9 * DAY)).toBe(walk.measure(from, from + 9 * DAY))
        const inDays = (unit: 'wd' | 'd', direction: Term['direction']) => dueMoment(schedule, from, term(days, unit, direction))
        const [ahead, behind] = [inDays('wd', 'forward'), inDays('wd', 'backward')]
        // Beyond its 75 days the walk knows nothing and agrees with everything.
        expect(walk.workDaysForward(from, days) ?? ahead).toBe(ahead)
        expect(walk.workDaysBackward(from, days) ?? behind).toBe(behind)
        const rolled = inDays('d', 'forward')
        expect(walk.daysForward(from, days) ?? rolled).toBe(rolled)
      }),
      runs(150),
    )
  })

  const milliseconds = fc.integer({ min: 0, max: 30 * DAY })
  const start = (around: string, shift: number): number => Date.parse(around) - 15 * DAY + shift
  /** Years enough for the counts below; the first days of 2011 and the like are covered by `calendar: none`. */
  const compiled = definitions.map(({ around, definition }) => ({ around, schedule: compileSchedule(definition) }))

  test('measuring undoes adding and subtracting', () => {
    fc.assert(
      fc.property(compiled, milliseconds, amounts, ({ around, schedule }, shift, amount) => {
        const from = start(around, shift)
        expect(workingTime(schedule, from, dueMoment(schedule, from, term(amount, 'wm', 'forward')))).toBe(amount * MINUTE)
        expect(workingTime(schedule, from, dueMoment(schedule, from, term(amount, 'wm', 'backward')))).toBe(-amount * MINUTE)
      }),
      runs(1000),
    )
  })

  test('two additions in a row are one; so are two subtractions', () => {
    fc.assert(
      fc.property(compiled, milliseconds, amounts, amounts, ({ around, schedule }, shift, one, other) => {
        const from = start(around, shift)
        for (const direction of ['forward', 'backward'] as const) {
          const twice = dueMoment(schedule, dueMoment(schedule, from, term(one, 'wm', direction)), term(other, 'wm', direction))
          expect(twice).toBe(dueMoment(schedule, from, term(one + other, 'wm', direction)))
        }
      }),
      runs(1000),
    )
  })

  test('a later start never ends earlier, in any unit and direction', () => {
    const units = fc.constantFrom('wh', 'wm', 'wd', 'h', 'm', 'd' as const)
    fc.assert(
      fc.property(compiled, milliseconds, milliseconds, units, fc.nat({ max: 9 }), ({ around, schedule }, shift, other, unit, amount) => {
        const [early, late] = [Math.min(shift, other), Math.max(shift, other)].map((one) => start(around, one)) as [number, number]
        for (const direction of ['forward', 'backward'] as const) {
          const ends = [early, late].map((from) => dueMoment(schedule, from, term(amount, unit, direction))) as [number, number]
          expect(ends[0]).toBeLessThanOrEqual(ends[1])
        }
      }),
      runs(1000),
    )
  })

  test('subtracting undoes adding, up to the time outside work that both leave out', () => {
    fc.assert(
      fc.property(compiled, milliseconds, amounts, ({ around, schedule }, shift, amount) => {
        const from = start(around, shift)
        const there = dueMoment(schedule, from, term(amount, 'wm', 'forward'))
        const back = dueMoment(schedule, there, term(amount, 'wm', 'backward'))
        expect(workingTime(schedule, from, back)).toBe(0)
        expect(dueMoment(schedule, back, term(amount, 'wm', 'forward'))).toBe(there)
      }),
      runs(1000),
    )
  })

  test('stretches are in order, apart, inside the question, and add up to the measure', () => {
    fc.assert(
      fc.property(compiled, milliseconds, milliseconds, ({ around, schedule }, shift, length) => {
        const [from, to] = [start(around, shift), start(around, shift) + length]
        const found = stretches(schedule, from, to)
        let [sum, closed] = [0, from - 1]
        for (const stretch of found) {
          expect(stretch.start).toBeGreaterThan(closed)
          expect(stretch.end).toBeGreaterThan(stretch.start)
          sum += stretch.end - stretch.start
          closed = stretch.end
        }
        expect(closed).toBeLessThanOrEqual(to)
        expect(sum).toBe(workingTime(schedule, from, to))
        expect(workingTime(schedule, to, from)).toBe(0 - sum)
      }),
      runs(500),
    )
  })

  test('an answer does not depend on what was asked before', () => {
    fc.assert(
      fc.property(definitions, milliseconds, amounts, ({ around, definition }, shift, amount) => {
        const from = start(around, shift)
        const used = compileSchedule(definition)
        dueMoment(used, from + 900 * DAY, term(1, 'wm', 'forward'))
        dueMoment(used, from - 300 * DAY, term(1, 'wm', 'forward'))
        const asked = term(amount, 'wm', 'forward')
        expect(dueMoment(used, from, asked)).toBe(dueMoment(compileSchedule(definition), from, asked))
      }),
      runs(100),
    )
  })
})
