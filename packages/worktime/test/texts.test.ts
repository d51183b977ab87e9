import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { formatMoment, formatTerm, MomentError, parseMoment, parseTerm, TermError } from '../src/index.ts'

describe('terms', () => {
  test('are read and written back', () => {
    expect(parseTerm('+7wh')).toEqual({ amount: 7, unit: 'wh', direction: 'forward' })
    expect(parseTerm('-3d')).toEqual({ amount: 3, unit: 'd', direction: 'backward' })
    for (const text of ['+0wh', '-30wm', '+3wd', '-24h', '+90m', '+999999999d']) expect(formatTerm(parseTerm(text))).toBe(text)
  })

  test.each(['7wh', '+7', '+7 wh', '+7WH', '+1.5wh', '+-7wh', '+7w', '', '+wh', '+7whs', ' +7wh', '+1234567890h', '+٧wh'])(
    '"%s" is no term',
    (text) => {
      expect(() => parseTerm(text)).toThrow(TermError)
    },
  )
})

describe('moments', () => {
  test('need an offset, and mean it', () => {
    expect(parseMoment('2024-12-27T16:40:00+10:00')).toBe(Date.UTC(2024, 11, 27, 6, 40))
    expect(parseMoment('2024-12-27T16:40+10:00')).toBe(Date.UTC(2024, 11, 27, 6, 40))
    expect(parseMoment('2024-12-27T06:40:00.1239Z')).toBe(Date.UTC(2024, 11, 27, 6, 40, 0, 123))
    expect(parseMoment('2024-12-27T03:10:00-0330')).toBe(Date.UTC(2024, 11, 27, 6, 40))
    expect(parseMoment('2024-12-27T16:40:00+10')).toBe(Date.UTC(2024, 11, 27, 6, 40))
    expect(() => parseMoment('2024-12-27T16:40:00')).toThrow(/нет смещения/)
  })

  test.each([
    '2024-02-30T10:00:00Z',
    '2023-02-29T10:00:00Z',
    '1900-02-29T10:00:00Z',
    '2024-13-01T10:00:00Z',
    '2024-00-10T10:00:00Z',
    '2024-01-00T10:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T10:60:00Z',
    '2024-01-01T10:00:60Z',
    '2024-01-01T10:00:00+24:00',
    '2024-01-01T10:00:00+10:60',
    '2024-01-01',
    '2024-01-01 10:00:00Z',
    '0000-06-01T10:00:00Z',
    '9999-12-31T10:00:00Z',
    'вчера',
    '',
  ])('"%s" is no moment', (text) => {
    expect(() => parseMoment(text)).toThrow(MomentError)
  })

  test('are written with seconds in the zone’s own offset, milliseconds cut off', () => {
    expect(formatMoment('Asia/Vladivostok', Date.UTC(2024, 11, 28, 5, 40, 59, 999))).toBe('2024-12-28T15:40:59+10:00')
    expect(formatMoment('America/St_Johns', Date.UTC(2024, 0, 1, 3, 29, 59))).toBe('2023-12-31T23:59:59-03:30')
    expect(formatMoment('UTC', -1)).toBe('1969-12-31T23:59:59+00:00')
    expect(() => formatMoment('UTC', Date.UTC(10_000, 0, 1))).toThrow(MomentError)
  })

  test('an offset that had seconds is written to the minute, and the text still names the moment', () => {
    expect(formatMoment('Africa/Monrovia', 0)).toBe('1969-12-31T23:16:00-00:44')
    expect(parseMoment(formatMoment('Africa/Monrovia', 0))).toBe(0)
  })

  test('are written as Temporal writes them, in any zone and year', () => {
    const zones = ['Europe/Moscow', 'Asia/Chita', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Apia', 'Africa/Casablanca']
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2200, 0, 1) }), (zone, moment) => {
        const said = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone)
        expect(formatMoment(zone, moment)).toBe(
          said.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString({ timeZoneName: 'never' }),
        )
      }),
      { seed: 7, numRuns: 2000 },
    )
  })

  test('are read as Temporal reads them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1, 0, 3), max: Date.UTC(9999, 11, 29) }),
        fc.integer({ min: -1439, max: 1439 }),
        (moment, offset) => {
          const sign = offset < 0 ? '-' : '+'
          const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'))
          const text = `${new Date(moment).toISOString().slice(0, 23)}${sign}${hours}:${minutes}`
          expect(parseMoment(text)).toBe(Temporal.Instant.from(text).epochMilliseconds)
        },
      ),
      { seed: 7, numRuns: 2000 },
    )
  })
})
