import { createHash } from 'node:crypto'
import type { DomainEvent, Envelope, Recorded, Under } from '@otklik/record'
import { canonical } from './canonical.ts'
import type { SealKey } from './mac.ts'

/** What stands before the first event of a stream. */
export const GENESIS: Uint8Array = new Uint8Array(32)

/** The format of the envelopes that are written now. */
const FORMAT = 1 as const

/** SHA-256 over the hash before and the canonical JSON of the envelope: an edited, removed or exchanged event breaks every later one. */
export function sealOf(envelope: Envelope<DomainEvent>, previous: Uint8Array): Buffer {
  const { format, kind, tenantId, streamId, version, at, by, under, event } = envelope
  const text = canonical({ format, kind, tenantId, streamId, version, at, by, under, event })
  return createHash('sha256').update(previous).update(text, 'utf8').digest()
}

/** What an event is checked by besides its hash. */
export type Links = { readonly prevHash: Uint8Array; readonly mac: Uint8Array }

/** A new event with its seals. */
export type Chained<Event, Decided> = Recorded<Event> &
  Links & { readonly format: typeof FORMAT; readonly under: Decided; readonly hash: Uint8Array }

/** Chains new events behind a stream's head, and puts the installation's MAC beside each hash. */
export function chain<Event extends DomainEvent, Decided extends Under>(
  stream: { readonly kind: string; readonly tenantId: string; readonly streamId: string; readonly hash: Uint8Array },
  under: Decided,
  recorded: readonly Recorded<Event>[],
  sealKey: SealKey,
): readonly Chained<Event, Decided>[] {
  const { kind, tenantId, streamId } = stream
  let prevHash = stream.hash
  return recorded.map((one) => {
    const hash = sealOf({ format: FORMAT, kind, tenantId, streamId, ...one, under }, prevHash)
    const link = { ...one, format: FORMAT, under, prevHash, hash, mac: sealKey.mac('event', hash) }
    prevHash = hash
    return link
  })
}
