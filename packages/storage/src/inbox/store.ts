import type { PoolClient } from 'pg'
import { storable } from '../record/canonical.ts'
import { timedId } from '../record/ids.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { Shell } from '../record/shell.ts'
import type { Arriving } from './arriving.ts'
import { AccountMoved } from './account-moved.ts'
import { lanesOf } from './lanes.ts'

type Owner = { readonly tenantId: string; readonly accountId: string }

const KNOWN = `
select (select revision from accounts where id = $4::uuid) as revision,
  array(select dedupe_key from raw_events where tenant_id = $1 and account_id = $2 and dedupe_key = any ($3)) as known`

/** The identity of the column numbers them, in the order in which they stand here. */
const STORE = `
insert into raw_events (id, tenant_id, account_id, dedupe_key, kind, occurred_at, raw, about, lane, state, read_by)
select r.id, $1, $2, r.dedupe_key, r.kind, r.occurred_at, r.raw, r.about, r.lane, r.state, r.read_by
from jsonb_populate_recordset(null::raw_events, $3) with ordinality as r order by r.ordinality
on conflict (tenant_id, account_id, dedupe_key) do nothing`

/**
 * Whoever stores or reads again for an account does so alone, until the commit: what is numbered later is committed later, on all nodes.
 * It is held for a few statements; the payloads come ready.
 */
export async function lockAccount(client: PoolClient, accountId: string): Promise<void> {
  await client.query({ name: 'lock-arrivals', text: `select pg_advisory_xact_lock(hashtextextended($1, 1))`, values: [accountId] })
}

/** See `RawInbox.store`. What is known already costs one look and writes nothing. */
export async function store(
  { pool, now }: Shell,
  { tenantId, accountId }: Owner,
  events: readonly Arriving[],
  cursor: object | null,
  { reader = null, revision = null }: { readonly reader?: string | null; readonly revision?: number | null },
): Promise<number> {
  const keyed = events.map((event) => ({ ...event, dedupeKey: storable(event.dedupeKey) }))
  const looked = await pool.query({
    name: 'known-raw',
    text: KNOWN,
    values: [tenantId, accountId, keyed.map(({ dedupeKey }) => dedupeKey), revision === null ? null : accountId],
  })
  const { known, revision: newest } = looked.rows[0] as { known: string[]; revision: number | null }
  if (revision !== null && newest !== revision) throw new AccountMoved(accountId)
  const before = new Set(known)
  const fresh = keyed.filter(({ dedupeKey }) => !before.has(dedupeKey))
  if (fresh.length === 0 && cursor === null) return 0
  return inTransaction(pool, async (client) => {
    let stored = 0
    if (fresh.length > 0) {
      await lockAccount(client, accountId)
      const lanes = await lanesOf(
        client,
        accountId,
        fresh.map(({ about }) => about ?? null),
      )
      const rows = fresh.map(({ dedupeKey, kind, occurredAt, raw, about }, index) => ({
        id: timedId(now()),
        dedupe_key: dedupeKey,
        kind,
        // A moment that cannot be read back would stop every event taken together with it.
        occurred_at: Number.isSafeInteger(occurredAt) ? occurredAt : now(),
        raw: storable(raw),
        about: about?.message ?? null,
        lane: lanes[index] ?? null,
        state: kind === 'unreadable' ? 'unreadable' : 'waiting',
        read_by: kind === 'unreadable' ? reader : null,
      }))
      const done = await client.query({ name: 'store-raw', text: STORE, values: [tenantId, accountId, JSON.stringify(rows)] })
      stored = done.rowCount ?? 0
    }
    if (cursor !== null) {
      await client.query('update accounts set cursor = $3 where tenant_id = $1 and id = $2', [tenantId, accountId, JSON.stringify(cursor)])
    }
    return stored
  })
}
