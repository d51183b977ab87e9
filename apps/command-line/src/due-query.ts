import type { Moment, Term, Unit } from '@otklik/worktime'

/** A query read from bytes: the moment and the term. */
export type PlainQuery = { readonly from: Moment; readonly term: Term }

const [ZERO, SPACE, QUOTE, MINUS, PLUS, COLON] = [0x30, 0x20, 0x22, 0x2d, 0x2b, 0x3a]
const [LETTER_T, LETTER_Z] = [0x54, 0x5a]
const bytes = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0))
const [FROM_KEY, TERM_KEY] = [bytes('{"from":'), bytes('"term":')]
const UNITS = new Map<number, Unit>(
  (['wh', 'wm', 'wd', 'h', 'm', 'd'] as const).map((unit) => [bytes(unit).reduce((code, letter) => code * 256 + letter, 0), unit]),
)
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Reads the usual query, `{"from":"2024-12-27T16:40:00+10:00","term":"+7wh"}`, with or without a space after colons and the
 * comma, straight from its bytes: several times as fast as JSON.parse. Undefined for any other line: it may still be a
 * good query with options, or a bad one, which the caller finds out by reading it as JSON.
 */
export function readPlainQuery(line: Uint8Array, start: number, end: number): PlainQuery | undefined {
  let at = past(line, start, FROM_KEY)
  if (at < 0 || line[at++] !== QUOTE || at + 20 > end) return undefined
  const year = digits(line, at, 4)
  const month = digits(line, at + 5, 2)
  const day = digits(line, at + 8, 2)
  const hour = digits(line, at + 11, 2)
  const minute = digits(line, at + 14, 2)
  const second = digits(line, at + 17, 2)
  const marked = line[at + 4] === MINUS && line[at + 7] === MINUS && line[at + 10] === LETTER_T && line[at + 13] === COLON
  if (!marked || line[at + 16] !== COLON) return undefined
  // Comparisons fail for digits that were none (NaN), too.
  if (!(year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return undefined
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined
  at += 19
  let offset = 0
  if (line[at] === LETTER_Z) {
    at += 1
  } else {
    const sign = line[at] === PLUS ? 1 : line[at] === MINUS ? -1 : Number.NaN
    const [hours, minutes] = [digits(line, at + 1, 2), digits(line, at + 4, 2)]
    if (line[at + 3] !== COLON || !(hours <= 23 && minutes <= 59)) return undefined
    offset = sign * (hours * 60 + minutes)
    if (Number.isNaN(offset)) return undefined
    at += 6
  }
  if (line[at++] !== QUOTE || line[at++] !== 0x2c) return undefined
  const term = readTerm(line, past(line, line[at] === SPACE ? at + 1 : at, TERM_KEY), end)
  return term && { from: Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000, term }
}

/** Reads `"+7wh"}` up to the end of the line. */
function readTerm(line: Uint8Array, start: number, end: number): Term | undefined {
  if (start < 0 || line[start] !== QUOTE) return undefined
  const sign = line[start + 1]
  if (sign !== PLUS && sign !== MINUS) return undefined
  let at = start + 2
  let amount = 0
  const first = at
  for (let digit = (line[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (line[++at] ?? 0) - ZERO) amount = amount * 10 + digit
  if (at === first || at - first > 9) return undefined
  let code = 0
  while (at < end && line[at] !== QUOTE && code < 0x10000) code = code * 256 + (line[at++] as number)
  const unit = UNITS.get(code)
  if (unit === undefined || line[at] !== QUOTE || line[at + 1] !== 0x7d || at + 2 !== end) return undefined
  return { amount, unit, direction: sign === MINUS ? 'backward' : 'forward' }
}

/** The place after a key and one space that may follow it; -1 when the key does not stand there. */
function past(line: Uint8Array, start: number, key: readonly number[]): number {
  for (let index = 0; index < key.length; index++) if (line[start + index] !== key[index]) return -1
  const at = start + key.length
  return line[at] === SPACE ? at + 1 : at
}

/** The number that `count` digits write; NaN when one of them is no digit. */
function digits(line: Uint8Array, start: number, count: number): number {
  let number = 0
  for (let at = start; at < start + count; at++) {
    const digit = (line[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}
