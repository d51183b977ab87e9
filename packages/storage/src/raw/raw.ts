import type { Moment } from '@otklik/worktime'
import type { Shell } from '../shell/shell.ts'
import { storable } from '../events/canonical.ts'
import { timedId } from '../events/ids.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { RawRow } from '../types.ts'

/**
 * Events of networks as they came: stored before they are acknowledged, handled at least once, kept afterwards as evidence. One that
 * cannot be handled is never given up: it is counted in `/healthz` and tried again ever more seldom, once a day in the end.
 */
export type RawInbox = {
  /** Stores new events (same dedupeKey: ignored) and the cursor in one transaction; returns how many were new. */
  store(
    tenantId: string,
    accountId: string,
    events: readonly { dedupeKey: string; kind: string; occurredAt: Moment; raw: unknown }[],
    cursor: Readonly<Record<string, string | number>> | null,
  ): Promise<number>
  /** Takes up to `limit` unhandled rows, oldest first, locked until `done` (SKIP LOCKED); a killed holder's rows come back after the lease. */
  take(limit: number, leaseMs: number): Promise<RawRow[]>
  done(id: string): Promise<void>
  /** Not handled this time: tried again after a second, later after hours; after half an hour of failures people are told of it. */
  failed(id: string, detail: string): Promise<void>
  /** How many events fail again and again, in the whole installation. */
  failing(): Promise<number>
}

/**
 * Pauses after the first failure, the second, and so on, in seconds; the last one for all further ones. A fault of a moment (a network
 * that does not answer, a database that starts) passes within the first; what needs a mended program waits for it, and is not lost.
 */
const PAUSES = [1, 4, 9, 16, 300, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]
/** From so many failures on (over half an hour) an event is `failed`: people are told of it, and it is still tried again. */
const FAILURES = 7
/** So often the holder may die over an event before that counts as a failure of the event; then it may take a process with it once a day. */
const TAKES = 50
const DAY = 86_400_000

const STORE = `
insert into raw_events (id, tenant_id, account_id, dedupe_key, kind, occurred_at, raw)
select r.id, $1, $2, r.dedupe_key, r.kind, r.occurred_at, r.raw from jsonb_populate_recordset(null::raw_events, $3) r
on conflict (tenant_id, account_id, dedupe_key) do nothing`

const TAKE = `
with oldest as (
  select id, state = 'failed' or attempts >= ${TAKES} as failing, state = 'waiting' and attempts >= ${TAKES} as given_up from raw_events
  where state <> 'done' and (taken_until is null or taken_until <= clock_timestamp())
  order by id limit $1 for update skip locked
)
update raw_events r set attempts = attempts + 1,
  taken_until = clock_timestamp() + case when o.failing then ${DAY} else $2 end * interval '1 millisecond',
  state = case when o.given_up then 'failed' else r.state end,
  detail = case when o.given_up then 'обработка каждый раз обрывалась' else r.detail end
from oldest o where r.id = o.id
returning r.id, r.tenant_id as "tenantId", r.account_id as "accountId", r.dedupe_key as "dedupeKey", r.kind, r.occurred_at as "occurredAt",
  r.raw, r.attempts, o.given_up as "givenUp"`

const FAILED = `
update raw_events set failures = failures + 1, detail = $2,
  state = case when failures + 1 >= ${FAILURES} then 'failed' else state end,
  taken_until = clock_timestamp() + (array[${PAUSES.join(', ')}])[least(failures + 1, ${PAUSES.length})] * interval '1 second'
where id = $1 and state <> 'done'`

export function raw(shell: Shell): RawInbox {
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
      const taken = rows as (RawRow & { readonly givenUp: boolean })[]
      return taken
        .filter(({ givenUp }) => !givenUp)
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
    async failing() {
      const { rows } = await pool.query(`select count(*)::int as failing from raw_events where state = 'failed'`)
      return (rows[0] as { failing: number }).failing
    },
  }
}
