import type { Runs } from '../record/append.ts'
import type { Difference } from './differences.ts'

/** Tables whose rows follow from the record, with the column that names the incident. */
export const TABLES_OF_RECORD = [
  ['incidents', 'id'],
  ['incident_units', 'incident_id'],
  ['obligations', 'stream_id'],
  ['alarms', 'stream_id'],
  ['network_keys', 'incident_id'],
  ['incident_files', 'incident_id'],
  ['incident_texts', 'incident_id'],
  ['intents', 'stream_id'],
] as const

/** Rows that belong to no record, each incident once for a table; at most so many of a table. */
export async function straysOf(on: Runs, most: number): Promise<Difference[]> {
  const found: Difference[] = []
  for (const [table, column] of TABLES_OF_RECORD) {
    const { rows } = await on.query(
      `select distinct r.${column} as id from ${table} r where not exists (
        select 1 from streams s where s.tenant_id = r.tenant_id and s.stream_id = r.${column}) limit ${most}`,
    )
    found.push(...(rows as { id: string }[]).map(({ id }) => ({ table, key: id, column: null, record: null, row: id })))
  }
  return found
}
