import { fold, foldWithPlaces, originalStretch, type Stretch } from './fold.ts'
import { nationalDigits, written } from './phones.ts'
import { stemOf } from './stem.ts'

/** Longest text that is looked through for marks, in UTF-16 units. */
const longest = 60_000

/**
 * Where the words of a query stand in a text, as search finds them: forms of a word, the beginning of the last one, telephone numbers in any
 * form. Stretches of UTF-16 units, in order, without overlap. Excluded words (`-word`) mark nothing.
 */
export function hitsIn(text: string, query: string): Stretch[] {
  const asked = fold(query).replace(/(?<=^|\s)-(?:"[^"]*"|\S+)/gu, ' ')
  const phones = [...asked.matchAll(written)].map(([run]) => nationalDigits(run))
  const words = (asked.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== 'или' && word !== 'or')
  if (words.length === 0) return []
  const last = /[\p{L}\p{N}]$/u.test(asked.trimEnd()) ? words.at(-1) : undefined
  const stems = new Set(words.filter((word) => word.length > 2 || words.length === 1).map(stemOf))
  const folded = foldWithPlaces(text.slice(0, longest))
  const hits: Stretch[] = []
  const add = (from: number, to: number): number => hits.push(originalStretch(folded, { from, to }))
  if (phones.length > 0) {
    for (const { 0: run, index } of folded.text.matchAll(written)) {
      if (phones.some((digits) => nationalDigits(run).endsWith(digits))) add(index, index + run.length)
    }
  }
  for (const { 0: word, index } of folded.text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const begins =
      last !== undefined && (last.length > 2 || words.length === 1) && (word.startsWith(last) || stemOf(word).startsWith(stemOf(last)))
    if (begins || stems.has(stemOf(word))) add(index, index + word.length)
  }
  const apart: Stretch[] = []
  for (const hit of hits.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (hit.from >= (apart.at(-1)?.to ?? 0)) apart.push(hit)
  }
  return apart
}
