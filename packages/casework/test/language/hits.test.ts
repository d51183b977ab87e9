import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hitsIn, phonesIn, wordsOf } from '../../src/language/index.ts'

const marked = (text: string, query: string) => hitsIn(text, query).map(({ from, to }) => text.slice(from, to))

describe('what a search found is marked as it stands', () => {
  test.each([
    ['На улице Ленина яма, яме год', 'ямы', ['яма', 'яме']],
    ['Ёлка и е\u0308лки', 'елка', ['Ёлка', 'е\u0308лки']],
    ['Неработающий свето\u00adфор', 'неработающ', ['Неработающий']],
    ['Неработающий свето\u00adфор', 'светофоры', ['свето\u00adфор']],
    ['Рабо\u0301ты закончились', 'закончилис', ['закончились']],
    ['засыпали', 'засы', ['засыпали']],
    ['Тел. 8 (912) 345-67-89, 5', '+79123456789', ['8 (912) 345-67-89']],
    ['Тел. +7 912 345 67 89', '3456789', ['+7 912 345 67 89']],
    ['яма и люк', 'яма или люк', ['яма', 'люк']],
    ['яма и снег', 'яма -снег', ['яма']],
    ['яма и снег', '"яма и" -"снег"', ['яма']],
    ['Не горит, но небо', 'не', ['Не', 'небо']],
    ['яма', 'яма и', ['яма']],
    ['№ 2026-000123', '000123', ['2026-000123']],
    ['Яма, тел. 8 912 345-67-89', '34567-89 яма', ['Яма', '8 912 345-67-89']],
    ['<b>яма</b> <script>', 'яма <script>', ['яма', 'script']],
    ['ничего', '', []],
    ['👩🏽‍🔧 яма 🙂', 'яма', ['яма']],
  ])('%s ← %s', (text, query, words) => expect(marked(text, query)).toEqual(words))

  test('inside the text, in order, whatever both are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 })
    fc.assert(
      fc.property(text, text, (one, query) => {
        let end = 0
        for (const { from, to } of hitsIn(one, query)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(end).toBeLessThanOrEqual(one.length)
      }),
      { numRuns: 3000 },
    )
  })
})

test('telephone numbers of a text, in any form, are their national digits', () => {
  const forms = [
    '+7 912 345-67-89',
    '8(912)3456789',
    '79123456789',
    '8 912 345 67 89',
    '8-912-345-67-89',
    '+7 (912) 345 67 89',
    '9123456789',
    '8\u00a0912\u00a03456789',
  ]
  for (const form of forms) expect(phonesIn(`Звоните: ${form}, спасибо`)).toContain('9123456789')
  expect(phonesIn('Диспетчер 51-23-45; дом 5, кв. 12; 2024 год')).toEqual(['512345'])
})

test('words are folded alike from decomposed, marked, broken and wide letters', () => {
  const words = ['ежик', 'йод', 'м2', 'naive', 'abc', '5']
  expect(wordsOf('Ёжик йод м² naïve ＡＢＣ ⑤')).toEqual(words)
  expect(wordsOf('е\u0308жик и\u0306од м2 nai\u0308ve a\u00adb\u200bc 5')).toEqual(words)
})
