import type { Moment, Schedule } from '@otklik/worktime'
import { dueOf, keep, type Occurrence } from './occurrence.ts'
import { readingsOf } from './readings-used.ts'

/** What is breached stays breached, by its old date: no later choice, term or extension can heal it. */
export function keepBreaches(all: readonly Occurrence[], schedule: Schedule, at: Moment, answerReading: string | undefined): void {
  for (const one of all) {
    if (one.closed !== undefined || one.kept) continue
    const due = dueOf(one, schedule)
    // Where the calendar ends there is no date yet (NaN), so nothing has passed.
    if (due < at) keep(one, due, readingsOf(one, answerReading))
  }
}
