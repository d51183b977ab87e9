import type { IncidentCard } from '@otklik/contract'
import { describe, expect, it } from 'vitest'
import { untilTermPasses } from '../src/terms/next-passing.ts'

const minute = 60_000
const now = Date.parse('2026-11-23T10:00:00+10:00')
const term = (status: 'pending' | 'met' | 'breached' | 'cancelled', due: number) => ({ status, due }) as IncidentCard['obligations'][number]

describe('An open card is asked anew when a term of it runs out', () => {
  it('a second after the first one that runs', () => {
    expect(untilTermPasses([term('pending', now + 90 * minute), term('pending', now + 5 * minute)], now)).toBe(5 * minute + 1_000)
  })
  it('whatever is met, broken, cancelled or over already does not count', () => {
    const over = [term('met', now + minute), term('breached', now + minute), term('cancelled', now + minute), term('pending', now - minute)]
    expect(untilTermPasses(over, now)).toBe(false)
    expect(untilTermPasses([...over, term('pending', now + 2 * minute)], now)).toBe(2 * minute + 1_000)
  })
  it('and is never put off for longer than a day, however far the term lies', () => {
    expect(untilTermPasses([term('pending', now + 40 * 24 * 60 * minute)], now)).toBe(24 * 60 * minute)
  })
})
