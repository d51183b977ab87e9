import { civil, formatDate } from './civil.ts'
import { dueMoment, startOfDay, workDayAfter, workDayBefore } from './counting.ts'
import type { Schedule } from './schedule.ts'
import type { Count, CountOptions, Moment, Stretch, Term } from './types.ts'
import { stretches } from './working-time.ts'

/**
 * `dueMoment` with its proof. For working hours and minutes the path is the stretches that the count has consumed; for
 * working days the stretches of the days counted; clock and calendar terms use no working time, so theirs is empty.
 * @throws as `dueMoment`
 */
export function count(schedule: Schedule, from: Moment, term: Term, options?: CountOptions): Count {
  const due = dueMoment(schedule, from, term, options)
  return { due, path: pathOf(schedule, from, due, term), provisionalYears: restsOn(schedule, from, due, term, options) }
}

function pathOf(schedule: Schedule, from: Moment, due: Moment, term: Term): readonly Stretch[] {
  const date = schedule.dateAt(from)
  if (term.unit === 'wh' || term.unit === 'wm') return stretches(schedule, Math.min(from, due), Math.max(from, due))
  if (term.unit !== 'wd' || term.amount === 0) return []
  if (term.direction === 'forward') {
    return stretches(schedule, startOfDay(schedule, date + 1), workDayAfter(schedule, date, term.amount).closing)
  }
  return stretches(schedule, startOfDay(schedule, workDayBefore(schedule, date, term.amount).date), startOfDay(schedule, date))
}

/** Years not published yet that the date of a term rests on; none for clock terms and for days that look nothing up in the calendar. */
export function restsOn(schedule: Schedule, from: Moment, due: Moment, term: Term, options?: CountOptions): readonly number[] {
  if (term.unit === 'h' || term.unit === 'm') return []
  if (term.unit !== 'd') return provisionalYears(schedule, from, due)
  if (term.direction === 'backward' || options?.roll === 'none') return []
  // Only the last day was looked up in the calendar, and the days over which it rolled.
  return provisionalYears(schedule, startOfDay(schedule, schedule.dateAt(from) + term.amount), due)
}

/**
 * Local years between two moments, in either order, whose calendar is not published yet: a date that rests on them may
 * still move.
 */
export function provisionalYears(schedule: Schedule, from: Moment, to: Moment): readonly number[] {
  const [earlier, later] = [Math.min(from, to), Math.max(from, to)]
  const years: number[] = []
  // 24:00 of 31 December is written as the first instant of January, but belongs to the year that it closes.
  const last = civil(schedule.dateAt(later > earlier ? later - 1 : later)).year
  for (let year = civil(schedule.dateAt(earlier)).year; year <= last; year++) if (schedule.isProvisional(year)) years.push(year)
  return years
}

/**
 * The days freed by a President's decree that decide where a term in calendar days ends, `YYYY-MM-DD`; none for most terms. Where there are
 * some, the date rests on the schedule's reading of them (see `PresidentialDays`).
 * @param from the start of the term
 */
export function presidentialDays(schedule: Schedule, from: Moment, term: Term, options?: CountOptions): readonly string[] {
  if (term.unit !== 'd' || term.direction === 'backward' || options?.roll === 'none') return []
  const last = schedule.dateAt(from) + term.amount
  const found: string[] = []
  for (let date = last, next = workDayAfter(schedule, last, 0).date; date < next; date++) {
    if (schedule.isFreedByDecree(date)) found.push(formatDate(date))
  }
  return found
}
