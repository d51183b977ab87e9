import { GENESIS, sealOf } from '../record/chain.ts'
import type { SealKey } from '../record/mac.ts'
import type { Stream } from '../record/stored.ts'

/**
 * What is wrong with the record. `hash`: edited; `gap`: an event is missing; `head`: the end does not agree; `mac`: it was written by
 * somebody who has not our key; `order`: it stands over all streams before the one that it follows; `anchor`: not as an anchor sealed it; `missing`: removed. Where `streamId` is empty, `version` is the
 * number of an anchor.
 */
export type Fault = {
  readonly streamId: string
  readonly version: number
  readonly problem: 'hash' | 'gap' | 'head' | 'mac' | 'order' | 'anchor' | 'missing'
}

/** Checks one stream: each event against its hash, the one before and (where there is a key) its MAC, then the head. Pure. */
export function streamFaults(stream: Stream, sealKey: SealKey | null): Fault[] {
  const { tenantId, id: streamId, kind, head, recorded } = stream
  if (recorded.length === 0) return [{ streamId, version: head.version, problem: 'missing' }]
  const faults: Fault[] = []
  let hash = GENESIS
  let expected = 1
  let position = 0
  for (const one of recorded) {
    if (one.version !== expected) {
      faults.push({ streamId, version: expected, problem: 'gap' })
    } else if (!sealed(one, { kind, tenantId, streamId }, hash)) {
      faults.push({ streamId, version: one.version, problem: 'hash' })
    } else if (sealKey !== null && !sealKey.fits('event', one.hash, one.mac)) {
      faults.push({ streamId, version: one.version, problem: 'mac' })
    } else if (one.position <= position) {
      faults.push({ streamId, version: one.version, problem: 'order' })
    }
    // One broken event is told once: what follows is judged by the hash that it claims to have.
    hash = one.hash
    position = one.position
    expected = one.version + 1
  }
  const last = recorded.at(-1)
  if (head.version !== last?.version || !Buffer.from(head.hash).equals(last.hash)) {
    faults.push({ streamId, version: head.version, problem: 'head' })
  }
  return faults
}

const sealed = (one: Stream['recorded'][number], of: { kind: string; tenantId: string; streamId: string }, before: Uint8Array): boolean =>
  Buffer.from(before).equals(one.prevHash) && sealOf({ ...of, ...one }, before).equals(one.hash)
