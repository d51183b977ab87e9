import type { PoolClient } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import { dropUnplaced } from '../files/unplaced.ts'
import type { Cutoffs } from '../record/aggregate.ts'
import type { Shell } from '../record/shell.ts'
import type { Expired } from './retention.ts'
import { cutoffs } from './rule.ts'

/** Rows of one kind in one round: no transaction is long, and a first run over an old base goes in steps. */
const ROUND = 500

/** Over all nodes one erases at a time; the lock is of the transaction, so a killed one leaves nothing behind. */
const EXPIRING = 0x07_4b_11_4d

/**
 * The payload goes, the key stays: the same event delivered again is still known. What could not be handled waits longer for a program that
 * can, and from the day on which we stored it (the first 48 bits of its id), whatever date a network wrote into it; without its payload there is
 * nothing left to handle.
 */
const RAW = `
update raw_events set raw = '{}'::jsonb, detail = null, state = 'done' where id in (
  select id from raw_events where tenant_id = $1 and state <> 'waiting' and raw <> '{}'::jsonb
    and occurred_at < $2::bigint
    and (state = 'done' or greatest(occurred_at, ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint) < $3::bigint)
  order by occurred_at limit ${ROUND} for update skip locked)`

const PRESSES = `
delete from idempotency where (tenant_id, key) in (
  select tenant_id, key from idempotency where tenant_id = $1 and made_at < $2 order by made_at limit ${ROUND})`

/** An alarm that rang stays while its term is owed: it must not ring again. */
const ALARMS = `
delete from alarms where (tenant_id, stream_id, norm, occurrence, kind) in (
  select a.tenant_id, a.stream_id, a.norm, a.occurrence, a.kind from alarms a
  where a.tenant_id = $1 and a.rung_at < $2 and not exists (
    select 1 from obligations o where o.tenant_id = a.tenant_id and o.stream_id = a.stream_id and o.norm = a.norm
      and o.occurrence = a.occurrence and o.status = 'pending' and not o.lapses)
  order by a.rung_at limit ${ROUND})`

/** Counts of a round in the same millisecond are added up. */
const NOTE = `
insert into retention_runs as r (tenant_id, at, counts) values ($1, $2, $3)
on conflict (tenant_id, at) do update set counts = r.counts || (
  select jsonb_object_agg(n.key, n.value::bigint + coalesce((r.counts ->> n.key)::bigint, 0)) from jsonb_each_text(excluded.counts) n)`

type Counts = Readonly<Record<string, number>>

/** What retention works with besides the shell. */
export type Expiring = Shell & {
  /** Where the bytes of files stand. */
  readonly filesDirectory: string
  /** Notes, once, that an organisation's term is another one than before: it is set past every screen. */
  noteTerm(client: PoolClient, tenantId: string, days: number, at: number): Promise<void>
}

/**
 * One round of retention over all organisations: erases what is out of its term, at most 500 rows of a kind in each, and notes the
 * numbers in `retention_runs`. Each aggregate says what of its own is out of term; events are never touched.
 * @param days for all organisations alike; null: each organisation's own
 */
export async function expire(shell: Expiring, days: number | null): Promise<Expired> {
  const { rows } = await shell.pool.query('select id, retention_days as days from tenants order by id')
  const all = new Sum()
  for (const tenant of rows as { id: string; days: number }[]) {
    const term = days ?? tenant.days
    const before = cutoffs(shell.now(), term)
    all.add(await inTransaction(shell.pool, (client) => expireOf(client, tenant.id, before, shell)))
    await inTransaction(shell.pool, (client) => shell.noteTerm(client, tenant.id, term, shell.now()))
  }
  return { counts: all.counts(), more: all.more }
}

class Sum {
  readonly #counts = new Map<string, number>()
  more = false

  add(counts: Counts): void {
    for (const [what, count] of Object.entries(counts)) {
      this.#counts.set(what, (this.#counts.get(what) ?? 0) + count)
      if (count >= ROUND) this.more = true
    }
  }

  counts(): Counts {
    return Object.fromEntries(this.#counts)
  }
}

async function expireOf(client: PoolClient, tenantId: string, before: Cutoffs, shell: Expiring): Promise<Counts> {
  const { now, log, filesDirectory, aggregates } = shell
  const { rows } = await client.query('select pg_try_advisory_xact_lock($1) as ours', [EXPIRING])
  if (!(rows[0] as { ours: boolean }).ours) return {}
  const gone = async (text: string, ...values: unknown[]): Promise<number> =>
    (await client.query(text, [tenantId, ...values])).rowCount ?? 0
  const own: Record<string, number> = {}
  for (const aggregate of aggregates.all()) {
    Object.assign(own, await aggregate.expire?.(client, tenantId, before, { now: now(), most: ROUND }))
  }
  const counted: Counts = {
    ...own,
    raw: await gone(RAW, before.working, before.authors),
    idempotency: await gone(PRESSES, before.presses),
    alarms: await gone(ALARMS, before.presses),
    files: await dropUnplaced(client, aggregates, filesDirectory, { tenantId, before: before.working, most: ROUND }),
  }
  if (Object.values(counted).every((count) => count === 0)) return counted
  await client.query(NOTE, [tenantId, now(), JSON.stringify(counted)])
  log('retention', { tenantId, ...counted })
  return counted
}
