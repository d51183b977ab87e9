import type { ObligationView } from '@otklik/contract'
import { explain } from '@otklik/regulations'
import { workingTime } from '@otklik/worktime'
import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'
import { datedOf } from '../incidents/obligation-rows.ts'
import type { ObligationRow } from '../incidents/rows.ts'

/** Terms of an incident in order of their start, each counted and explained by the calendar that it was planned with. */
export function obligationViews(
  act: Act,
  calendars: ReadonlyMap<number, Calendar>,
  rows: readonly ObligationRow[],
  now: number,
  unitOf: (id: string) => { readonly name: string },
): ObligationView[] {
  return rows
    .toSorted((a, b) => a.start_at - b.start_at || a.due_at - b.due_at || a.occurrence - b.occurrence)
    .map((row) => {
      const schedule = calendars.get(row.schedule_version)?.schedule
      if (schedule === undefined) throw new Error(`no schedule of version ${row.schedule_version}`)
      return {
        norm: row.norm,
        occurrence: row.occurrence,
        clause: row.clause,
        actor: row.actor,
        unitId: row.unit_id,
        clock: row.clock,
        start: row.start_at,
        due: row.due_at,
        metAt: row.met_at,
        reading: row.reading,
        provisional: row.provisional,
        status: statusAt(row, now),
        leftWorking: row.met_at === null ? null : workingTime(schedule, row.met_at, row.due_at),
        explanation: explain(
          act.regulation,
          schedule,
          datedOf(row, (id) => unitOf(id).name),
        ),
      }
    })
}

/** A right that nobody used in time is gone. A duty that is late is told by its date: it stays owed until it is done. */
function statusAt({ status, lapses, due_at }: ObligationRow, now: number): ObligationView['status'] {
  if (status !== 'pending' || now <= due_at) return status
  return lapses ? 'cancelled' : 'breached'
}
