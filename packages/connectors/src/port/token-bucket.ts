import type { Clock } from './clock.ts'

/**
 * Lets at most `perSecond` requests through in any second. Networks count in a moving window, so a classic bucket (full burst, then refill)
 * would let twice the limit through around the edge: here a place is free again one second after it was taken. They count when a request
 * comes in, and one that was held up on its way comes in close to those behind it: the margin is for so much delay.
 */
const windowMs = 1_250

/** `take` resolves when the request may leave, in the order asked; rejects when the signal is aborted first, without using up a place. */
export type TokenBucket = { take(signal?: AbortSignal): Promise<void> }

/** @param perSecond as many as the network grants */
export function createTokenBucket(perSecond: number, clock: Clock): TokenBucket {
  const taken: number[] = []
  let turn: Promise<void> = Promise.resolve()

  async function wait(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    const oldest = taken.length >= perSecond ? taken[taken.length - perSecond] : undefined
    // No place is kept for longer than the window: a clock set back by hours must not keep requests waiting for hours.
    const ms = oldest === undefined ? 0 : Math.min(windowMs, oldest + windowMs - clock.now())
    if (ms > 0) await clock.sleep(ms, signal)
    taken.push(clock.now())
    if (taken.length > perSecond) taken.splice(0, taken.length - perSecond)
  }

  return {
    take(signal) {
      const mine = turn.then(() => wait(signal))
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}
