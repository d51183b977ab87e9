import { HOLDER, list, OBLIGATION, type Runs } from '../record/append.ts'
import type { AlarmRow, HolderRow, IncidentRow, KeyRow, ObligationRow } from '../incidents/rows.ts'
import type { SealedColumns } from '../outbox/intent-row.ts'

/** Read models of some incidents of one organisation as they stand, by incident. */
export type StoredRows = {
  readonly incidents: ReadonlyMap<string, IncidentRow & { readonly position: number }>
  readonly holders: ReadonlyMap<string, HolderRow[]>
  readonly obligations: ReadonlyMap<string, ObligationRow[]>
  readonly alarms: ReadonlyMap<string, AlarmRow[]>
  readonly keys: ReadonlyMap<string, KeyRow[]>
  readonly files: ReadonlyMap<string, string[]>
  readonly intents: ReadonlyMap<string, IntentStored[]>
}

/** An intent as it stands: what the record has a word in. */
export type IntentStored = SealedColumns & { readonly state: string; readonly detail: string | null; readonly ref: string | null }

type Of<Row> = { readonly stream_id: string } & Row

export async function storedRows(on: Runs, tenantId: string, ids: readonly string[]): Promise<StoredRows> {
  const ask = async <Row>(columns: string, table: string, column = 'stream_id'): Promise<Of<Row>[]> =>
    (
      await on.query(`select ${column} as stream_id, ${columns} from ${table} where tenant_id = $1 and ${column} = any ($2)`, [
        tenantId,
        ids,
      ])
    ).rows as Of<Row>[]
  // As JSON, so that arrays of bigint are numbers.
  const incidents = await on.query(`select to_jsonb(i) as row from incidents i where tenant_id = $1 and id = any ($2)`, [tenantId, ids])
  const holders = await ask<HolderRow>(list(HOLDER), 'incident_units', 'incident_id')
  const obligations = await ask<ObligationRow>(list(OBLIGATION), 'obligations')
  const alarms = await ask<AlarmRow>('norm, occurrence, kind, rings_at', 'alarms')
  const keys = await ask<KeyRow>('account_id, key, kind', 'network_keys', 'incident_id')
  const files = await ask<{ file_id: string }>('file_id', 'incident_files', 'incident_id')
  const intents = await ask<IntentStored>('publication_id, account_id, act, priority, state, detail, ref, made_at', 'intents')
  return {
    incidents: new Map((incidents.rows as { row: IncidentRow & { position: number } }[]).map(({ row }) => [row.id, row])),
    holders: byIncident(holders),
    obligations: byIncident(obligations),
    alarms: byIncident(alarms),
    keys: byIncident(keys),
    files: new Map([...byIncident(files)].map(([id, rows]) => [id, rows.map(({ file_id }) => file_id)])),
    intents: byIncident(intents),
  }
}

function byIncident<Row extends object>(rows: readonly Of<Row>[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const { stream_id, ...row } of rows) {
    const together = found.get(stream_id)
    if (together === undefined) found.set(stream_id, [row as unknown as Row])
    else together.push(row as unknown as Row)
  }
  return found
}

/** Names by author, as they stand in this transaction. */
export async function namesOf(on: Runs, tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await on.query('select id, name from authors where tenant_id = $1 and id = any ($2)', [tenantId, ids])
  return new Map((rows as { id: string; name: string }[]).map(({ id, name }) => [id, name]))
}

/** Names by author, held until the transaction ends: whoever renames or erases one waits, and then indexes their incidents anew. */
export async function heldNames(on: Runs, tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await on.query('select id, name from authors where tenant_id = $1 and id = any ($2) order by id for share', [
    tenantId,
    ids,
  ])
  return new Map((rows as { id: string; name: string }[]).map(({ id, name }) => [id, name]))
}
