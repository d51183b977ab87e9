import { setTimeout as pause } from 'node:timers/promises'
import type { ActorRef, DomainEvent, Under } from '@otklik/record'
import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { Log } from '../engine/log.ts'

/** An event as a follower is given it: what happened to which stream, in the order of positions over all streams. */
export type Followed = {
  readonly position: number
  readonly tenantId: string
  readonly kind: string
  readonly streamId: string
  readonly version: number
  readonly at: number
  readonly by: ActorRef
  readonly under: Under
  readonly event: DomainEvent
}

/**
 * Handles what was recorded. What it writes through `client` is kept together with the position, or not at all; anything else may be done
 * twice, because a batch whose handling was cut short comes again.
 */
export type Handle = (batch: readonly Followed[], client: PoolClient) => Promise<void>

export type Followers = {
  /**
   * Hands over everything that was and is recorded, from the beginning or from where this follower stood, in order and at least once, until
   * the signal aborts. Of all processes that follow by one name, one at a time is given anything; the next takes over when it ends or dies.
   * @param name small Latin letters and hyphens; the position is kept under it
   */
  follow(name: string, handle: Handle, signal: AbortSignal): Promise<void>
  /** One batch; how many events were handled, null: another process is at it. */
  step(name: string, handle: Handle): Promise<number | null>
  /** Begins anew: the next batch is the first ever recorded. */
  rebuild(name: string): Promise<void>
}

/** Events of one batch. */
const MOST = 500
/** How long a follower waits that has nothing to do, or whose handling failed. */
const IDLE = 1_000
const FAILED = 5_000

const BEGIN = 'insert into followers (name) values ($1) on conflict do nothing'

/** The lease is the lock on the row: it ends with the transaction, so a killed process holds nothing. */
const HOLD = `select position, ceiling, pending, pending_xid as "pendingXid" from followers where name = $1 for update skip locked`

/**
 * Positions are given out before a commit: a smaller one may become visible after a greater one. Whoever draws a position has its
 * transaction's number already (the head of the stream is written first). So whatever was drawn up to the newest position seen belongs to a
 * transaction below `next`; once all of those are over, nothing up to it can still appear. Where none but ours is running, that is at once.
 */
const SEEN = `select (select coalesce(max(position), 0) from events) as newest,
  pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next,
  not exists (select from pg_snapshot_xip(pg_current_snapshot()) x where x <> pg_current_xact_id()) as alone`

const READ = `
select e.position, e.tenant_id as "tenantId", s.kind, e.stream_id as "streamId", e.version, e.at, e.by, e.under,
  jsonb_build_object('type', e.type) || e.data as event
from events e join streams s on s.tenant_id = e.tenant_id and s.stream_id = e.stream_id
where e.position > $1 and e.position <= $2 order by e.position limit ${MOST}`

const MOVE = `update followers set position = $2, ceiling = $3, pending = $4, pending_xid = $5 where name = $1`

/** `ceiling`: up to here nothing can appear any more. `pending` becomes the ceiling when every transaction below `pendingXid` is over. */
type Kept = { readonly position: number; readonly ceiling: number; readonly pending: number; readonly pendingXid: number }
type Seen = { readonly newest: number; readonly oldest: number; readonly next: number; readonly alone: boolean }

/** What can be relied upon now, and what is to be proved next. Pure. */
function proved({ ceiling, pending, pendingXid }: Kept, { newest, oldest, next, alone }: Seen): Omit<Kept, 'position'> {
  if (alone) return { ceiling: newest, pending: newest, pendingXid: next }
  if (oldest < pendingXid) return { ceiling, pending, pendingXid }
  return { ceiling: Math.max(ceiling, pending), pending: newest, pendingXid: next }
}

/** Durable readers of the record, each with a name and the position up to which it has handled everything. See docs/decisions/0015. */
export function followers(pool: Pool, log: Log): Followers {
  const step: Followers['step'] = async (name, handle) => {
    // By itself: inside the transaction nobody else could see that somebody is at it.
    await pool.query(BEGIN, [name])
    return inTransaction(pool, (client) => stepOn(client, name, handle))
  }
  return {
    step,
    async rebuild(name) {
      await pool.query('update followers set position = 0 where name = $1', [name])
    },
    async follow(name, handle, signal) {
      while (!signal.aborted) {
        const waiting = await step(name, handle).then(
          (handled) => (handled === null || handled === 0 ? IDLE : 0),
          (error: unknown) => {
            log('follower.failed', { name, error })
            return FAILED
          },
        )
        if (waiting > 0) await pause(waiting, undefined, { signal }).catch(() => {})
      }
    },
  }
}

async function stepOn(client: PoolClient, name: string, handle: Handle): Promise<number | null> {
  const kept = (await client.query(HOLD, [name])).rows[0] as Kept | undefined
  if (kept === undefined) return null
  const seen = (await client.query(SEEN)).rows[0] as Seen
  const { ceiling, pending, pendingXid } = proved(kept, seen)
  const batch = ceiling <= kept.position ? [] : ((await client.query(READ, [kept.position, ceiling])).rows as Followed[])
  if (batch.length > 0) await handle(batch, client)
  // A short batch was the last below the ceiling: what lies between was rolled back.
  const position = batch.length < MOST ? Math.max(kept.position, ceiling) : batch.at(-1)?.position
  await client.query(MOVE, [name, position, ceiling, pending, pendingXid])
  return batch.length
}
