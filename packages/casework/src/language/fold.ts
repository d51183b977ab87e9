/** Signs that draw nothing and are not \p{Cf}: fillers that Unicode counts as letters or symbols, and a stress mark typed after its vowel. */
const drawnAsNothing = '\\u115f\\u1160\\u2800\\u3164\\uffa0\\u00b4\\u02c8\\u02ca'
const unseen = new RegExp(`[\\p{Cf}${drawnAsNothing}]`, 'gu')
const cluster = new RegExp(`[\\p{M}\\p{Cf}${drawnAsNothing}]*(?:[^\\p{M}\\p{Cf}${drawnAsNothing}][\\p{M}\\p{Cf}${drawnAsNothing}]*)?`, 'gu')

/**
 * A text as it is read, whatever its code points: one form of each letter (NFKD put together again), no soft hyphens, zero widths or
 * stress marks, ё as е, й kept, № as a space. Case is kept.
 */
export function asRead(text: string): string {
  return text
    .replaceAll('№', ' ')
    .replace(unseen, '')
    .normalize('NFKD')
    .replace(/([ИиЙй])\p{M}*\u0306\p{M}*/gu, (_, letter: string) => (letter === 'И' ? 'Й' : 'й'))
    .replace(/\p{M}+/gu, '')
}

/** The same in lower case: what checks and search compare. Equal texts for a reader fold to equal strings; folding twice changes nothing. */
export function fold(text: string): string {
  return asRead(text)
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/\p{M}+/gu, '')
}

/** A folded text that knows where it came from: `starts[i]`/`ends[i]` are the UTF-16 offsets in the original of its unit `i`. */
export type Folded = {
  readonly text: string
  /** The same length, in the original's case. */
  readonly cased: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Folds and remembers places, so that what is found in the folded text can be marked in the one that people see. */
export function foldWithPlaces(original: string): Folded {
  let text = ''
  let cased = ''
  const starts: number[] = []
  const ends: number[] = []
  const add = (lower: string, upper: string, from: number, to: number) => {
    text += lower
    // A few letters fold to another length than their capital: their case is not known then.
    cased += upper.length === lower.length ? upper : lower
    for (let unit = 0; unit < lower.length; unit++) {
      starts.push(from)
      ends.push(to)
    }
  }
  for (const { 0: piece, index } of original.matchAll(cluster)) {
    if (piece !== '') add(fold(piece), asRead(piece), index, index + piece.length)
  }
  return { text, cased, starts, ends }
}

/** A stretch [from, to) of UTF-16 offsets. */
export type Stretch = { readonly from: number; readonly to: number }

/** A stretch of a folded text as one of the original. An empty one has no place. */
export function originalStretch({ starts, ends }: Folded, { from, to }: Stretch): Stretch {
  return { from: starts[from] ?? 0, to: ends[to - 1] ?? 0 }
}

/** The words of a text as checks and search see them: letters and digits, folded; anything else is a boundary. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
