import type { ActorRef, Recorded } from '@otklik/record'
import type { Runs } from './runs.ts'
import { chain } from './chain.ts'
import type { SealKey } from './mac.ts'

/** Where events are added: a stream as it was read. `version` 0 opens it. */
export type Head = {
  readonly kind: string
  readonly tenantId: string
  readonly streamId: string
  readonly version: number
  readonly hash: Uint8Array
}

/** The head is written before a position is drawn: so whoever draws one has its transaction's number already (see `Look`). */
const WRITTEN = `written as (
  insert into events (tenant_id, stream_id, version, format, type, at, by, under, data, prev_hash, hash, mac)
  select $1::uuid, $2::uuid, e.version, e.format, e.type, e.at, e.by, e.under, e.data, e.prev_hash, e.hash, e.mac
  from head, jsonb_populate_recordset(null::events, $6::jsonb) e order by e.version returning 1)
select (select count(*) from head)::int as head, (select count(*) from written)::int as events, $3::text as kind`

const MOVE = `with head as (
  update streams set version = $4::int + jsonb_array_length($6::jsonb), hash = $5::bytea
  where tenant_id = $1::uuid and stream_id = $2::uuid and kind = $3 and version = $4::int returning 1), ${WRITTEN}`

const OPEN = `with head as (
  insert into streams (tenant_id, stream_id, kind, version, hash)
  select $1::uuid, $2::uuid, $3, $4::int + jsonb_array_length($6::jsonb), $5::bytea on conflict do nothing returning 1), ${WRITTEN}`

/**
 * Adds events to a stream of any kind if it still stands where it was read, chained and sealed; one round trip. The rows that follow are the
 * caller's, in the same transaction.
 * @returns the events as they stand in the record, or null where somebody was faster: nothing was written
 */
export async function appendEvents<Event extends { readonly type: string }>(
  on: Runs,
  head: Head,
  events: readonly Event[],
  { at, by }: { readonly at: number; readonly by: ActorRef },
  sealKey: SealKey,
): Promise<readonly Recorded<Event>[] | null> {
  const fresh = events.map((event, index) => ({ version: head.version + index + 1, at, by, event }))
  const links = chain(head, {}, fresh, sealKey)
  const rows = links.map(({ format, version, event: { type, ...data }, prevHash, hash, mac }) => {
    return { format, version, type, at, by, under: {}, data, prev_hash: hex(prevHash), hash: hex(hash), mac: hex(mac) }
  })
  const values = [head.tenantId, head.streamId, head.kind, head.version, hex(links.at(-1)?.hash ?? head.hash), JSON.stringify(rows)]
  const statement = head.version === 0 ? { name: 'open-events', text: OPEN } : { name: 'move-events', text: MOVE }
  const answer = (await on.query({ ...statement, values })).rows[0] as { head: number }
  return answer.head === 1 ? fresh : null
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`
