import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a MAC stands for: one of an event never passes for one of an anchor. */
type Kind = 'event' | 'anchor'

/**
 * Beside the public chain, which anybody can check, each seal carries a MAC (HMAC-SHA-256) over its hash under a key that is not in the
 * database: whoever can write there alone can compute hashes, but adds nothing that fits.
 */
export type SealKey = {
  /** @returns 32 bytes */
  mac(kind: Kind, hash: Uint8Array): Buffer
  fits(kind: Kind, hash: Uint8Array, mac: Uint8Array): boolean
}

/** The installation's key signs nothing itself: the seals have one derived from it under a label of their own (RFC 5869). */
export function sealKeyOf(key: Uint8Array): SealKey {
  const own = Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), 'otklik/seals of the record', 32))
  const mac = (kind: Kind, hash: Uint8Array): Buffer => createHmac('sha256', own).update(`otklik ${kind} 1\n`).update(hash).digest()
  return {
    mac,
    fits: (kind, hash, given) => given.length === 32 && timingSafeEqual(mac(kind, hash), given),
  }
}
