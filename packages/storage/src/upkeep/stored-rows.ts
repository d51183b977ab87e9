import type { Difference } from '../record/difference.ts'
import type { Runs } from '../record/runs.ts'
import { computedUnlikeSql, type Row, storedSql, type Table } from '../record/table.ts'
import { rowsUnlike } from './differences.ts'
import type { Fresh } from './folded.ts'

/** Rows of some streams in one table as they stand, by stream. */
async function storedRows(on: Runs, table: Table, tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Row[]>> {
  const { rows } = await on.query(storedSql(table), [tenantId, ids])
  const found = new Map<string, Row[]>()
  for (const { stream_id, row } of rows as { stream_id: string; row: Row }[]) {
    const together = found.get(stream_id)
    if (together === undefined) found.set(stream_id, [row])
    else together.push(row)
  }
  return found
}

/** Compares the rows that stand with what the record makes of these streams of one organisation and one kind. */
export async function differencesOf(on: Runs, tables: readonly Table[], tenantId: string, fresh: readonly Fresh[]): Promise<Difference[]> {
  if (fresh.length === 0) return []
  const ids = fresh.map(({ id }) => id)
  const found: Difference[] = []
  for (const table of tables) {
    const computed = Object.keys(table.computed ?? {})
    const plain = table.columns.some((column) => !computed.includes(column))
    if (plain) {
      const stored = await storedRows(on, table, tenantId, ids)
      for (const one of fresh) found.push(...rowsUnlike(table, one.id, wantedIn(table, one), stored.get(one.id) ?? []))
    }
    if (computed.length > 0) {
      const wanted = fresh.flatMap((one) => wantedIn(table, one).map((row) => ({ ...row, [table.stream]: one.id })))
      const { rows } = await on.query(computedUnlikeSql(table), [tenantId, JSON.stringify(wanted)])
      for (const { id, missing } of rows as { id: string; missing: boolean }[]) {
        // What the database computes is not told: only that it is another.
        if (!missing || !plain)
          found.push({ table: table.name, key: id, column: missing ? null : computed.join(' '), record: null, row: null })
      }
    }
  }
  return found
}

/** The rows of a table that a stream must have; the root's has the position of its newest event. */
function wantedIn({ name, root }: Table, { rows, position }: Fresh): readonly Row[] {
  const wanted = (rows[name] ?? []) as readonly Row[]
  return root ? wanted.map((row) => ({ ...row, position })) : wanted
}
