import { fold, initialIncident } from '@otklik/casework'
import type { Stored } from '../record/chain.ts'
import { project } from '../incidents/project.ts'
import type { ObligationRow, Projection } from '../incidents/rows.ts'
import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'

/**
 * Folds a record again as the shell folded it. Each event was planned by the schedule of its day; a term that closed keeps that
 * schedule, one that is still owed moved to every later one. `latest` is the organisation's schedule of today.
 */
export function refold(
  tenantId: string,
  id: string,
  recorded: readonly Stored[],
  act: Act,
  calendarOf: (version: number) => Calendar,
  latest: Calendar,
): Projection {
  let state = initialIncident
  let before: readonly ObligationRow[] = []
  let projection: Projection | undefined
  for (const [index, one] of recorded.entries()) {
    state = fold([one], state)
    // Between two events under one schedule nothing can differ from planning them together, unless one of them takes back an ending.
    if (one.under.scheduleVersion === recorded[index + 1]?.under.scheduleVersion && one.event.type !== 'Undone') continue
    const calendar = calendarOf(one.under.scheduleVersion)
    projection = project({ tenantId, id, act, calendar, state, recorded: recorded.slice(0, index + 1), before })
    before = projection.obligations
  }
  if (projection === undefined) throw new Error(`incident ${id} has no record`)
  if (!projection.incident.open || recorded.at(-1)?.under.scheduleVersion === latest.version) return projection
  return project({ tenantId, id, act, calendar: latest, state, recorded, before })
}
