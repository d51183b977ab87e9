import { nationalDigits, wordsOf } from '@otklik/casework/language'
import { asWritten, isWord, reversed } from '../incidents/words.ts'

/** Most words of one query: a pasted page is a mistake, and every word costs a look into the index. */
const ASKED = 16

/** Words too short to narrow anything while another stands beside them: the last one is often a preposition on the way to a noun. */
const SHORT = 2

/** Words that the dictionary drops: where nothing else is asked for they are looked for as they are written. */
const dropped = new Set(
  'и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне вот от о из ему кто был до вас ну вам ли ни их чем для при об под над это без раз тут где мы их том эти была были быть'.split(
    ' ',
  ),
)

/**
 * A person's query as text for `to_tsquery('russian', …)`, or null where it has no words: then nothing is filtered.
 * Words are joined by "and", `"…"` is a phrase, `-word` excludes, `или`/`or` between words is "or", the last word may be unfinished, five or more
 * digits are a telephone number's end too. Safe by construction: what leaves here is made of letters, digits and the operators put in here.
 */
export function searchQuery(text: string): string | null {
  const groups: string[][] = [[]]
  const parts = partsOf(text)
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1
    if ('or' in part) {
      if (groups.at(-1)?.length && !last) groups.push([])
      continue
    }
    const alone = parts.length === 1
    const term = termOf(part, last, alone)
    if (term !== null) groups.at(-1)?.push(term)
  }
  const asked = groups.filter((group) => group.length > 0).map((group) => group.join(' & '))
  return asked.length === 0 ? null : asked.join(' | ')
}

type Part = { readonly or: true } | { readonly text: string; readonly kind: 'word' | 'phrase' | 'number'; readonly excluded: boolean }

const pattern = /(-?)"([^"]*)"|(?<!\S)(\+?\d(?:[ ()\u2010-\u2015.-]{0,3}\d){4,14})(?!\S)|(\S+)/gu

function partsOf(text: string): Part[] {
  return [...text.matchAll(pattern)].slice(0, ASKED).map(([, minus = '', phrase, number, bare = '']) => {
    if (phrase !== undefined) return { text: phrase, kind: 'phrase', excluded: minus !== '' }
    if (number !== undefined) return { text: number, kind: 'number', excluded: false }
    if (/^(или|or|\|)$/iu.test(bare)) return { or: true }
    return { text: bare, kind: 'word', excluded: /^-[\p{L}\p{N}]/u.test(bare) }
  })
}

function termOf({ text, kind, excluded }: Exclude<Part, { or: true }>, last: boolean, alone: boolean): string | null {
  const words = wordsOf(text).slice(0, ASKED)
  if (words.length === 0) return null
  const stops = words.every((word) => dropped.has(word))
  const said = stops ? words.map(asWritten).join(' & ') : joined(words, kind)
  if (excluded) return `!(${said})`
  if (kind === 'phrase') return `(${said})`
  if (!last) return kind === 'number' ? `(${joined(words, kind)} | ${reversed(nationalDigits(text))}:*)` : `(${joined(words, kind)})`
  const unfinished = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const narrow = isWord(unfinished) && (unfinished.length > SHORT || alone)
  const ends = [`${unfinished}:*`, ...(narrow ? [`${asWritten(unfinished)}:*`] : [])]
  const typed = [...before, ends.length === 1 ? ends[0] : `(${ends.join(' | ')})`].join(' & ')
  return kind === 'number' ? `(${typed} | ${reversed(nationalDigits(text))}:*)` : `(${typed})`
}

const joined = (words: readonly string[], kind: string): string => words.join(kind === 'phrase' ? ' <-> ' : ' & ')
