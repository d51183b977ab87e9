import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTokenBucket } from '../src/port/token-bucket.ts'

const fakeClock = () => {
  let now = 1_000_000
  return { now: () => now, sleep: async (ms: number) => void (now += ms), pass: (ms: number) => void (now += ms) }
}

test('whatever the pauses between requests, no second holds more than the limit, and nobody waits without need', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 }),
      async (limit, pauses) => {
        const clock = fakeClock()
        const bucket = createTokenBucket(limit, clock)
        const left: number[] = []
        for (const pause of pauses) {
          clock.pass(pause)
          const asked = clock.now()
          await bucket.take()
          left.push(clock.now())
          const needed = left.filter((at) => at > asked - 1_250).length > 1
          expect(needed || clock.now() === asked).toBe(true)
        }
        for (const at of left) expect(left.filter((each) => each >= at && each < at + 1000).length).toBeLessThanOrEqual(limit)
      },
    ),
    { seed: 20250505, numRuns: 150 },
  )
})

test('requests asked for at once leave in turn, and an aborted one takes no place', async () => {
  const clock = fakeClock()
  const bucket = createTokenBucket(2, clock)
  const stop = AbortSignal.abort()
  const order: number[] = []
  const aborted = bucket.take(stop)
  const taken = [1, 2, 3].map(async (each) => {
    await bucket.take()
    order.push(each)
  })
  await expect(aborted).rejects.toThrow('aborted')
  await Promise.all(taken)
  expect(order).toEqual([1, 2, 3])
  expect(clock.now()).toBe(1_000_000 + 1_250)
})

test('a clock set back by three hours keeps nobody waiting for three hours', async () => {
  const clock = fakeClock()
  const bucket = createTokenBucket(2, clock)
  await bucket.take()
  await bucket.take()
  clock.pass(-3 * 3_600_000)
  const asked = clock.now()
  await bucket.take()
  expect(clock.now() - asked).toBe(1_250)
})
