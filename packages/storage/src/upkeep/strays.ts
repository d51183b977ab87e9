import type { Aggregates } from '../record/aggregates.ts'
import type { Difference } from '../record/difference.ts'
import type { Runs } from '../record/runs.ts'

/** A row `r` of no stream, or of one that has no such rows: `$1` the kinds that have, `$2` all kinds that this program knows. */
export const strayOf = (stream: string): string => `not exists (
  select 1 from streams s where s.tenant_id = r.tenant_id and s.stream_id = r.${stream} and (s.kind = any ($1) or s.kind <> all ($2)))`

/** Rows that belong to no record, each stream once for a table; at most so many of a table. Roots apart: see `strayFaults`. */
export async function straysOf(on: Runs, aggregates: Aggregates, most: number): Promise<Difference[]> {
  const found: Difference[] = []
  const all = aggregates.all().map(({ kind }) => kind)
  for (const { table, kinds } of aggregates.tables()) {
    if (table.root) continue
    const { name, stream } = table
    const { rows } = await on.query(`select distinct r.${stream} as id from ${name} r where ${strayOf(stream)} limit ${most}`, [kinds, all])
    found.push(...(rows as { id: string }[]).map(({ id }) => ({ table: name, key: id, column: null, record: null, row: id })))
  }
  return found
}
