import { describe, expect, test } from 'vitest'
import { outOfTerm } from '../src/incidents/expire.ts'
import { cutoffs, retentionDays } from '../src/upkeep/rule.ts'

const at = (text: string): number => Date.parse(text)
const before = cutoffs(at('2027-04-09T00:00:00Z'), retentionDays.usual)

describe('an author is forgotten', () => {
  test('1095 days after the last message, and not on the very day', () => {
    expect(new Date(before.authors).toISOString()).toBe('2024-04-09T00:00:00.000Z')
    expect(outOfTerm({ lastMessageAt: at('2024-04-08T23:59:59Z'), openIncidents: 0 }, before)).toBe(true)
    expect(outOfTerm({ lastMessageAt: at('2024-04-09T00:00:00Z'), openIncidents: 0 }, before)).toBe(false)
  })

  test('never while one of their incidents is open', () => {
    expect(outOfTerm({ lastMessageAt: at('2014-01-01T00:00:00Z'), openIncidents: 1 }, before)).toBe(false)
  })

  test('not sooner than after thirty days, whatever is asked for', () => {
    expect(() => cutoffs(0, 29)).toThrow('от 30')
    expect(() => cutoffs(0, 30.5)).toThrow(RangeError)
    expect(cutoffs(0, 30).authors).toBe(-30 * 86_400_000)
  })
})
