import type { ActorRef, DomainEvent } from '@otklik/record'
import type { Decision } from './aggregate.ts'
import type { Registered } from './aggregates.ts'
import { chain } from './chain.ts'
import type { SealKey } from './mac.ts'
import type { Runs } from './runs.ts'

/** Where a decision is appended: the stream as it was read. `version` 0 opens it. */
export type Head = { readonly tenantId: string; readonly streamId: string; readonly version: number; readonly hash: Uint8Array }

/** Who decided and when; `once`: what a repeated press of the same key (made by a browser) is answered. */
export type Issued = {
  readonly at: number
  readonly by: ActorRef
  readonly once: { readonly key: string; readonly bodyHash: string; readonly result: unknown } | null
}

export type Written = {
  /** False: the organisation's settings changed since they were read. */
  readonly current: boolean
  /** False: the stream had moved (or, opening: what the opening asks for does not hold); nothing was written. */
  readonly moved: boolean
  readonly position: number
  /** What the statement of an opening answers besides. */
  readonly answers: Readonly<Record<string, unknown>>
}

/**
 * Appends to a stream if it still stands where it was read, with everything that follows from it.
 * One round trip: the version is compared and set in the statement, so no lock is held while the domain thinks.
 */
export async function append<Event extends DomainEvent>(
  on: Runs,
  { aggregate: { kind }, open, move }: Registered,
  head: Head,
  decision: Decision<Event>,
  { at, by, once }: Issued,
  sealKey: SealKey,
): Promise<Written> {
  const { tenantId, streamId, version } = head
  const fresh = decision.events.map((event, index) => ({ version: version + index + 1, at, by, event }))
  const links = chain({ kind, ...head }, decision.under, fresh, sealKey)
  const last = links.at(-1)
  if (last === undefined) throw new Error('nothing to append')
  const { put, drop = {}, also = {} } = decision.writes(links)
  const writing = {
    ...also,
    kind,
    version: last.version,
    hash: hex(last.hash),
    events: links.map(({ format, version: number, under, event: { type, ...data }, prevHash, hash, mac }) => {
      return { format, version: number, type, at, by, under, data, prev_hash: hex(prevHash), hash: hex(hash), mac: hex(mac) }
    }),
    put,
    drop,
    idempotency: once && { key: once.key, body_hash: `\\x${once.bodyHash}`, result: once.result, made_at: at },
  }
  const values = [tenantId, streamId, decision.settingsVersion, version, JSON.stringify(writing)]
  const { rows } = await on.query({ ...(version === 0 ? open : move), values })
  const { guard, head: moved, position, ...answers } = rows[0] as { guard: number; head: number; position: string | null }
  return { current: guard === 1, moved: moved === 1, position: Number(position ?? 0), answers }
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`
