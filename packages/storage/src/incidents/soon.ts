import type { Dated } from '@otklik/regulations'
import { type Moment, type Schedule, dueMoment, workingTime } from '@otklik/worktime'
import { soonSpan } from '@otklik/worktime/stretches'

const MINUTE = 60_000

/** Clocks that stand still outside working hours. A count of working days ends at a closing hour, so its rest is working time too. */
const WORKING: ReadonlySet<string> = new Set(['wh', 'wm', 'wd'])

/**
 * From where an obligation is amber (see `soonSpan`): in working time for working clocks, elapsed time for the others; never before the start.
 */
export function soonAt(schedule: Schedule, { start, due, clock }: Pick<Dated, 'start' | 'due' | 'clock'>): Moment {
  if (due <= start) return due
  const total = WORKING.has(clock) ? workingTime(schedule, start, due) : due - start
  const minutes = soonSpan(total) / MINUTE
  if (!WORKING.has(clock)) return Math.max(start, due - minutes * MINUTE)
  return Math.max(start, dueMoment(schedule, due, { amount: minutes, unit: 'wm', direction: 'backward' }))
}
