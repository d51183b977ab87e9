import { fold } from './fold.ts'

/** Digits as people write a telephone number: with +, brackets, hyphens, dots and spaces between them. */
export const written = /\+?\d(?:[ ()\u2010-\u2015.-]{0,3}\d){4,14}(?!\d)/gu

/** Fewest digits that name a number by its end. */
const fewest = 5

/** The digits of a number without the country's 7 or 8: `+7 912 345-67-89`, `8(912)3456789` and `9123456789` are one. */
export function nationalDigits(number: string): string {
  const digits = number.replace(/\D/gu, '')
  return digits.length === 11 && /^[78]/u.test(digits) ? digits.slice(1) : digits
}

/**
 * The telephone numbers of a text, each in national digits, once. A run of digits may hold two numbers or a number and a year: each part
 * of it that could be one is told too.
 */
export function phonesIn(text: string): string[] {
  const read = fold(text)
  const found = new Set<string>()
  for (const [run] of read.matchAll(written)) {
    found.add(nationalDigits(run))
    for (const [mobile] of run.matchAll(/(?<!\d)(?:\+?7|8)?[ (-]*\d{3}[ )-]*\d{3}[ -]*\d{2}[ -]*\d{2}(?!\d)/gu))
      found.add(nationalDigits(mobile))
    for (const [group] of run.matchAll(/\d{5,}/gu)) found.add(nationalDigits(group))
  }
  return [...found].filter((digits) => digits.length >= fewest)
}
