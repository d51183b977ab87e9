import type { PoolClient } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { Change } from '../record/change.ts'
import { askedOf } from '../record/aggregates.ts'
import type { Shell } from '../record/shell.ts'
import { type Cause, causeOf, type IntentSaid } from './cause.ts'
import type { PutOffBy, TakenIntent } from './outbox-type.ts'
import { stop } from './stop.ts'

/**
 * The accounts with a due intent that this sender may hold: nobody's, an expired holder's, or its own where it is not sending already.
 * Leases run on the database's clock: nodes whose clocks differ must agree on who holds an account.
 */
const CANDIDATES = `
select distinct on (i.account_id) i.account_id, i.not_before from intents i
left join sender_leases l on l.account_id = i.account_id
where i.state in ('prepared', 'sending', 'ambiguous') and i.not_before <= $2
  and (l.account_id is null or l.until <= clock_timestamp() or (l.holder = $1 and not exists (
    select 1 from intents busy where busy.account_id = i.account_id and busy.state = 'sending' and busy.fence = l.fence)))
order by i.account_id, i.not_before`

const HOLD = `
insert into sender_leases (account_id, holder, until, fence)
values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond', 1)
on conflict (account_id) do update set holder = excluded.holder, until = excluded.until,
  fence = sender_leases.fence + case when sender_leases.holder = excluded.holder and sender_leases.until > clock_timestamp() then 0 else 1 end
where sender_leases.holder = excluded.holder or sender_leases.until <= clock_timestamp()
returning fence`

const TAKE = `
with oldest as (
  select tenant_id, publication_id, state from intents
  where account_id = $1 and state in ('prepared', 'sending', 'ambiguous') and not_before <= $4
    and (state <> 'sending' or fence is distinct from $3)
  order by priority, not_before, made_at, publication_id limit 1 for update
)
update intents i set state = 'sending', sender = $2, fence = $3, attempts = attempts + 1
from oldest o where i.tenant_id = o.tenant_id and i.publication_id = o.publication_id
returning i.*, o.state as was`

type Row = IntentSaid & {
  readonly was: TakenIntent['state']
  readonly attempts: number
  readonly doubts: number
  readonly faults: number
  readonly put_off_since: number | null
  readonly put_off_by: PutOffBy | null
}

/** The intent that was next is not sent now: the record does not stand behind it, or asks for a later moment. What moved in the record. */
type NotSent = { readonly passed: Change }

/** What was done lately through this account by order of other streams: their results stand in the same places (a wall). */
const RESULTS = `select ref from intents where tenant_id = $1 and account_id = $2 and publication_id <> $3 and ref is not null and made_at >= $4`

/** A clock that was wrong by less than this, milliseconds, hides no result. */
const lately = 48 * 3_600_000

/** Made to wait until the moment that the record says, as it was. */
const TOO_EARLY = `update intents set state = $3, not_before = $4, sender = null, attempts = attempts - 1 where tenant_id = $1 and publication_id = $2`

/**
 * Takes an intent for sending. That it is `sending` stands on the disk before this returns, and so before any network is called: whoever
 * finds it in that state later knows that it may have gone out, and reconciles first. What is sent is taken from the record, checked, and not
 * from the row: a row that the record does not stand behind is stopped, told, and passed over.
 */
export async function take(shell: Shell, senderId: string, leaseMs: number): Promise<TakenIntent | null> {
  const now = shell.now()
  const { rows } = await shell.pool.query({ name: 'outbox-candidates', text: CANDIDATES, values: [senderId, now] })
  const accounts = (rows as { account_id: string; not_before: number }[]).toSorted((a, b) => a.not_before - b.not_before)
  for (const { account_id } of accounts) {
    const taken = await nextOf(shell, account_id, senderId, leaseMs, now)
    if (taken !== null) return taken
  }
  return null
}

async function nextOf(shell: Shell, accountId: string, senderId: string, leaseMs: number, now: number): Promise<TakenIntent | null> {
  for (;;) {
    const taken = await inTransaction(shell.pool, (client) => takeOf(shell, client, accountId, senderId, leaseMs, now))
    if (taken === null || !('passed' in taken)) return taken
    if (taken.passed.position > 0) shell.bell.ring(taken.passed)
  }
}

async function takeOf(
  shell: Shell,
  client: PoolClient,
  accountId: string,
  senderId: string,
  leaseMs: number,
  now: number,
): Promise<TakenIntent | NotSent | null> {
  const held = await client.query(HOLD, [accountId, senderId, leaseMs])
  const fence = (held.rows[0] as { fence: number } | undefined)?.fence
  if (fence === undefined) return null
  const busy = await client.query(`select 1 from intents where account_id = $1 and state = 'sending' and fence = $2 limit 1`, [
    accountId,
    fence,
  ])
  // One act at a time in an account, also from one sender: the network's order is ours.
  if (busy.rowCount !== 0) return null
  const { rows } = await client.query(TAKE, [accountId, senderId, fence, now])
  const row = rows[0] as Row | undefined
  if (row === undefined) return null
  const cause = await causeOf(client, row, shell.sealKey, (stream) => askedOf(shell.aggregates, stream))
  if ('why' in cause) return { passed: await stop(shell, client, row, cause) }
  const { asked } = cause
  if (asked.notBefore > now) {
    await client.query(TOO_EARLY, [row.tenant_id, asked.key, row.was, asked.notBefore])
    return { passed: { position: 0, tenantId: row.tenant_id, kind: cause.kind, streamId: row.stream_id } }
  }
  const { rows: others } = await client.query(RESULTS, [row.tenant_id, asked.accountId, asked.key, asked.madeAt - lately])
  return takenFrom(
    row,
    cause,
    (others as { ref: string }[]).map(({ ref }) => ref),
  )
}

/** What is done comes from the record; how far it is, from the row. */
function takenFrom(row: Row, { asked, kind, known }: Cause, others: readonly string[]): TakenIntent {
  return {
    tenantId: row.tenant_id,
    key: asked.key,
    stream: { kind, id: row.stream_id },
    accountId: asked.accountId,
    act: asked.act,
    // What the record wants looked for is looked for, whatever the row says.
    state: asked.lookFirst && row.was === 'prepared' ? 'ambiguous' : row.was,
    attempts: row.attempts,
    doubts: row.doubts,
    faults: row.faults,
    putOff: row.put_off_by === null || row.put_off_since === null ? null : { by: row.put_off_by, since: row.put_off_since },
    requestedAt: asked.madeAt,
    known: [...new Set([...known, ...others])],
  }
}
