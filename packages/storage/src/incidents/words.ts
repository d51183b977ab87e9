import type { Incident } from '@otklik/casework'
import { phonesIn, wordsOf } from '@otklik/casework/language'

/** Longest text per incident that is indexed: a tsvector may not pass 1 MB. */
const INDEXED = 60_000

/**
 * Marks of words that must stay as they are written: a digit or letters beside digits make PostgreSQL's parser see no Russian word, and no stem
 * is cut off. `0word` is a word as it stands, found while it is typed; `тел` is a telephone number from its last digit to its first, found by its end.
 */
const AS_WRITTEN = '0'
const BACKWARDS = 'тел'

/** A number has no stem: it is found as it stands anyway. */
export const isWord = (word: string): boolean => /\p{L}/u.test(word)
export const asWritten = (word: string): string => `${AS_WRITTEN}${word}`

/** A telephone number as it is indexed: digits from the last to the first. */
export const reversed = (digits: string): string => `${BACKWARDS}${Array.from(digits).toReversed().join('')}`

/**
 * What goes to `to_tsvector('russian', …)`: the words (a number `2026-000123` is found by `123` too), each once more as it is written, and
 * telephone numbers. Folded here and in the query by one function, so that nothing depends on PostgreSQL's parser.
 */
export function indexedWords(number: string, ...texts: readonly string[]): string {
  const short = number.replace(/^.*-0*/, '')
  const text = texts.join(' \n').slice(0, INDEXED)
  const words = [...wordsOf(number), short, ...wordsOf(text)]
  const written = [...new Set(words)].filter(isWord).map(asWritten)
  return [...words, ...written, ...phonesIn(text).map(reversed)].join(' ')
}

/** What search finds an incident by: its number, its author's name, the message, the author's answers, names of their files, the drafts. */
export function wordsOfIncident({ number, message, answers, revisions }: Incident, authorName: string): string {
  const drafts = revisions.map(({ text }) => text).toReversed()
  const said = [...(message === null ? [] : [message]), ...answers.map((answer) => answer.message)]
  const files = said.flatMap(({ attachments }) => attachments.map(({ title }) => title ?? ''))
  return indexedWords(number, authorName, ...said.map(({ text }) => text), ...files, ...drafts)
}
