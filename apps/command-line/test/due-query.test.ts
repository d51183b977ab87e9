import * as fc from 'fast-check'
import { parseMoment, parseTerm } from '@otklik/worktime'
import { describe, expect, test } from 'vitest'
import { readPlainQuery } from '../src/due-query.ts'

const two = (number: number): string => String(number).padStart(2, '0')
const part = (max: number) => fc.integer({ min: 0, max })
const read = (text: string) => readPlainQuery(Buffer.from(text), 0, Buffer.byteLength(text))

describe('a query read from bytes', () => {
  const offsets = fc.constantFrom('Z', '+10:00', '-03:30', '+23:59', '+24:00', '+10:60', '+1000', '', '~10:00')
  const terms = fc.constantFrom(
    '+7wh',
    '-30wm',
    '+3wd',
    '-48h',
    '+5m',
    '-3d',
    '+0wh',
    '7wh',
    '+wh',
    '+7w',
    '+7hh',
    '+1234567890m',
    '+999999999m',
  )

  test('is what the readers of texts make of it, or is left to them', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1890, max: 2110 }),
      part(13),
      part(32),
      part(24),
      part(60),
      part(60),
      offsets,
      terms,
      fc.constantFrom('', ' '),
    )
    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second, offset, term, space]) => {
        const from = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset}`
        const line = Buffer.from(`{"from":${space}"${from}",${space}"term":${space}"${term}"}`)
        const plain = readPlainQuery(line, 0, line.length)
        expect(plain).toEqual(plain && { from: parseMoment(from), term: parseTerm(term) })
      }),
      { seed: 5, numRuns: 5000 },
    )
  })

  test('the usual line takes the short way, a bent one does not', () => {
    const usual = '{"from":"2024-12-27T16:40:00+10:00","term":"+7wh"}'
    expect(read(usual)).toEqual({ from: parseMoment('2024-12-27T16:40:00+10:00'), term: parseTerm('+7wh') })
    for (const end of [usual.length - 1, usual.length - 2, 40, 20, 5, 0]) expect(readPlainQuery(Buffer.from(usual), 0, end)).toBeUndefined()
    expect(read(`${usual} `)).toBeUndefined()
    expect(read(` ${usual}`)).toBeUndefined()
    expect(read(usual.replace('}', ',"until":"midnight"}'))).toBeUndefined()
  })
})
