import { describe, expect, test } from 'vitest'
import { errorOf, namedCodes, vkErrors } from '../src/vk/errors.ts'
import { outcomeOf, untilNextMoscowDay } from '../src/vk/outcome.ts'

const expected: Readonly<Record<string, readonly number[]>> = {
  retry: [1, 10, 36, 43],
  throttle: [6],
  flood: [9, 32, 219, 220, 223, 1105],
  quota: [29, 224, 601],
  human: [14, 17, 24, 703, 704, 3300, 3301, 3302, 3303, 3304, 11500],
  token: [5, 27, 28, 1114, 1116, 1117, 3609],
  permission: [7, 15, 20, 21, 23, 200, 203, 214, 260],
  config: [3, 8, 100, 101, 113, 125, 129, 150, 9999],
  gone: [18, 104, 210, 211],
  closed: [30, 212, 213, 801, 917, 922, 927, 945, 950, 1012],
  blocked: [19, 900, 901, 902],
  invalid: [22, 105, 114, 118, 121, 122, 222, 300, 914],
}
const codes = Object.entries(expected).flatMap(([kind, each]) => each.map((code) => [code, kind] as const))

describe('error codes of VK', () => {
  test.each(codes)('%i is %s', (code, kind) => {
    expect(errorOf(code).kind).toBe(kind)
  })

  test('every code stands in the table once and is named above, none besides', () => {
    expect(namedCodes).toBe(vkErrors.size)
    expect([...vkErrors.keys()].toSorted((a, b) => a - b)).toEqual(codes.map(([code]) => code).toSorted((a, b) => a - b))
  })

  test('each says in Russian and English what is wrong', () => {
    for (const { ru, en } of vkErrors.values()) {
      expect(ru).toMatch(/[а-я]{3}/)
      expect(en).toMatch(/^[A-Z][ -~]{8,}$/)
    }
  })

  test('only 1, 10, 36 and unknown codes leave a write in doubt', () => {
    expect([...vkErrors].filter(([, error]) => error.doubtful).map(([code]) => code)).toEqual([1, 10, 36])
    expect(errorOf(4242)).toMatchObject({ kind: 'retry', doubtful: true })
  })

  test('every class has its outcome when a reply is being put up', () => {
    const outcomes = codes.map(([code]) => outcomeOf({ kind: 'refused', code, error: errorOf(code), detail: '' }, true, 0).outcome)
    expect(new Set(outcomes)).toEqual(new Set(['ambiguous', 'deferred', 'rejected']))
  })

  test.each([
    ['2025-05-05T20:59:00Z', 6],
    ['2025-05-05T21:00:00Z', 24 * 60 + 5],
    ['2025-12-31T09:00:00Z', 12 * 60 + 5],
  ])('a quota used up at %s is new in %i minutes (Moscow midnight and five)', (moment, minutes) => {
    expect(untilNextMoscowDay(Date.parse(moment))).toBe(minutes * 60_000)
  })
})
