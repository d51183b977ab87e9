import { DAY, type DayNumber, HOUR, MINUTE, SECOND } from './civil.ts'
import { written } from './moment.ts'
import type { Schedule } from './schedule.ts'
import type { CountOptions, Moment, Term } from './types.ts'
import { addWorkingTime, subtractWorkingTime } from './working-time.ts'

/**
 * When a term ends that starts with the event at `from`. Civil Code art. 191 (a term in days starts on the day after the
 * event), art. 193 (a last day that does not work), art. 194 (an action at an organisation ends with its working hours).
 * A zero count of working days is the event's own day or, when that does not work, the next one (backward: the one before).
 * @throws CalendarEnds, NoWorkingTime; MomentError when the end leaves the years 0001–9999
 */
export function dueMoment(schedule: Schedule, from: Moment, term: Term, options?: CountOptions): Moment {
  const { amount, unit } = term
  const forward = term.direction === 'forward'
  if (unit === 'wh' || unit === 'wm') {
    const size = amount * (unit === 'wh' ? HOUR : MINUTE)
    return forward ? addWorkingTime(schedule, from, size) : subtractWorkingTime(schedule, from, size)
  }
  if (unit === 'h' || unit === 'm') return written(from + (forward ? amount : -amount) * (unit === 'h' ? HOUR : MINUTE))
  const date = schedule.dateAt(from)
  if (unit === 'wd') {
    const day = forward ? workDayAfter(schedule, date, amount) : workDayBefore(schedule, date, amount)
    return options?.until === 'midnight' ? endOfDay(schedule, day.date) : day.closing
  }
  if (!forward) return endOfDay(schedule, date - amount)
  const last = date + amount
  // A day that no year of four digits has is out of bounds, not a gap in the calendar.
  written(last * DAY)
  return endOfDay(schedule, options?.roll === 'none' ? last : lastDay(schedule, last))
}

/** Art. 193: a last day that does not work moves to the next that does; by the schedule's reading a day freed by decree works for this. */
function lastDay(schedule: Schedule, last: DayNumber): DayNumber {
  const next = workDayAfter(schedule, last, 0).date
  if (schedule.definition['presidential-days'] !== 'working-for-calendar-terms') return next
  let date = last
  while (date < next && !schedule.isFreedByDecree(date)) date++
  return date
}

/** A local date that works, and the end of its last working interval. */
export type WorkDay = { readonly date: DayNumber; readonly closing: Moment }

/** The `amount`-th working day after `date`; with zero the date itself if it works, otherwise the next that does. */
export function workDayAfter(schedule: Schedule, date: DayNumber, amount: number): WorkDay {
  const first = amount === 0 ? date : date + 1
  let line = schedule.timelineOn(first)
  const index = line.workDaysBefore(first) + Math.max(amount - 1, 0)
  while (index >= line.workDays.length) line = schedule.onward(line)
  return { date: line.workDays[index] as DayNumber, closing: line.closings[index] as Moment }
}

/** The `amount`-th working day before `date`; with zero the date itself if it works, otherwise the last that did. */
export function workDayBefore(schedule: Schedule, date: DayNumber, amount: number): WorkDay {
  const last = amount === 0 ? date : date - 1
  let line = schedule.timelineOn(last)
  let index = line.workDaysBefore(last + 1) - Math.max(amount, 1)
  while (index < 0) {
    const longer = schedule.back(line)
    index += longer.workDays.length - line.workDays.length
    line = longer
  }
  return { date: line.workDays[index] as DayNumber, closing: line.closings[index] as Moment }
}

/** 00:00 of a local date. */
export function startOfDay(schedule: Schedule, date: DayNumber): Moment {
  return schedule.zone.momentOf(written(date * DAY))
}

/** 23:59:59 of a local date. */
function endOfDay(schedule: Schedule, date: DayNumber): Moment {
  return schedule.zone.momentOf(written(date * DAY + DAY - SECOND))
}
