import { expect, test } from 'vitest'
import { calendarEnd } from '../src/settings/calendar-end.ts'
import { calendarText } from '../src/settings/calendar-file.ts'
import { inventPassword } from '../src/settings/invent-password.ts'
import { minuteOfDay, nextDays } from '../src/settings/next-days.ts'
import { readSettingsAddress } from '../src/settings/settings-address.ts'
import { at, town, zone } from './town.ts'

test('two days of work, a weekend and Monday are five lines from Thursday on; days off say so by having no hours', () => {
  const days = nextDays(town, at('2024-11-07T20:15'), zone, 5)
  expect(days.map(({ date, whole }) => [date, whole / 3_600_000])).toEqual([
    ['2024-11-07', 8],
    ['2024-11-08', 8],
    ['2024-11-09', 0],
    ['2024-11-10', 0],
    ['2024-11-11', 8],
  ])
})

test('an office that never closes works every day, and each day has its own hours', () => {
  const always: [number, number][] = [[at('2024-11-06T00:00'), at('2024-11-20T00:00')]]
  const days = nextDays(always, at('2024-11-07T20:15'), zone, 14).slice(0, 12)
  expect(days.map(({ whole }) => whole / 3_600_000)).toEqual(Array.from({ length: 12 }, () => 24))
  expect(days[1]?.stretches.map(([start, end]) => [minuteOfDay(start, zone, false), minuteOfDay(end, zone, true)])).toEqual([[0, 1440]])
})

test('a night shift belongs to both of its days', () => {
  const night: [number, number][] = [[at('2024-11-07T22:00'), at('2024-11-08T06:00')]]
  expect(nextDays(night, at('2024-11-07T20:15'), zone, 3).map(({ whole }) => whole / 3_600_000)).toEqual([2, 6, 0])
})

test('the day of 25 hours in Berlin has 25 working hours where nobody goes home', () => {
  const start = Date.parse('2026-10-24T00:00:00+02:00')
  const days = nextDays([[start, start + 96 * 3_600_000]], start, 'Europe/Berlin', 3)
  expect(days.map(({ whole }) => whole / 3_600_000)).toEqual([24, 25, 24])
})

test('the day of 25 hours in Berlin is one line', () => {
  const days = nextDays([], Date.parse('2026-10-24T23:30:00+02:00'), 'Europe/Berlin', 4)
  expect(days.map(({ date }) => date)).toEqual(['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27'])
})

test('midnight begins a day at 0 minutes and ends one at 24:00', () => {
  const midnight = at('2024-11-08T00:00')
  expect([minuteOfDay(midnight, zone, false), minuteOfDay(midnight, zone, true)]).toEqual([0, 1440])
  expect(minuteOfDay(at('2024-11-08T13:00'), zone, true)).toBe(13 * 60)
})

test('an address of the settings keeps what it knows and leaves out the rest', () => {
  expect(readSettingsAddress({ part: 'act', act: 'yelets-2023' })).toEqual({ part: 'act', act: 'yelets-2023' })
  expect(readSettingsAddress({ part: 'secrets', act: '../etc' })).toEqual({})
})

test('a password made up is long enough for the server, has no look-alikes, and is another each time', () => {
  const made = Array.from({ length: 50 }, inventPassword)
  expect(made.every((one) => /^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/.test(one))).toBe(true)
  expect(new Set(made).size).toBe(50)
})

test('whoever has four months left of the published calendar is asked for the next year; without any calendar, loudly', () => {
  const end = (local: string, published: number | null, known: number | null) => calendarEnd({ published, known }, at(local), zone)
  expect(end('2026-11-22T12:00', 2027, 2028)).toBe('far')
  expect(end('2027-08-31T23:59', 2027, 2028)).toBe('far')
  expect(end('2027-09-01T00:00', 2027, 2028)).toBe('soon')
  expect(end('2027-12-31T23:59', 2027, 2028)).toBe('soon')
  expect(end('2028-01-01T00:00', 2027, 2028)).toBe('over')
  expect(end('2028-09-01T00:00', 2027, 2028)).toBe('out')
  expect(end('2031-03-01T00:00', 2027, 2028)).toBe('out')
  expect(end('2027-09-01T00:00', 2028, 2029)).toBe('far')
  expect(end('2027-09-01T00:00', null, null)).toBe('out')
  expect(end('2027-03-01T00:00', null, 2028)).toBe('over')
})

test('a calendar file is read in UTF-8, and in what a spreadsheet of Russian Windows saves', () => {
  const name = '2028-05-09,off,,,День Победы'
  const windows = Uint8Array.from([...name].map((sign) => (sign < '\u0080' ? sign.charCodeAt(0) : sign.charCodeAt(0) - 0x350)))
  expect(calendarText(windows.buffer)).toBe(name)
  expect(calendarText(new TextEncoder().encode(name).buffer)).toBe(name)
})
