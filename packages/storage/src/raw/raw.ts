import type { Shell } from '../shell/shell.ts'
import { storable } from '../events/canonical.ts'
import { timedId } from '../events/ids.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { RawRow, Storage } from '../types.ts'

/** Failures after which a row is set aside for a person to look at; a row whose holders only ever die is given more chances. */
const FAILURES = 5
const TAKES = 50

const STORE = `
insert into raw_events (id, tenant_id, account_id, dedupe_key, kind, occurred_at, raw)
select r.id, $1, $2, r.dedupe_key, r.kind, r.occurred_at, r.raw from jsonb_populate_recordset(null::raw_events, $3) r
on conflict (tenant_id, account_id, dedupe_key) do nothing`

const TAKE = `
with oldest as (
  select id from raw_events where state = 'waiting' and (taken_until is null or taken_until <= clock_timestamp())
  order by id limit $1 for update skip locked
)
update raw_events r set attempts = attempts + 1, taken_until = clock_timestamp() + $2 * interval '1 millisecond',
  state = case when attempts >= ${TAKES} then 'poison' else state end,
  detail = case when attempts >= ${TAKES} then 'обработка каждый раз обрывалась' else detail end
from oldest where r.id = oldest.id
returning r.id, r.tenant_id as "tenantId", r.account_id as "accountId", r.dedupe_key as "dedupeKey", r.kind, r.occurred_at as "occurredAt",
  r.raw, r.attempts, r.state`

/** Each failure waits longer than the one before: 1, 4, 9, 16 seconds. */
const FAILED = `
update raw_events set failures = failures + 1, detail = $2,
  state = case when failures + 1 >= ${FAILURES} then 'poison' else state end,
  taken_until = clock_timestamp() + (failures + 1) * (failures + 1) * interval '1 second'
where id = $1 and state = 'waiting'`

/** Events of networks as they came: stored before they are acknowledged, handled at least once, kept afterwards as evidence. */
export function raw(shell: Shell): Storage['raw'] {
  const { pool } = shell
  return {
    async store(tenantId, accountId, events, cursor) {
      const rows = events.map(({ dedupeKey, kind, occurredAt, raw: event }) => ({
        id: timedId(shell.now()),
        dedupe_key: storable(dedupeKey),
        kind,
        // A moment that cannot be read back would stop every event taken together with it.
        occurred_at: Number.isSafeInteger(occurredAt) ? occurredAt : shell.now(),
        raw: storable(event),
      }))
      return inTransaction(pool, async (client) => {
        const stored = rows.length === 0 ? 0 : (await client.query(STORE, [tenantId, accountId, JSON.stringify(rows)])).rowCount
        if (cursor !== null) {
          await client.query('update accounts set cursor = $3 where tenant_id = $1 and id = $2', [
            tenantId,
            accountId,
            JSON.stringify(cursor),
          ])
        }
        return stored ?? 0
      })
    },
    async take(limit, leaseMs) {
      const { rows } = await pool.query({ name: 'take-raw', text: TAKE, values: [limit, leaseMs] })
      const taken = rows as (RawRow & { state: string })[]
      return taken
        .filter(({ state }) => state === 'waiting')
        .map(({ id, tenantId, accountId, dedupeKey, kind, occurredAt, raw: event, attempts }) => {
          return { id, tenantId, accountId, dedupeKey, kind, occurredAt, raw: event, attempts }
        })
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    },
    async done(id) {
      await pool.query(`update raw_events set state = 'done', taken_until = null where id = $1`, [id])
    },
    async failed(id, detail) {
      await pool.query(FAILED, [id, storable(detail)])
    },
  }
}
