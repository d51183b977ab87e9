/** Repeatable chance: the same seed gives the same run (mulberry32). Not for secrets. */
export type Random = { next(): number; hex(digits: number): string }

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, hex: (digits) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('') }
}
