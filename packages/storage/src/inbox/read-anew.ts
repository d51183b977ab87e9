import { inTransaction } from '../engine/transaction.ts'
import type { Shell } from '../record/shell.ts'
import { lanesOf } from './lanes.ts'
import type { Arriving } from './arriving.ts'
import { lockAccount } from './store.ts'

/** How unreadable events are read again. Without an account: those of the whole installation that this reader has not tried. */
export type ReadAgain = {
  /** The program that reads (its version). */
  readonly reader: string
  /** By a person's press: whoever tried them. */
  readonly account?: { readonly tenantId: string; readonly accountId: string }
  readonly limit: number
  /** null: nobody can read for that account. */
  readonly read: (event: Arriving & { readonly accountId: string }) => Promise<Arriving | null>
}

const UNREADABLE = `
select id, account_id as "accountId", dedupe_key as "dedupeKey", kind, occurred_at as "occurredAt", raw from raw_events
where state = 'unreadable' and case when $2::uuid is null then read_by is distinct from $1 else tenant_id = $2 and account_id = $3 end
order by arrival limit $4`

const TRIED = `update raw_events set read_by = $2 where id = $1 and state = 'unreadable'`

/** Its arrival stays: what came later and is handled already has overtaken it, and `read_by` says that it may have been. */
const READ = `
update raw_events set state = 'waiting', read_by = $2, kind = $3, occurred_at = $4, about = $5, lane = $6, attempts = 0, failures = 0,
  taken_until = null, detail = null
where id = $1 and state = 'unreadable'`

/** See `RawInbox.readAgain`. */
export async function readAnew({ pool }: Shell, { reader, account, limit, read }: ReadAgain): Promise<{ looked: number; read: number }> {
  const { rows } = await pool.query(UNREADABLE, [reader, account?.tenantId ?? null, account?.accountId ?? null, limit])
  let readable = 0
  for (const { id, ...event } of rows as (Arriving & { id: string; accountId: string })[]) {
    const seen = await read(event)
    if (seen === null || seen.kind === 'unreadable') {
      await pool.query(TRIED, [id, reader])
      continue
    }
    await inTransaction(pool, async (client) => {
      await lockAccount(client, event.accountId)
      const [lane] = await lanesOf(client, event.accountId, [seen.about ?? null])
      const { rowCount } = await client.query(READ, [id, reader, seen.kind, seen.occurredAt, seen.about?.message ?? null, lane ?? null])
      readable += rowCount ?? 0
    })
  }
  return { looked: rows.length, read: readable }
}
