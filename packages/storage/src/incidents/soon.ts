import type { Dated } from '@otklik/regulations'
import { type Moment, type Schedule, dueMoment, workingTime } from '@otklik/worktime'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Clocks that stand still outside working hours. A count of working days ends at a closing hour, so its rest is working time too. */
const WORKING: ReadonlySet<string> = new Set(['wh', 'wm', 'wd'])

/**
 * From where an obligation is amber: the last quarter of its term or its last hour, whichever is longer. In working time for working
 * clocks, elapsed time for the others; whole minutes; never before the start.
 */
export function soonAt(schedule: Schedule, { start, due, clock }: Pick<Dated, 'start' | 'due' | 'clock'>): Moment {
  if (due <= start) return due
  const total = WORKING.has(clock) ? workingTime(schedule, start, due) : due - start
  const minutes = Math.floor(Math.max(total / 4, HOUR) / MINUTE)
  if (!WORKING.has(clock)) return Math.max(start, due - minutes * MINUTE)
  return Math.max(start, dueMoment(schedule, due, { amount: minutes, unit: 'wm', direction: 'backward' }))
}
