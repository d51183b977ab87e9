import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexedWords } from '../src/incidents/words.ts'
import { searchQuery } from '../src/views/search.ts'

describe('a query', () => {
  test.each([
    ['ямы', '((ямы:* | 0ямы:*))'],
    ['ямы дорога', '(ямы) & ((дорога:* | 0дорога:*))'],
    ['Ёлка', '((елка:* | 0елка:*))'],
    ['е\u0301лка', '((елка:* | 0елка:*))'],
    ['за\u00adсы', '((засы:* | 0засы:*))'],
    ['яма и', '(яма) & (и:*)'],
    ['не', '((не:* | 0не:*))'],
    ['"и не"', '(0и & 0не)'],
    ['-не', '!(0не)'],
    ['"не горит фонарь"', '(не <-> горит <-> фонарь)'],
    ['ямы -снег', '(ямы) & !(снег)'],
    ['ямы -лёд', '(ямы) & !(лед)'],
    ['яма или люк', '(яма) | ((люк:* | 0люк:*))'],
    ['яма OR люк', '(яма) | ((люк:* | 0люк:*))'],
    ['ул.Ленина,5', '(ул & ленина & 5:*)'],
    ['2026-000123', '(2026 & 000123:* | тел3210006202:*)'],
    ['+7 912 345-67-89', '(7 & 912 & 345 & 67 & 89:* | тел9876543219:*)'],
    ['8(912)3456789', '(8 & 912 & 3456789:* | тел9876543219:*)'],
    ['34567 яма', '(34567 | тел76543:*) & ((яма:* | 0яма:*))'],
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
        expect((asked ?? '').replaceAll(/[\p{L}\p{N}]+(?::\*)?|<->|[&|!() ]/gu, '')).toBe('')
      }),
      { seed: 20261122, numRuns: 2000 },
    )
  })

  test('an incident is found by its number with and without its zeros, its words as written, its telephones from the end', () => {
    expect(indexedWords('2026-000123', 'Яма')).toBe('2026 000123 123 яма 0яма')
    expect(indexedWords('1', 'Звоните: 8 (912) 345-67-89').split(' ').at(-1)).toBe('тел9876543219')
  })
})
