import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import { GENESIS } from '../record/chain.ts'
import type { SealKey } from '../record/mac.ts'
import type { Shell } from '../record/shell.ts'
import type { AnchorMark } from './maintenance-type.ts'
import { witness } from './witness.ts'

/** Events sealed by one anchor at most: a first anchor over an old record is made in steps. */
const STEP = 10_000

type Entry = { readonly tenantId: string; readonly streamId: string; readonly version: number; readonly hash: Uint8Array }
export type Anchor = {
  readonly number: number
  readonly madeAt: number
  readonly position: number
  readonly entries: readonly Entry[]
  readonly prevHash: Uint8Array
  readonly hash: Uint8Array
}

/** SHA-256 over the anchor before, number, position and, stream by stream, the head that it had. */
export function anchorHash(anchor: Pick<Anchor, 'number' | 'madeAt' | 'position' | 'entries' | 'prevHash'>): Buffer {
  const hash = createHash('sha256').update(anchor.prevHash).update(`${anchor.number} ${anchor.madeAt} ${anchor.position}\n`)
  for (const { tenantId, streamId, version, hash: head } of anchor.entries) {
    hash.update(`${tenantId} ${streamId} ${version} ${Buffer.from(head).toString('hex')}\n`)
  }
  return hash.digest()
}

const HEADS = `
select distinct on (tenant_id, stream_id) tenant_id as "tenantId", stream_id as "streamId", version, hash from events
where position > $1 and position <= $2 order by tenant_id, stream_id, version desc`

const INSERT = `insert into anchors (number, made_at, position, tenants, streams, versions, hashes, prev_hash, hash, mac)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

/** Somebody holds what we need (a long transaction, the other worker's anchor): the next round will do. */
const BUSY: ReadonlySet<string> = new Set(['55P03', '40P01', '23505'])

/**
 * Seals every stream that moved since the last anchor, when at least `least` events have come. Whoever removes a stream or its tail after
 * that, head and all, is found by `verify`; the hash goes to the witness and to the log as well, out of the database's reach.
 * @param witnessFile see `OpenOptions`
 * @returns how many events were sealed.
 */
export async function anchor(
  { pool, now, log, sealKey }: Pick<Shell, 'pool' | 'now' | 'log' | 'sealKey'>,
  least: number,
  witnessFile?: string,
): Promise<number> {
  const madeAt = now()
  const horizon = await settled(pool)
  if (horizon === null) return 0
  let sealed = 0
  for (let wanted = least; ; wanted = 1) {
    const made = await step(pool, sealKey, madeAt, wanted, horizon).catch((error: { code?: string }) => {
      if (!BUSY.has(error.code ?? '')) throw error
      return null
    })
    if (made === null) break
    const mark = { number: made.number, position: made.position, hash: Buffer.from(made.hash).toString('hex') }
    log('anchored', mark)
    // After the commit: what is noted has stood in the record. One that a killed process did not note is proved by the next.
    await witness(witnessFile, mark)
    sealed += made.events
  }
  return sealed
}

/** The anchor that seals all before it, as it is noted outside the database; null where there is none. */
export async function newestAnchor(on: Pool | PoolClient): Promise<(AnchorMark & { position: number }) | null> {
  const { rows } = await on.query(`select number, position, encode(hash, 'hex') as hash from public.anchors order by number desc limit 1`)
  return (rows[0] as (AnchorMark & { position: number }) | undefined) ?? null
}

/**
 * The newest position below which nothing can still be written. Positions are given out before a commit: an event with a smaller one may
 * become visible later. Waiting for the writers of this moment, for a moment, rules that out.
 */
async function settled(pool: Pool): Promise<number | null> {
  return inTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '300ms'`)
    await client.query('lock table events in share mode')
    const { rows } = await client.query('select coalesce(max(position), 0) as position from events')
    return (rows[0] as { position: number }).position
  }).catch((error: { code?: string }) => {
    if (!BUSY.has(error.code ?? '')) throw error
    return null
  })
}

async function step(
  pool: Pool,
  sealKey: SealKey,
  now: number,
  least: number,
  horizon: number,
): Promise<{ number: number; position: number; hash: Uint8Array; events: number } | null> {
  return inTransaction(pool, async (client) => {
    const last = (await client.query('select number, position, hash from anchors order by number desc limit 1')).rows[0] as
      | { number: number; position: number; hash: Uint8Array }
      | undefined
    const from = last?.position ?? 0
    const { rows } = await client.query(
      `select count(*)::int as events, max(position) as position from
         (select position from events where position > $1 and position <= $2 order by position limit ${STEP}) e`,
      [from, horizon],
    )
    const { events, position } = rows[0] as { events: number; position: number }
    if (events < Math.max(1, least)) return null
    const entries = (await client.query(HEADS, [from, position])).rows as Entry[]
    const unsealed = { number: (last?.number ?? 0) + 1, madeAt: now, position, entries, prevHash: last?.hash ?? GENESIS }
    const hash = anchorHash(unsealed)
    const column = <Value>(of: (entry: Entry) => Value) => entries.map(of)
    await client.query(INSERT, [
      unsealed.number,
      now,
      position,
      column((e) => e.tenantId),
      column((e) => e.streamId),
      column((e) => e.version),
      column((e) => Buffer.from(e.hash)),
      unsealed.prevHash,
      hash,
      sealKey.mac('anchor', hash),
    ])
    return { number: unsealed.number, position, hash, events }
  })
}
