import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Later } from '../src/live/later.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Moments, from now, at which the work was done. */
function counted(gapMs: number, chance: () => number) {
  const began = performance.now()
  const done: number[] = []
  return { done, later: new Later(() => done.push(Math.round(performance.now() - began)), gapMs, chance) }
}

it('two hundred browsers that are told at once ask one after another over the spread', () => {
  const spread = 10_000
  const browsers = Array.from({ length: 200 }, (_, n) => counted(3_000, () => n / 200))
  for (const { later } of browsers) later.ask(spread)
  vi.advanceTimersByTime(20_000)
  const moments = browsers.flatMap(({ done }) => done)
  expect(moments).toHaveLength(200)
  for (let second = 0; second < 10; second++)
    expect(moments.filter((at) => Math.floor(at / 1_000) === second).length).toBeLessThanOrEqual(20)
})

it('however often it is asked for, it is done once for all that was asked before, and once more for what came after', () => {
  const { done, later } = counted(3_000, () => 0)
  for (let n = 0; n < 50; n++) later.ask(0)
  vi.advanceTimersByTime(1)
  expect(done).toEqual([0])
  for (let n = 0; n < 50; n++) later.ask(0)
  vi.advanceTimersByTime(2_990)
  expect(done).toEqual([0])
  vi.advanceTimersByTime(20)
  expect(done).toEqual([0, 3_000])
})

it('in a burst of ten minutes each browser asks no more often than the spread allows', () => {
  const { done, later } = counted(3_000, () => 0.5)
  for (let n = 0; n < 1_200; n++) {
    later.ask(10_000)
    vi.advanceTimersByTime(500)
  }
  expect(done.length).toBeGreaterThan(20)
  expect(done.length).toBeLessThanOrEqual(60)
})

it('waits at least as long as it is told, and is not done when it was dropped', () => {
  const { done, later } = counted(0, () => 0)
  later.ask(0, 400)
  vi.advanceTimersByTime(399)
  expect(done).toEqual([])
  vi.advanceTimersByTime(2)
  expect(done).toEqual([400])
  later.ask(0, 400)
  later.drop()
  vi.advanceTimersByTime(10_000)
  expect(done).toEqual([400])
})

it('is hurried where it was asked for, and not begun where it was not', () => {
  const { done, later } = counted(0, () => 0.5)
  later.hurry(100)
  vi.advanceTimersByTime(30_000)
  expect(done).toEqual([])
  later.ask(20_000)
  later.hurry(100)
  vi.advanceTimersByTime(30_000)
  expect(done).toEqual([30_050])
})
