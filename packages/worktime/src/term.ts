import { TermError } from './errors.ts'
import type { Term, Unit } from './types.ts'

const TERM = /^([+-])(\d{1,9})(wh|wm|wd|h|m|d)$/

/**
 * Reads a term: a sign, a whole amount of at most nine digits, a unit. `+7wh` seven working hours on, `-3d` three days back.
 * @throws TermError
 */
export function parseTerm(text: string): Term {
  const found = TERM.exec(text)
  if (/^[+-]\d{10,}(wh|wm|wd|h|m|d)$/.test(text)) {
    throw new TermError(
      'Число в сроке слишком длинное: не больше девяти цифр, например +7wh.',
      'The number of the term is too long: nine digits at most, such as +7wh.',
    )
  }
  if (!found) {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
    throw new TermError(
      `Срок «${shown}» не читается. Нужны знак, целое число и единица wh, wm, wd, h, m или d, например +7wh или -3d.`,
      `The term "${shown}" cannot be read. Write a sign, a whole number and a unit (wh, wm, wd, h, m or d), such as +7wh or -3d.`,
    )
  }
  return { amount: Number(found[2]), unit: found[3] as Unit, direction: found[1] === '-' ? 'backward' : 'forward' }
}

/** The text that `parseTerm` reads back: `+7wh`. */
export function formatTerm(term: Term): string {
  return `${term.direction === 'backward' ? '-' : '+'}${term.amount}${term.unit}`
}
