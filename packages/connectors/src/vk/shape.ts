/** Reading answers of the network: nothing is believed before it is looked at. */

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

export const integer = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) ? value : null)

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/**
 * A whole number as some programs write it: a number, or the same in decimal digits as a text. Nothing else is guessed at, and none past
 * 2^53 is taken: it may have been rounded on its way.
 */
export const whole = (value: unknown): number | null =>
  integer(typeof value === 'string' && /^(0|-?[1-9]\d{0,15})$/.test(value) ? Number(value) : value)

/** The same for the number of a thing that stands somewhere: from 1. */
export const numbered = (value: unknown): number | null => {
  const number = whole(value)
  return number !== null && number > 0 ? number : null
}

/** The same for seconds since 1970, which may carry a fraction: it is left out. */
export const wholeSeconds = (value: unknown): number | null => {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.floor(value)
  return typeof value === 'string' && /^\d{1,12}(\.\d{1,9})?$/.test(value) ? Math.floor(Number(value)) : null
}
