import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexedWords, searchQuery, wordsOf } from '../src/views/search.ts'

describe('a query', () => {
  test.each([
    ['ямы', '(ямы:*)'],
    ['ямы дорога', '(ямы) & (дорога:*)'],
    ['Ёлка', '(елка:*)'],
    ['"не горит фонарь"', '(не <-> горит <-> фонарь)'],
    ['ямы -снег', '(ямы) & !(снег)'],
    ['яма или люк', '(яма) | (люк:*)'],
    ['яма OR люк', '(яма) | (люк:*)'],
    ['ул.Ленина,5', '(ул & ленина & 5:*)'],
    ['2026-000123', '(2026 & 000123:*)'],
    ['или', null],
    ['', null],
    ["!!! ':* &", null],
  ])('%s asks for %s', (text, asked) => {
    expect(searchQuery(text)).toBe(asked)
  })

  test('is made of words and our own operators alone, whatever is typed', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), (text) => {
        const asked = searchQuery(text.toWellFormed())
        const operand = /^!?\([\p{L}\p{N}]+(?::\*)?(?: (?:&|<->) [\p{L}\p{N}]+(?::\*)?)*\)$/u
        const parts = asked === null ? [] : asked.split(/(?<=\)) [&|] (?=!?\()/)
        expect(parts.filter((part) => !operand.test(part))).toEqual([])
      }),
      { seed: 20261122, numRuns: 2000 },
    )
  })

  test('an incident is found by its number with and without its zeros', () => {
    expect(indexedWords('2026-000123', 'Яма')).toBe('2026 000123 123 яма')
    expect(wordsOf('Ёжик-в_тумане')).toEqual(['ежик', 'в', 'тумане'])
  })
})
