import { asRead, fold } from './fold.ts'
import { asItLooks } from './look-alikes.ts'
import { addressesSomebody, isGivenName, isPatronymic } from './names.ts'

/** How far into a reply its beginning reaches, in UTF-16 units: whatever greets later does not begin it. */
const opening = 400

const end = '(?!\\p{L})'
const greeting = new RegExp(
  `^(?:(?:и |еще раз |снова |вновь |всем )*(?:здравствуй(?:те)?|здравия (?:желаю|желаем|вам)|(?:желаю|желаем) здрав\\p{L}+|мое почтение|приветству(?:ю|ем)|привет|доброго здоровь(?:я|ица)|` +
    `добр(?:ый|ое|ого|ой) (?:вам )?(?:день|денек|дня|денечка|вечер|вечера|вечерочка|утро|утра|утречко|утречка|ночи|времени|здоровья)|` +
    `(?:день|вечер) добрый|утро доброе|с добрым утром|(?:очень )?рад(?:ы|а)? (?:вас |тебя |всех |снова |вновь )*(?:приветствовать|видеть)|` +
    `(?:вас|тебя) приветству(?:ет|ют|ю|ем)|приветству(?:ет|ют) (?:вас|тебя)|от имени (?:\\p{L}+ ){1,6}приветству(?:ю|ем)|` +
    `(?:глубоко|много|высоко|очень )?уважаем(?:ый|ая|ые|ое)|дорог(?:ой|ая|ие) (?:друзья|земляки|жители|соседи|наши|мои|друг)|` +
    `good (?:morning|day|afternoon|evening)|hello|dear|hi)${end})`,
  'u',
)

/** How networks write an address to somebody: `[id123|Иван]`, `@id123 (Иван)`, `@ivan`. */
const mention = /^[^\p{L}\p{N}[@*]*(?:\[[\w.-]+\|[^\]]*\p{L}[^\]]*\]|[@*][\w.]{3,} ?\([^)]*\p{L}[^)]*\)|@[\p{L}\d_.]{3,} ?[,!])/u

/** A name as it is written: «Анна-Мария», «О'Коннор», «И.», «И.П.». */
const nameWord = "(?:\\p{L}\\.(?: ?\\p{L}\\.)*|\\p{L}+(?:['’ʼ`-]\\p{L}+)*)"
/** Up to four words of a name, then what sets an address off: a comma, «!», a dot, a dash, an emoji or a new line; then the rest. */
const named = new RegExp(`^(${nameWord}(?: ${nameWord}){0,3})([^\\p{L}\\p{N}]+)(.*)$`, 'u')

/** Names that are words too: without a comma they begin a sentence as well. */
const alsoNouns = new Set(['вера', 'надежда', 'любовь', 'роза', 'лилия', 'слава', 'свет', 'поля', 'лев', 'роман', 'света'])

/**
 * Does a reply begin with a greeting or an address to its author (L-16, E-7)? Judged as it is read: case, ё, decomposed letters, stress marks,
 * soft hyphens, zero widths, Latin letters among Cyrillic ones, punctuation, emoji and line breaks in front do not matter.
 * A name counts as an address when it is capitalised and set off by a comma or an exclamation mark.
 */
export function startsWithGreeting(text: string): boolean {
  const read = asRead(text.slice(0, opening)).replace(/\n/gu, ' ⏎ ').replace(/\s+/gu, ' ')
  if (mention.test(read)) return true
  const start = read.replace(/^[^\p{L}]+/u, '')
  const cased = looksIn(start)
  const lower = fold(cased)
  if (greets(lower)) return true
  const found = named.exec(cased)
  if (found === null) return false
  const [, words = '', gap = '', rest = ''] = found
  const parts = words.split(' ')
  const folded = parts.map((part) => fold(part).replace(/['’ʼ`]/gu, ''))
  if (greets(fold(rest))) return true
  if (!parts.every((part) => /^\p{Lu}/u.test(part))) return false
  if (/^[^,!]*[,!]/u.test(gap)) return addressesSomebody(folded, fold(rest))
  // Without a comma only a name that is known, alone on its line or before an emoji or a dot, is an address.
  return /[⏎.:–—\p{So}]/u.test(gap) && folded.every((word) => (isGivenName(word) && !alsoNouns.has(word)) || isPatronymic(word))
}

/** «Дорогие куряне!», but not «Дорогой ремонт, …». */
const dear = /^дорог(?:ой|ая|ие) ((?:[\p{L}-]+ ){0,3}[\p{L}-]+) ?[,!] ?(.*)$/u

function greets(lower: string): boolean {
  const line = lower.replaceAll('⏎ ', '')
  if (greeting.test(line)) return true
  const [, words, rest = ''] = dear.exec(line) ?? []
  return words !== undefined && addressesSomebody(words.split(' '), rest)
}

/** The beginning with each word as it looks, in its own case. */
function looksIn(text: string): string {
  return text.replace(/[\p{L}]+/gu, (word) => {
    const looks = asItLooks(word.toLowerCase())
    return looks === word.toLowerCase()
      ? word
      : Array.from(looks, (letter, at) => (/\p{Lu}/u.test(word[at] ?? '') ? letter.toUpperCase() : letter)).join('')
  })
}
