import { fold, type IncidentEvent, initialIncident } from '@otklik/casework'
import { type Act, ActShelf } from '../organisation/act-shelf.ts'
import { type Calendar, calendarOf, readSettings } from '../organisation/in-force.ts'
import type { Refolding } from '../record/aggregate.ts'
import type { Runs } from '../record/runs.ts'
import type { Stream } from '../record/stored.ts'
import type { Rows } from '../record/table.ts'
import { wantedIntent } from '../outbox/intents-table.ts'
import { incidentAsking } from './intents.ts'
import type { IncidentUnder } from './kind.ts'
import { actRefOf, type Stored } from './load.ts'
import { project } from './project.ts'
import type { ObligationRow, Projection } from './rows.ts'
import { wordsOfIncident } from './words.ts'

/** The organisation's schedule of today, and those by which these events were counted, by version. */
type Calendars = { readonly latest: Calendar; readonly of: (version: number) => Calendar }

/**
 * Folds whole incidents of one organisation again, into everything that follows from them.
 * @throws when the organisation has no schedule, or not one that an event names
 */
export async function refoldIncidents(
  on: Runs,
  tenantId: string,
  streams: readonly Stream<IncidentEvent, IncidentUnder>[],
  { now, hold, unfoldable }: Refolding,
): Promise<ReadonlyMap<string, Rows>> {
  // Read anew each time: whoever altered a stored act while the program runs is found.
  const acts = new ActShelf()
  const actOf = await acts.all(
    on,
    tenantId,
    streams.map(({ recorded }) => actRefOf(recorded[0])),
  )
  const calendars = await calendarsFor(
    on,
    acts,
    tenantId,
    streams.flatMap(({ recorded }) => recorded),
    now,
  )
  const folded = streams.flatMap(({ id, recorded }) => {
    try {
      return [{ id, recorded, projection: refold(tenantId, id, recorded, actOf(actRefOf(recorded[0])), calendars) }]
    } catch (error) {
      unfoldable(id, error instanceof Error ? error.message : String(error))
      return []
    }
  })
  const names = await namesOf(on, tenantId, [...new Set(folded.map(({ projection }) => projection.incident.author_id))], hold)
  return new Map(
    folded.map(({ id, recorded, projection }) => [id, rowsOf(projection, recorded, names.get(projection.incident.author_id) ?? '')]),
  )
}

function rowsOf(
  { state, incident, holders, obligations, alarms, keys, files }: Projection,
  recorded: readonly Stored[],
  author: string,
): Rows {
  return {
    incidents: [incident],
    incident_units: holders,
    obligations,
    alarms,
    network_keys: keys,
    incident_files: files.map((file_id) => ({ file_id })),
    incident_texts: [{ words: wordsOfIncident(state, author) }],
    intents: incidentAsking.asked(recorded, state).map(wantedIntent),
  }
}

async function calendarsFor(on: Runs, acts: ActShelf, tenantId: string, recorded: readonly Stored[], now: number): Promise<Calendars> {
  const settings = await readSettings(on, acts, tenantId, now)
  if (settings === null) throw new Error(`organisation ${tenantId} has no schedule`)
  const known = new Map<number, Calendar>()
  for (const version of new Set(recorded.map(({ under }) => under.scheduleVersion))) {
    known.set(version, await calendarOf(on, tenantId, version))
  }
  return {
    latest: settings.calendar,
    of(version) {
      const calendar = known.get(version)
      if (calendar === undefined) throw new Error(`no schedule ${version} of ${tenantId}`)
      return calendar
    },
  }
}

/**
 * Folds a record again as the commands folded it. Each event was planned by the schedule of its day; a term that closed keeps that
 * schedule, one that is still owed moved to every later one.
 */
function refold(tenantId: string, id: string, recorded: readonly Stored[], act: Act, { of, latest }: Calendars): Projection {
  let state = initialIncident
  let before: readonly ObligationRow[] = []
  let projection: Projection | undefined
  for (const [index, one] of recorded.entries()) {
    state = fold([one], state)
    // Between two events under one schedule nothing can differ from planning them together, unless one of them takes back an ending.
    if (sameSchedule(one.under, recorded[index + 1]?.under) && one.event.type !== 'Undone') continue
    const calendar = of(one.under.scheduleVersion)
    projection = project({ tenantId, id, act, calendar, state, recorded: recorded.slice(0, index + 1), before })
    before = projection.obligations
  }
  if (projection === undefined) throw new Error(`incident ${id} has no record`)
  if (!projection.incident.open || recorded.at(-1)?.under.scheduleVersion === latest.version) return projection
  return project({ tenantId, id, act, calendar: latest, state, recorded, before })
}

const sameSchedule = (one: IncidentUnder, next: IncidentUnder | undefined): boolean => one.scheduleVersion === next?.scheduleVersion

/** Names by author, as they stand in this transaction; held: whoever renames or erases one waits, and then indexes their incidents anew. */
async function namesOf(on: Runs, tenantId: string, ids: readonly string[], hold: boolean): Promise<ReadonlyMap<string, string>> {
  const held = hold ? ' order by id for share' : ''
  const { rows } = await on.query(`select id, name from authors where tenant_id = $1 and id = any ($2)${held}`, [tenantId, ids])
  return new Map((rows as { id: string; name: string }[]).map(({ id, name }) => [id, name]))
}
