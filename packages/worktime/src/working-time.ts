import type { Schedule } from './schedule.ts'
import type { Moment, Stretch } from './types.ts'

/**
 * `amount` working milliseconds after `from`. An amount that ends exactly at a stretch's end ends there; zero is the moment
 * itself in working time, its ends included, otherwise the start of the next stretch.
 * @throws CalendarEnds, NoWorkingTime
 */
export function addWorkingTime(schedule: Schedule, from: Moment, amount: number): Moment {
  let line = schedule.timelineAt(from)
  const spent = line.spentBefore(from)
  if (amount > 0) {
    const target = spent + amount
    while (target > line.total) line = schedule.onward(line)
    return line.reachedForward(target)
  }
  // A moment that closes a stretch belongs to it, though `following` has passed that stretch already.
  const index = line.following(from)
  if (index > 0 && line.endOf(index - 1) === from) return from
  return nextOpening(schedule, from)
}

/**
 * `amount` working milliseconds before `from`. An amount that ends exactly at a stretch's start ends there; zero is the
 * moment itself in working time, its ends included, otherwise the end of the stretch before.
 * @throws CalendarEnds, NoWorkingTime
 */
export function subtractWorkingTime(schedule: Schedule, from: Moment, amount: number): Moment {
  let line = schedule.timelineAt(from)
  if (amount > 0) {
    let target = line.spentBefore(from) - amount
    while (target < 0) {
      const longer = schedule.back(line)
      target += longer.total - line.total
      line = longer
    }
    return line.reachedBackward(target)
  }
  let index = line.following(from)
  if (index < line.length && line.startOf(index) <= from) return from
  while (index === 0) {
    line = schedule.back(line)
    index = line.following(from)
  }
  return line.endOf(index - 1)
}

/** Working milliseconds from `from` to `to`; negative when `to` is earlier. @throws CalendarEnds */
export function workingTime(schedule: Schedule, from: Moment, to: Moment): number {
  // From zero, so that nothing is 0 and never -0.
  if (to < from) return 0 - workingTime(schedule, to, from)
  const line = schedule.timelineOver(from, to)
  return line.spentBefore(to) - line.spentBefore(from)
}

/**
 * Stretches of working time from `from` to `to`, cut at both; none when `to` is not later. Hours that meet at midnight are
 * one stretch. @throws CalendarEnds
 */
export function stretches(schedule: Schedule, from: Moment, to: Moment): Stretch[] {
  if (to <= from) return []
  const line = schedule.timelineOver(from, to)
  const found: Stretch[] = []
  for (let index = line.following(from); index < line.length && line.startOf(index) < to; index++) {
    found.push({ start: Math.max(line.startOf(index), from), end: Math.min(line.endOf(index), to) })
  }
  return found
}

/** Whether the moment is working time; the end of a stretch is not. @throws CalendarEnds */
export function isWorking(schedule: Schedule, moment: Moment): boolean {
  const line = schedule.timelineAt(moment)
  const index = line.following(moment)
  return index < line.length && line.startOf(index) <= moment
}

/** The moment itself when it is working time, otherwise the start of the next stretch. @throws CalendarEnds, NoWorkingTime */
export function nextOpening(schedule: Schedule, moment: Moment): Moment {
  let line = schedule.timelineAt(moment)
  let index = line.following(moment)
  while (index === line.length) {
    line = schedule.onward(line)
    index = line.following(moment)
  }
  return Math.max(line.startOf(index), moment)
}
