/** Longest text per incident that is indexed: a tsvector may not pass 1 MB. */
const INDEXED = 60_000

/** Most words of one query: a pasted page is a mistake, and every word costs a look into the index. */
const ASKED = 16

/**
 * The words of a text as the index and the query both see them: letters and digits in lower case, ё as е, anything else a boundary.
 * Normalised here on both sides, so that nothing depends on how PostgreSQL's parser takes hyphens, addresses and tags apart.
 */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** What goes to `to_tsvector('russian', …)`. A number `2026-000123` is found by `123` too. */
export function indexedWords(number: string, ...texts: readonly string[]): string {
  const short = number.replace(/^.*-0*/, '')
  return [...wordsOf(number), short, ...wordsOf(texts.join(' ').slice(0, INDEXED))].join(' ')
}

/**
 * A person's query as text for `to_tsquery('russian', …)`, or null where it has no words: then nothing is filtered.
 * Words are joined by "and", `"…"` is a phrase, `-word` excludes, `или`/`or` between words is "or", the last word may be unfinished.
 * Safe by construction: what leaves here is made of letters, digits and the operators put in here.
 */
export function searchQuery(text: string): string | null {
  const parts = [...text.matchAll(/(-?)"([^"]*)"|(\S+)/gu)].slice(0, ASKED)
  const groups: string[][] = [[]]
  for (const [index, part] of parts.entries()) {
    const [, minus = '', phrase, bare = ''] = part
    if (phrase === undefined && /^(или|or|\|)$/iu.test(bare)) {
      if (groups.at(-1)?.length && index < parts.length - 1) groups.push([])
      continue
    }
    const words = wordsOf(phrase ?? bare).slice(0, ASKED)
    if (words.length === 0) continue
    const excluded = phrase === undefined ? /^-[\p{L}\p{N}]/u.test(bare) : minus !== ''
    const unfinished = phrase === undefined && !excluded && index === parts.length - 1
    const term = words.map((word, at) => (unfinished && at === words.length - 1 ? `${word}:*` : word))
    const joined = phrase === undefined ? term.join(' & ') : term.join(' <-> ')
    groups.at(-1)?.push(excluded ? `!(${joined})` : `(${joined})`)
  }
  const asked = groups.filter((group) => group.length > 0).map((group) => group.join(' & '))
  return asked.length === 0 ? null : asked.join(' | ')
}
