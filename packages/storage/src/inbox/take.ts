import type { Pool } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { RawRow } from './raw-row.ts'

/**
 * Pauses after the first failure, the second, and so on, in seconds; the last one for all further ones. A fault of a moment (a network
 * that does not answer, a database that starts) passes within the first; what needs a mended program waits for it, and is not lost.
 */
export const pauses = [1, 4, 9, 16, 300, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]
/** So often the holder may die over an event before that counts as a failure of the event; then it may take a process with it once a day. */
const TAKES = 50
const DAY = 86_400_000

/** One taker at a time, over all nodes: a second one would see neither the first one's leases nor that they hold a thread back. */
const TAKING = 0x07_4b_11_4e

/**
 * What is earlier in a lane and free is in the same answer, so the order within it is for its holder to keep; what is earlier and leased,
 * or waits after a failure, holds back. One moment for both questions: a lease must not run out between them.
 */
const TAKE = `
with oldest as (
  select id, state = 'failed' or attempts >= ${TAKES} as failing, state = 'waiting' and attempts >= ${TAKES} as given_up from raw_events r
  where state in ('waiting', 'failed') and (taken_until is null or taken_until <= statement_timestamp())
    and not exists (select 1 from raw_events f where f.account_id = r.account_id and f.lane = r.lane and f.arrival < r.arrival
      and f.state in ('waiting', 'failed') and f.taken_until > statement_timestamp())
    and not exists (select 1 from raw_events f where f.account_id = r.account_id and f.about = r.about and f.arrival < r.arrival
      and f.state in ('waiting', 'failed') and f.taken_until > statement_timestamp())
  order by arrival limit $1 for update
)
update raw_events r set attempts = attempts + 1,
  taken_until = clock_timestamp() + case when o.failing then ${DAY} else $2 end * interval '1 millisecond',
  state = case when o.given_up then 'failed' else r.state end,
  lane = case when o.given_up then null else r.lane end,
  detail = case when o.given_up then 'обработка каждый раз обрывалась' else r.detail end
from oldest o where r.id = o.id
returning r.id, r.tenant_id as "tenantId", r.account_id as "accountId", r.dedupe_key as "dedupeKey", r.kind, r.occurred_at as "occurredAt",
  r.raw, r.attempts, r.arrival, r.about, r.lane, r.read_by is not null as late, o.given_up as "givenUp"`

const RELEASE = `update raw_events set taken_until = null, attempts = attempts - 1 where id = any ($1)`

type Taken = RawRow & { readonly givenUp: boolean }

/** See `RawInbox.take`. */
export function take(pool: Pool, limit: number, leaseMs: number): Promise<RawRow[]> {
  return inTransaction(pool, async (client) => {
    await client.query({ name: 'lock-taking', text: 'select pg_advisory_xact_lock($1)', values: [TAKING] })
    const { rows } = await client.query({ name: 'take-raw', text: TAKE, values: [limit, leaseMs] })
    const taken = (rows as Taken[]).toSorted((a, b) => a.arrival - b.arrival)
    const givenUp = new Set(taken.filter((row) => row.givenUp && row.about !== null).map(({ accountId, about }) => `${accountId} ${about}`))
    const behind = taken.filter((row) => !row.givenUp && givenUp.has(`${row.accountId} ${row.about}`)).map(({ id }) => id)
    if (behind.length > 0) await client.query(RELEASE, [behind])
    return taken.filter((row) => !row.givenUp && !behind.includes(row.id))
  })
}
