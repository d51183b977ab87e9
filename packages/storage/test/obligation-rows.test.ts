import { type HistoryEvent, planSafely } from '@otklik/regulations'
import { compileSchedule, parseMoment } from '@otklik/worktime'
import { describe, expect, it } from 'vitest'
import { obligationRows } from '../src/incidents/obligation-rows.ts'
import type { ObligationRow } from '../src/incidents/rows.ts'
import { soonAt } from '../src/incidents/soon.ts'
import { readScheduleText } from '../src/organisation/schedule-text.ts'
import { shippedAct } from './town.ts'
import { TOWN_SCHEDULE } from './town-schedule.ts'

const act = shippedAct('lesozavodsk-2022')
const at = (local: string): number => parseMoment(`${local}:00+10:00`)
const arrived: HistoryEvent = { type: 'received', at: at('2024-04-08T11:00'), track: 'social' }
const declined = (local: string): HistoryEvent => ({ type: 'declined', at: at(local), ground: 'no-matter' })

/** Rows of a message from Monday, 8 April 2024, 11:00, as the schedule of that version makes them of what stood before. */
function rowsUnder(schedule: string, version: number, events: readonly HistoryEvent[], before: readonly ObligationRow[] = []) {
  const compiled = compileSchedule(readScheduleText(schedule))
  return obligationRows(planSafely(act.regulation, compiled, events, 0), before, [], {
    regulation: act.id,
    edition: act.edition,
    scheduleVersion: version,
    calendarVersion: compiled.version,
    soonAt: (one) => soonAt(compiled, one),
  })
}

describe('a term that is over keeps the calendar of its day', () => {
  const longBreak = `${TOWN_SCHEDULE}exceptions: { "2024-04-08": ["09:00-11:30", "14:30-18:00"] }\n`

  it('when it was in time, and hours entered afterwards would make it late', () => {
    const events = [arrived, declined('2024-04-08T14:50')]
    const rows = rowsUnder(longBreak, 1, events)
    expect(rows.map(({ norm, due_at, status }) => [norm, due_at, status])).toEqual([['route', at('2024-04-08T15:00'), 'cancelled']])
    expect(rowsUnder(TOWN_SCHEDULE, 2, events).map(({ status }) => status)).toEqual(['breached'])
    expect(rowsUnder(TOWN_SCHEDULE, 2, events, rows)).toEqual(rows)
  })

  it('when it was late, and hours entered afterwards would heal it', () => {
    const events = [arrived, declined('2024-04-08T14:50')]
    const rows = rowsUnder(TOWN_SCHEDULE, 1, events)
    expect(rowsUnder(longBreak, 2, events, rows)).toEqual(rows)
  })

  it('when the calendar entered afterwards does not reach its date', () => {
    const events = [{ ...arrived, at: at('2027-12-30T11:00') }, declined('2028-01-10T09:20')]
    const known = TOWN_SCHEDULE.replace('calendar: ru', 'calendar: none')
    const rows = rowsUnder(known, 1, events)
    expect(rows.map(({ norm }) => norm)).toEqual(['route'])
    expect(rowsUnder(TOWN_SCHEDULE, 2, events, rows)).toEqual(rows)
  })

  it('but another ending than the one it tells of is told anew', () => {
    const rows = rowsUnder(longBreak, 1, [arrived, declined('2024-04-08T14:50')])
    const late = rowsUnder(longBreak, 2, [arrived, declined('2024-04-08T15:10')], rows)
    expect(late.map(({ status, schedule_version }) => [status, schedule_version])).toEqual([['breached', 2]])
  })
})
