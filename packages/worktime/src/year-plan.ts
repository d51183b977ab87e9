import { type DayNumber, dayNumber, DAY, MINUTE } from './civil.ts'
import type { DayBook } from './day-book.ts'
import type { Moment } from './types.ts'
import type { Zone } from './zone.ts'

/** Working time without a break, from the first moment to the one after the last. */
export type Stretch = readonly [start: Moment, end: Moment]

/** One local year worked out: its stretches in UTC and its working days. */
export type YearPlan = {
  readonly from: Moment
  readonly to: Moment
  readonly firstDay: DayNumber
  readonly days: number
  readonly starts: readonly Moment[]
  readonly ends: readonly Moment[]
  /** Working days in order, and when each closes. */
  readonly workDays: readonly DayNumber[]
  readonly closings: readonly Moment[]
}

/** Works out a year. Hours that meet (24:00 and 00:00 of the next day) become one stretch. */
export function planYear(book: DayBook, zone: Zone, year: number): YearPlan {
  const firstDay = dayNumber(year, 1, 1)
  const endDay = dayNumber(year + 1, 1, 1)
  const stretches: Stretch[] = []
  const workDays: DayNumber[] = []
  const closings: Moment[] = []
  for (let date = firstDay; date < endDay; date++) {
    const hours = book.hoursOn(date)
    if (hours.length === 0 || isSkipped(zone, date)) continue
    let closing = Number.NaN
    for (const [opens, closes] of hours) {
      const start = zone.momentOf(date * DAY + opens * MINUTE)
      const end = zone.momentOf(date * DAY + closes * MINUTE)
      // A clock change can leave nothing of an interval, or push its end past the start of the next.
      if (end <= start) continue
      stretches.push([start, end])
      closing = Math.max(end, Number.isNaN(closing) ? end : closing)
    }
    if (Number.isNaN(closing)) continue
    workDays.push(date)
    closings.push(closing)
  }
  const [from, to] = [zone.momentOf(firstDay * DAY), zone.momentOf(endDay * DAY)]
  return { from, to, firstDay, days: endDay - firstDay, ...united(stretches), workDays, closings }
}

/** A date that a zone left out altogether, as Apia did with 30 December 2011. */
function isSkipped(zone: Zone, date: DayNumber): boolean {
  return zone.momentOf(date * DAY) >= zone.momentOf((date + 1) * DAY)
}

/**
 * Stretches in order, those that overlap or meet as one. They come in order, except where a clock change has pushed an interval past the
 * start of the next: times that do not exist move on by the length of the gap (Temporal's `compatible`).
 */
export function united(stretches: readonly Stretch[]): { readonly starts: Moment[]; readonly ends: Moment[] } {
  const starts: Moment[] = []
  const ends: Moment[] = []
  for (const [start, end] of inOrder(stretches)) {
    const last = ends.length - 1
    if (last >= 0 && start <= (ends[last] as number)) ends[last] = Math.max(ends[last] as number, end)
    else {
      starts.push(start)
      ends.push(end)
    }
  }
  return { starts, ends }
}

function inOrder(stretches: readonly Stretch[]): readonly Stretch[] {
  const sorted = stretches.every(([start], index) => index === 0 || start >= (stretches[index - 1] as Stretch)[0])
  return sorted ? stretches : stretches.toSorted(([a], [b]) => a - b)
}
