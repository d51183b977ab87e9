import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRegulation, RegulationError } from '../src/index.ts'
import { goodAct } from './good-act.ts'

/** The first fault of the good act after one change, in both languages. */
function told(from: string, to: string): readonly string[] {
  expect(goodAct).toContain(from)
  try {
    parseRegulation(goodAct.replace(from, to))
  } catch (error) {
    if (error instanceof RegulationError) return [error.faults[0]?.ru ?? '', error.faults[0]?.en ?? '']
    throw error
  }
  return []
}

describe("a lawyer who writes an act's file is told how to mend it", () => {
  it.each([
    [
      'a step left out',
      '  select: { by: curator, clause: X-1 }\n',
      '',
      /поля нет; нужно: объект \{ by: curator, clause: L-7 \}/,
      /it is missing/,
    ],
    [
      'a word where null was meant',
      'importance: null',
      'importance: none',
      /\{ clause: L-9 \} или null; а стоит «none»/,
      /or null; not "none"/,
    ],
    [
      'an actor that nobody knows',
      'actor: curator',
      'actor: mayor',
      /одно из: curator, executor, head, organisation; а стоит «mayor»/,
      /not "mayor"/,
    ],
    ['a key too many', 'importance: null', 'importance: null\nmayor: Иванов', /лишнее поле: mayor/, /unknown key: mayor/],
    ['a number without quotes', "number: '1'", 'number: 1', /нужно: строка; а стоит 1 без кавычек/, /not 1 without quotes/],
    [
      'hours of work as people write them',
      "mon: ['09:00-18:00']",
      "mon: ['9–18']",
      /как 09:00-13:00, через дефис\.$/,
      /like 09:00-13:00\.$/,
    ],
    [
      'a moment without its time',
      "at: '2024-09-10T09:00:00+03:00'",
      "at: '2024-09-10'",
      /момент .*смещением: 2024-09-10T09:00:00\+03:00\.$/,
      /with day, time and offset/,
    ],
    [
      'a clause named with a space',
      'X-1: { ru: п. 1',
      "'X 1': { ru: п. 1",
      /имени поля быть не может: id пункта пишется как L-8/,
      /cannot be written so/,
    ],
    ['a limit below nothing', 'rounds: 1', 'rounds: -1', /нужно число не меньше 0\.$/, /at least 0 is needed\.$/],
    ['a limit of one and a half', 'rounds: 1', 'rounds: 1.5', /нужно: целое число; а стоит 1\.5\.$/, /write a whole number; not 1\.5\.$/],
    [
      'the zeroth occurrence',
      'expect:\n      - { norm: publish,',
      'expect:\n      - { norm: publish, occurrence: 0,',
      /число больше 0/,
      /above 0/,
    ],
    [
      'a day that no calendar has',
      'calendar: none',
      "calendar: none\n  exceptions: { '2024-99-01': off }",
      /нужна дата ГГГГ-ММ-ДД/,
      /YYYY-MM-DD/,
    ],
    ['a date as people write it', 'from: 2030-01-01', 'from: 01.01.2030', /нужна дата ГГГГ-ММ-ДД/, /YYYY-MM-DD/],
  ])('%s', (_title, from, to, ru, en) => {
    const [russian, english] = told(from, to)
    expect(russian).toMatch(ru)
    expect(english).toMatch(en)
  })

  it('in words of our own: the schema library’s are not heard', () => {
    const words = readFileSync(new URL('../src/act/issue-words.ts', import.meta.url), 'utf8')
    expect(words).not.toMatch(/locales|\.message/)
  })

  it('an empty file is called empty', () => {
    expect(() => parseRegulation('')).toThrow(/файл пуст/)
  })
})
