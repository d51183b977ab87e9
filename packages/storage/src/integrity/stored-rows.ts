import { list, OBLIGATION, type Runs } from '../events/append.ts'
import type { AlarmRow, IncidentRow, KeyRow, ObligationRow } from '../incidents/rows.ts'

/** Read models of a page of incidents as they stand, by incident. */
export type StoredRows = {
  readonly incidents: ReadonlyMap<string, IncidentRow>
  readonly obligations: ReadonlyMap<string, ObligationRow[]>
  readonly alarms: ReadonlyMap<string, AlarmRow[]>
  readonly keys: ReadonlyMap<string, KeyRow[]>
  readonly files: ReadonlyMap<string, string[]>
  /** Names by author. */
  readonly authors: ReadonlyMap<string, string>
}

type Of<Row> = { readonly incident_id: string } & Row

export async function storedRows(on: Runs, ids: readonly string[]): Promise<StoredRows> {
  const ask = async <Row>(text: string): Promise<Row[]> => (await on.query(text, [ids])).rows as Row[]
  // As JSON, so that arrays of bigint are numbers.
  const rows = await ask<{ row: IncidentRow }>(`select to_jsonb(i) - 'position' as row from incidents i where id = any ($1)`)
  const incidents = rows.map(({ row }): IncidentRow => row)
  const obligations = await ask<Of<ObligationRow>>(`select incident_id, ${list(OBLIGATION)} from obligations where incident_id = any ($1)`)
  const alarms = await ask<Of<AlarmRow>>('select incident_id, norm, occurrence, kind, rings_at from alarms where incident_id = any ($1)')
  const keys = await ask<Of<KeyRow>>('select incident_id, account_id, key, kind from network_keys where incident_id = any ($1)')
  const files = await ask<Of<{ file_id: string }>>('select incident_id, file_id from incident_files where incident_id = any ($1)')
  const authors = await ask<{ id: string; name: string }>(
    'select a.id, a.name from authors a where (a.tenant_id, a.id) in (select tenant_id, author_id from incidents where id = any ($1))',
  )
  return {
    incidents: new Map(incidents.map((row) => [row.id, row])),
    obligations: byIncident(obligations),
    alarms: byIncident(alarms),
    keys: byIncident(keys),
    files: new Map([...byIncident(files)].map(([id, rows]) => [id, rows.map(({ file_id }) => file_id)])),
    authors: new Map(authors.map(({ id, name }) => [id, name])),
  }
}

function byIncident<Row extends object>(rows: readonly Of<Row>[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const { incident_id, ...row } of rows) {
    const together = found.get(incident_id)
    if (together === undefined) found.set(incident_id, [row as unknown as Row])
    else together.push(row as unknown as Row)
  }
  return found
}
