import { type DayNumber, dayNumber, formatDate, parseDate, weekdayIndex } from './civil.ts'
import type { CalendarDay, ProductionCalendarYear } from './calendar-day.ts'

/** What a date is for somebody who works Monday to Friday: a whole working day, one an hour shorter, or a day off. */
export type DayKind = 'work' | 'short' | 'off'

/** A date that is another kind of day than before, or takes the hours of another weekday. `after`'s reasons, where it has any. */
export type CalendarChange = Pick<CalendarDay, 'date' | 'replaces' | 'movedFrom' | 'holiday'> & {
  readonly before: DayKind
  readonly after: DayKind
}

/**
 * Dates that differ between two calendars. A year that one of them does not know counts there as plain weeks: Monday to Friday work, nothing
 * is shortened. Equal days of a provisional and a published year are no difference.
 */
export function calendarChanges(
  before: readonly ProductionCalendarYear[],
  after: readonly ProductionCalendarYear[],
): readonly CalendarChange[] {
  const [old, fresh] = [byDate(before), byDate(after)]
  const dates = [...new Set([...old.keys(), ...fresh.keys()])].toSorted((one, other) => one - other)
  return dates.flatMap((date) => {
    const [was, is] = [old.get(date), fresh.get(date)]
    const change = { before: kindOf(date, was), after: kindOf(date, is) }
    if (change.before === change.after && modelOf(date, was) === modelOf(date, is)) return []
    return [
      {
        date: formatDate(date),
        ...change,
        ...(is?.replaces !== undefined && { replaces: is.replaces }),
        ...(is?.movedFrom !== undefined && { movedFrom: is.movedFrom }),
        ...(is?.holiday !== undefined && { holiday: is.holiday }),
      },
    ]
  })
}

function byDate(years: readonly ProductionCalendarYear[]): ReadonlyMap<DayNumber, CalendarDay> {
  return new Map(years.flatMap(({ days }) => days.map((day) => [parseDate(day.date) ?? 0, day] as const)))
}

function kindOf(date: DayNumber, day: CalendarDay | undefined): DayKind {
  if (day === undefined) return weekdayIndex(date) < 5 ? 'work' : 'off'
  return day.kind === 'work-short' ? 'short' : day.kind
}

/** The weekday whose hours a working day takes; -1 for a day off. */
function modelOf(date: DayNumber, day: CalendarDay | undefined): number {
  if (kindOf(date, day) === 'off') return -1
  return weekdayIndex(day?.replaces === undefined ? date : (parseDate(day.replaces) ?? date))
}

/** How many days of a year work (shortened ones too) and how many are off, by the week of five days: the sums that calendars print. */
export function daysOfYear({ year, days }: ProductionCalendarYear): { readonly working: number; readonly off: number } {
  const special = new Map(days.map((day) => [parseDate(day.date), day]))
  const [first, next] = [dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1)]
  let off = 0
  for (let date = first; date < next; date++) if (kindOf(date, special.get(date)) === 'off') off++
  return { working: next - first - off, off }
}

/** How far a calendar reaches without a gap: the last year that is published, and the last that is known at all. */
export function coverage(years: readonly ProductionCalendarYear[]): { readonly published: number | null; readonly known: number | null } {
  let published: number | null = null
  let known: number | null = null
  for (const { year, status } of years.toSorted((one, other) => one.year - other.year)) {
    if (known !== null && year !== known + 1) break
    if (status === 'published' && published === known) published = year
    known = year
  }
  return { published, known }
}
