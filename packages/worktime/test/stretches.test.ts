import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorking, nextOpening as opening, parseMoment, stretches, workingTime } from '../src/index.ts'
import { isOpen, nextOpening, remaining } from '../src/stretches.ts'
import { office } from './counting.ts'

describe('the countdown in a browser', () => {
  const moscow = office('Europe/Moscow')
  const [from, to] = [parseMoment('2024-12-20T00:00:00+03:00'), parseMoment('2025-01-20T00:00:00+03:00')]
  const sent = stretches(moscow, from, to).map(({ start, end }) => [start, end] as const)

  test('says what is left in working time, and by how much it is late', () => {
    const now = parseMoment('2024-12-28T17:00:00+03:00')
    expect(remaining(sent, now, parseMoment('2025-01-09T10:30:00+03:00'))).toBe(2.5 * 3_600_000)
    expect(remaining(sent, parseMoment('2025-01-09T10:30:00+03:00'), now)).toBe(-2.5 * 3_600_000)
    expect(remaining(sent, now, now)).toBe(0)
  })

  test('equals what the server would say', () => {
    const moments = fc.integer({ min: from, max: to - 1 })
    fc.assert(
      fc.property(moments, moments, (one, other) => {
        expect(remaining(sent, one, other)).toBe(workingTime(moscow, one, other))
        expect(isOpen(sent, one)).toBe(isWorking(moscow, one))
        const next = opening(moscow, one)
        expect(nextOpening(sent, one)).toBe(next < to ? next : undefined)
      }),
      { seed: 11, numRuns: 2000 },
    )
  })

  test('nothing sent, nothing open', () => {
    expect(remaining([], 0, 1000)).toBe(0)
    expect(isOpen([], 0)).toBe(false)
    expect(nextOpening([], 0)).toBeUndefined()
  })
})
