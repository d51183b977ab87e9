import type { PoolClient } from 'pg'
import type { Projection } from '../incidents/rows.ts'
import { writeAlarms, writeIncidents, writeObligations } from './row-writer.ts'

/** An incident folded again, to be written in place of what stands. */
export type Fresh = { readonly id: string; readonly projection: Projection; readonly words: string }

const OWN = ['obligations', 'alarms', 'network_keys', 'incident_files'] as const

const KEYS = `insert into network_keys (tenant_id, account_id, key, incident_id, kind)
select tenant_id, account_id, key, incident_id, kind from jsonb_populate_recordset(null::network_keys, $1)
on conflict (tenant_id, account_id, key) do update set incident_id = excluded.incident_id, kind = excluded.kind`

const FILES = `insert into incident_files (tenant_id, file_id, incident_id)
select tenant_id, file_id, incident_id from jsonb_populate_recordset(null::incident_files, $1) on conflict do nothing`

/** Replaces the rows of these incidents of an organisation. Alarms made anew may ring a second time: that is harmless. */
export async function rewrite(client: PoolClient, tenantId: string, incidents: readonly Fresh[]): Promise<void> {
  if (incidents.length === 0) return
  const ids = incidents.map(({ id }) => id)
  for (const table of OWN) await client.query(`delete from ${table} where tenant_id = $1 and incident_id = any ($2)`, [tenantId, ids])
  const owned = <Row extends object>(rows: (of: Projection) => readonly Row[]) =>
    incidents.flatMap(({ id, projection }) => rows(projection).map((row) => ({ tenant_id: tenantId, incident_id: id, ...row })))
  await writeIncidents(
    client,
    incidents.map(({ projection }) => projection.incident),
  )
  await writeObligations(
    client,
    owned(({ obligations }) => obligations),
  )
  await writeAlarms(
    client,
    owned(({ alarms }) => alarms),
  )
  await client.query(KEYS, [JSON.stringify(owned(({ keys }) => keys))])
  await client.query(FILES, [JSON.stringify(owned(({ files }) => files.map((file_id) => ({ file_id }))))])
}
