import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, rudePlaces } from '../../src/language/index.ts'

const lines = readFileSync(new URL('rude-lines.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^[+-] /u.test(line))
  .map((line) => ({ rude: line.startsWith('+'), text: line.slice(2) }))

test('precision and recall over the lines of this house have their floors', () => {
  const warned = lines.filter(({ text }) => rudePlaces(text).length > 0)
  const right = warned.filter(({ rude }) => rude)
  const rude = lines.filter((line) => line.rude)
  const precision = right.length / warned.length
  const recall = right.length / rude.length
  const missed = rude.filter((line) => !warned.includes(line)).map(({ text }) => text)
  const alarms = warned.filter((line) => !line.rude).map(({ text }) => text)
  console.info(`${lines.length} lines, ${rude.length} rude: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`, {
    missed,
    alarms,
  })
  expect(lines.length).toBeGreaterThanOrEqual(300)
  expect(Math.abs(rude.length / lines.length - 0.5)).toBeLessThan(0.1)
  expect(precision).toBeGreaterThanOrEqual(0.99)
  expect(recall).toBeGreaterThanOrEqual(0.98)
})

describe('a place', () => {
  test.each([
    ['Здравствуйте! Вы идиот, Иван.', 'идиот'],
    ['Ё́ж и су\u00adка здесь', 'су\u00adка'],
    ['👋🏽 с.у.к.а!', 'с.у.к.а'],
    ['Ѐ и\u0306 бл*дь', 'бл*дь'],
    ['№ 5 ½ ﬁ идите к чёрту', 'идите к чёрту'],
  ])('is marked as it stands in the text: %s', (text, word) => {
    const places = rudePlaces(text)
    expect(places.map((place) => place.word)).toEqual([word])
    expect(places.map(({ from, to }) => text.slice(from, to))).toEqual([word])
  })

  test('always lies inside the text, in order, without overlap', () => {
    const bit = fc.constantFrom(
      'сука',
      'хуй',
      'идиот',
      ' ',
      '.',
      '-',
      '*',
      'й',
      'и\u0306',
      '\u00ad',
      '\u200b',
      '👋🏽',
      '\ud800',
      '½',
      'ﬁ',
      'İ',
      'x',
      'y',
      '«',
      '»',
      '\n',
      'ул. ',
      'Сукин',
    )
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 60 }), (bits) => {
        const text = bits.join('')
        let end = 0
        for (const { from, to, word } of rudePlaces(text)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(word).toBe(text.slice(from, to))
          end = to
        }
      }),
      { numRuns: 2000 },
    )
  })
})

test('the longest hostile text takes no growing time', () => {
  for (const bit of ['а ', 'х*', 'с.', '«', 'Сукин ', 'сууу', 'ул. ', '\u0301', '@', 'спектакль ']) {
    const started = process.cpuUsage()
    rudePlaces(bit.repeat(Math.ceil(16_000 / bit.length)))
    expect(process.cpuUsage(started).user).toBeLessThan(20_000_000)
  }
})

test('folding is stable, and the folded places agree with the folded text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
      expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
    }),
    { numRuns: 5000 },
  )
})
