import { createHash } from 'node:crypto'
import type { ActorRef, IncidentEvent, Recorded } from '@otklik/casework'
import { canonical } from './canonical.ts'
import type { SealKey } from './mac.ts'

/** What stands before the first event of a stream. */
export const GENESIS: Uint8Array = new Uint8Array(32)

/** Everything about an event that may not be changed unseen. */
export type Sealed = {
  readonly tenantId: string
  readonly streamId: string
  readonly version: number
  readonly at: number
  readonly by: ActorRef
  readonly regulation: string
  readonly scheduleVersion: number
  readonly event: IncidentEvent
}

/** SHA-256 over the hash before and the canonical JSON of the envelope: an edited, removed or exchanged event breaks every later one. */
export function sealOf(sealed: Sealed, previous: Uint8Array): Buffer {
  const { tenantId, streamId, version, at, by, regulation, scheduleVersion, event } = sealed
  const text = canonical({ tenantId, streamId, version, at, by, regulation, scheduleVersion, event })
  return createHash('sha256').update(previous).update(text, 'utf8').digest()
}

/** What an event is checked by besides its hash. */
export type Links = { readonly prevHash: Uint8Array; readonly mac: Uint8Array }

/** An event of a stream with what the record keeps beside it. */
export type Stored = Recorded & { readonly regulation: string; readonly scheduleVersion: number; readonly hash: Uint8Array }

/** Chains new events behind a stream's head, and puts the installation's MAC beside each hash. */
export function chain(
  stream: { readonly tenantId: string; readonly streamId: string; readonly hash: Uint8Array },
  under: { readonly regulation: string; readonly scheduleVersion: number },
  recorded: readonly Recorded[],
  sealKey: SealKey,
): readonly (Stored & Links)[] {
  let prevHash = stream.hash
  return recorded.map((one) => {
    const hash = sealOf({ tenantId: stream.tenantId, streamId: stream.streamId, ...one, ...under }, prevHash)
    const link = { ...one, ...under, prevHash, hash, mac: sealKey.mac('event', hash) }
    prevHash = hash
    return link
  })
}
