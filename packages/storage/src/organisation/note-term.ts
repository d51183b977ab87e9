import type { PoolClient } from 'pg'
import { program } from './journal-type.ts'
import { writeLine } from './write-line.ts'

/** Days for which authors are kept where nothing else was ever said. */
const USUAL = 1095

/** A term is set in the environment or in the table, past every screen: the first round that goes by another one says so. */
export async function noteTerm(client: PoolClient, tenantId: string, days: number, at: number): Promise<void> {
  const { rows } = await client.query<{ last: number }>(
    `select (details #>> '{changes,0,after}')::int as last from journal where tenant_id = $1 and kind = 'retention-set'
     order by number desc limit 1`,
    [tenantId],
  )
  const last = rows[0]?.last ?? USUAL
  if (last === days) return
  const changes = [{ field: 'retentionDays', before: last, after: days }]
  await writeLine(client, at, { tenantId, kind: 'retention-set', doer: program, details: { changes } })
}
