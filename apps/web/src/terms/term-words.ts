import type { Words } from '../words/ru.ts'

/** `+2wh` as people say it; a form that is not a term stays as it came. */
export function termWords(term: string, words: Words): string {
  const found = /^[+-](\d+)(wh|wm|wd|h|m|d)$/.exec(term)
  if (found === null) return term
  const count = Number(found[1])
  return words.terms.units[found[2] as keyof Words['terms']['units']](count)
}
