import { fold, type IncidentEvent } from '@otklik/casework'
import type { PoolClient } from 'pg'
import type { Move, Moved, Replanned } from '../organisation/moved.ts'
import { ALARMS, alarmRows, changedObligations, OBLIGATIONS } from '../record/obligations.ts'
import { EVENT, type EventTuple, recordedOf } from '../record/stored.ts'
import { putAnewSql, type Table } from '../record/table.ts'
import { HOLDERS, INCIDENTS } from './tables.ts'
import type { IncidentUnder } from './kind.ts'
import { actRefOf, type Stored } from './load.ts'
import { project } from './project.ts'
import type { ObligationRow, Projection } from './rows.ts'
import type { Act, ActShelf } from '../organisation/act-shelf.ts'
import { type Calendar, readSettings } from '../organisation/in-force.ts'

/** Incidents planned in one statement: memory stays constant, the database stays busy. */
const BATCH = 500

const OPEN = `
with page as (select id from incidents where tenant_id = $1 and open and id > $2 order by id limit $3)
select p.id,
  (select json_agg(json_build_array(${EVENT}) order by e.version) from events e where e.tenant_id = $1 and e.stream_id = p.id) as events,
  (select json_agg(o) from obligations o where o.tenant_id = $1 and o.stream_id = p.id) as obligations
from page p order by p.id`

/** A term whose date the new schedule cannot tell any more is left out of the plan: its old row would promise a date that nobody counted. */
const DROP = (table: string): string => `
delete from ${table} r using jsonb_to_recordset($2::jsonb) d (stream_id uuid, norm text, occurrence int)
where r.tenant_id = $1 and r.stream_id = d.stream_id and r.norm = d.norm and r.occurrence = d.occurrence`

type Row = { readonly id: string; readonly events: readonly EventTuple[]; readonly obligations: readonly ObligationRow[] | null }

/** Moves told one by one. */
const TOLD = 20

/**
 * Plans what is still owed anew after the schedule of an organisation or its calendar moved: "a changed calendar (a moved day off, a snow day)
 * replans open obligations; closed ones keep the calendar of their day". In the transaction that moves it: commands of this organisation
 * wait for it, then see the new one.
 */
export async function replan(client: PoolClient, acts: ActShelf, tenantId: string, now: number): Promise<Replanned> {
  const settings = await readSettings(client, acts, tenantId, now)
  const counts = new Counts()
  let replanned = 0
  if (settings === null) return { replanned, moved: counts.told() }
  for await (const page of openIncidents(client, tenantId)) {
    const actOf = await acts.all(client, tenantId, page.map(refOf))
    const fresh = page.map((row) => planAnew(tenantId, actOf(refOf(row)), settings.calendar, row))
    for (const one of fresh) counts.add(one)
    replanned += await writeFresh(client, tenantId, fresh)
  }
  return { replanned, moved: counts.told() }
}

/** What a plan anew by this schedule would come to; nothing is written. */
export async function foresee(client: PoolClient, acts: ActShelf, tenantId: string, calendar: Calendar): Promise<Moved> {
  const counts = new Counts()
  for await (const page of openIncidents(client, tenantId)) {
    const actOf = await acts.all(client, tenantId, page.map(refOf))
    for (const row of page) counts.add(planAnew(tenantId, actOf(refOf(row)), calendar, row))
  }
  return counts.told()
}

async function* openIncidents(client: PoolClient, tenantId: string): AsyncGenerator<readonly Row[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query({ text: OPEN, values: [tenantId, after, BATCH] })
    const page = rows as Row[]
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = last.id
  }
}

/** An open incident under another schedule: its rows as they would stand, those that differ, and those that nobody could count any more. */
type Fresh = {
  readonly id: string
  readonly before: readonly ObligationRow[]
  readonly after: Projection
  readonly changed: readonly ObligationRow[]
  readonly gone: readonly ObligationRow[]
}

const nameOf = ({ norm, occurrence }: ObligationRow): string => `${norm} ${occurrence}`

/** The edition that an incident was opened under. */
const refOf = ({ events: [first] }: Row): string => actRefOf(first && recordedOf<IncidentEvent, IncidentUnder>(first))

function planAnew(tenantId: string, act: Act, calendar: Calendar, { id, events, obligations }: Row): Fresh {
  const recorded = events.map((tuple): Stored => recordedOf(tuple))
  const before = obligations ?? []
  const after = project({ tenantId, id, act, calendar, state: fold(recorded), recorded, before })
  const still = new Set(after.obligations.map(nameOf))
  const gone = before.filter((row) => !still.has(nameOf(row)))
  return { id, before, after, changed: changedObligations(before, after.obligations), gone }
}

async function writeFresh(client: PoolClient, tenantId: string, fresh: readonly Fresh[]): Promise<number> {
  const touched = fresh.filter(({ changed, gone }) => changed.length > 0 || gone.length > 0)
  const dropped = touched.flatMap(({ id, gone }) => gone.map(({ norm, occurrence }) => ({ stream_id: id, norm, occurrence })))
  const obligations = touched.flatMap(({ id, changed }) => changed.map((row) => ({ ...row, tenant_id: tenantId, stream_id: id })))
  for (const table of ['alarms', 'obligations']) {
    if (dropped.length > 0) await client.query(DROP(table), [tenantId, JSON.stringify(dropped)])
  }
  await write(
    client,
    INCIDENTS,
    touched.map(({ after }) => after.incident),
  )
  await write(
    client,
    HOLDERS,
    touched.flatMap(({ id, after }) => after.holders.map((row) => ({ ...row, tenant_id: tenantId, incident_id: id }))),
  )
  await write(client, OBLIGATIONS, obligations)
  await write(
    client,
    ALARMS,
    obligations.flatMap((row) => alarmRows([row]).map((alarm) => ({ ...alarm, tenant_id: tenantId, stream_id: row.stream_id }))),
  )
  return obligations.length + dropped.length
}

async function write(client: PoolClient, table: Table, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await client.query(putAnewSql(table), [JSON.stringify(rows)])
}

/** Counts what moves, incident by incident, without keeping more than it tells. */
class Counts {
  #incidents = 0
  #terms = 0
  #settled = 0
  #moves: Move[] = []

  add({ id, before, after, changed, gone }: Fresh): void {
    const known = new Map(before.map((row) => [nameOf(row), row]))
    const moves: Move[] = gone.filter(pending).map((row) => this.#move(id, after, row, row.due_at, null))
    for (const row of changed.filter(pending)) {
      const was = known.get(nameOf(row))
      if (was?.due_at !== row.due_at) moves.push(this.#move(id, after, row, was?.due_at ?? null, row.due_at))
      else if (was.provisional && !row.provisional) this.#settled++
    }
    if (moves.length > 0) this.#incidents++
    this.#terms += moves.length
    this.#moves = [...this.#moves, ...moves].toSorted((one, other) => momentOf(one) - momentOf(other)).slice(0, TOLD)
  }

  told(): Moved {
    return { incidents: this.#incidents, terms: this.#terms, settled: this.#settled, moves: this.#moves }
  }

  #move(incidentId: string, { incident }: Projection, { norm, clause }: ObligationRow, before: number | null, after: number | null): Move {
    return { incidentId, number: incident.number, norm, clause, before, after }
  }
}

const pending = ({ status }: ObligationRow): boolean => status === 'pending'
const momentOf = ({ before, after }: Move): number => after ?? before ?? 0
