import { assigned, HOLDER, INCIDENT, list, OBLIGATION, type Runs } from '../record/append.ts'
import type { AlarmRow, HolderRow, IncidentRow, ObligationRow } from '../incidents/rows.ts'

/** Rows of many incidents at once, each with its key. */
export type Owned<Row> = Row & { readonly tenant_id: string; readonly stream_id: string }

const OBLIGATIONS = `insert into obligations (tenant_id, stream_id, ${list(OBLIGATION)})
select o.tenant_id, o.stream_id, ${list(OBLIGATION, 'o.')} from jsonb_populate_recordset(null::obligations, $1) o
on conflict (tenant_id, stream_id, norm, occurrence) do update set ${assigned(OBLIGATION)}`

const ALARMS = `insert into alarms (tenant_id, stream_id, norm, occurrence, kind, rings_at)
select a.tenant_id, a.stream_id, a.norm, a.occurrence, a.kind, a.rings_at from jsonb_populate_recordset(null::alarms, $1) a
on conflict (tenant_id, stream_id, norm, occurrence, kind) do update set rings_at = excluded.rings_at, rung_at = null
where alarms.rings_at <> excluded.rings_at`

const INCIDENTS = `insert into incidents (tenant_id, id, position, ${list(INCIDENT)})
select i.tenant_id, i.id, coalesce((select max(e.position) from events e where e.tenant_id = i.tenant_id and e.stream_id = i.id), 0),
  ${list(INCIDENT, 'i.')}
from jsonb_populate_recordset(null::incidents, $1) i
on conflict (tenant_id, id) do update set position = excluded.position, ${assigned(INCIDENT)}`

const HOLDERS = `insert into incident_units (tenant_id, incident_id, ${list(HOLDER)})
select h.tenant_id, h.incident_id, ${list(HOLDER, 'h.')} from jsonb_populate_recordset(null::incident_units, $1) h
on conflict (tenant_id, incident_id, unit_id) do update set ${assigned(HOLDER)}`

/** Writes units that have incidents; whoever has them no longer is not removed here. */
export async function writeHolders(
  on: Runs,
  rows: readonly (HolderRow & { readonly tenant_id: string; readonly incident_id: string })[],
): Promise<void> {
  if (rows.length > 0) await on.query(HOLDERS, [JSON.stringify(rows)])
}
export async function writeObligations(on: Runs, rows: readonly Owned<ObligationRow>[]): Promise<void> {
  if (rows.length > 0) await on.query(OBLIGATIONS, [JSON.stringify(rows)])
}
export async function writeAlarms(on: Runs, rows: readonly Owned<AlarmRow>[]): Promise<void> {
  if (rows.length > 0) await on.query(ALARMS, [JSON.stringify(rows)])
}
export async function writeIncidents(on: Runs, rows: readonly IncidentRow[]): Promise<void> {
  if (rows.length > 0) await on.query(INCIDENTS, [JSON.stringify(rows)])
}
