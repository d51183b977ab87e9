/**
 * Dates without zones, as day numbers since 1970-01-01. The two conversions follow the era arithmetic of the proleptic
 * Gregorian calendar (400 years are 146,097 days), so they need no platform dates and hold for every year written here.
 */
import type { Weekday } from './types.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Days since 1970-01-01; negative before it. A local date, never a moment. */
export type DayNumber = number

const DAYS_OF_ERA = 146_097
/** Days from 0000-03-01, where the eras start, to 1970-01-01. */
const EPOCH_SHIFT = 719_468

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The day number of a date; month is 1–12. The date must exist: see `isDate`. */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  // March is month 0, so that the leap day is the last of its year.
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_OF_ERA + dayOfEra - EPOCH_SHIFT
}

/** Year, month (1–12) and day of a day number. */
export function civil(date: DayNumber): { year: number; month: number; day: number } {
  const shifted = date + EPOCH_SHIFT
  const era = Math.floor(shifted / DAYS_OF_ERA)
  const dayOfEra = shifted - era * DAYS_OF_ERA
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the date stands in the Gregorian calendar. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0))
}

/** 0 is Monday: 1970-01-01, day 0, was a Thursday. */
export function weekdayIndex(date: DayNumber): number {
  return (((date + 3) % 7) + 7) % 7
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads `YYYY-MM-DD`; undefined when the text has another shape or the date does not exist. */
export function parseDate(text: string): DayNumber | undefined {
  const found = DATE.exec(text)
  if (!found) return undefined
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return year > 0 && isDate(year, month, day) ? dayNumber(year, month, day) : undefined
}

/** `YYYY-MM-DD`. */
export function formatDate(date: DayNumber): string {
  const { year, month, day } = civil(date)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

const PAIRS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

/** `7` → `07`; from a table, because writing dates is most of the work of a bulk count. */
export function twoDigits(number: number): string {
  return PAIRS[number] ?? String(number)
}
