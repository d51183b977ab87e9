import type { PoolClient } from 'pg'
import { putAnewSql, type Row, type Table } from '../record/table.ts'
import type { Fresh } from './folded.ts'

/**
 * Replaces the rows of these streams of one organisation and one kind by what the record makes of them. Alarms made anew may ring a second
 * time: that is harmless.
 */
export async function rewrite(client: PoolClient, tables: readonly Table[], tenantId: string, fresh: readonly Fresh[]): Promise<void> {
  if (fresh.length === 0) return
  const ids = fresh.map(({ id }) => id)
  for (const table of tables) {
    const rows = fresh.flatMap(({ id, rows: made }) =>
      ((made[table.name] ?? []) as readonly Row[]).map((row) => ({ ...row, tenant_id: tenantId, [table.stream]: id })),
    )
    if (table.rewrite !== undefined) await table.rewrite(client, tenantId, ids, rows)
    else {
      if (!table.root) await client.query(`delete from ${table.name} where tenant_id = $1 and ${table.stream} = any ($2)`, [tenantId, ids])
      if (rows.length > 0) await client.query(putAnewSql(table), [JSON.stringify(rows)])
    }
  }
}
