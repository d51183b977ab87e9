import { pieces, swapped } from './keyboard.ts'
import { type Owner, personalWords } from './personal-words.ts'

/** What is wrong with a password; null: nothing. There is no rule about kinds of characters: length and not being guessed are what helps. */
export type PasswordFault = 'short' | 'long' | 'simple' | 'common' | 'personal'

/** Characters after NFC, so that й counts once however a keyboard makes it. */
export const passwordLength = { least: 10, most: 256 } as const

/** What has to be left beside a name to make it another password. */
const leastBeside = 5
/** Fewer things to remember than this are guessed like one word, however long they are. */
const leastPieces = 5
const leastDifferent = 4

/** A password as its owner thinks of it: in either layout, forwards or backwards. */
function readings(folded: string): readonly string[] {
  const layouts = [folded, ...swapped(folded)]
  return [...new Set([...layouts, ...layouts.map((text) => Array.from(text).toReversed().join(''))])]
}

const disguises: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  $: 's',
  '5': 's',
  '7': 't',
}
const undisguised = (word: string): string =>
  Array.from(word)
    .map((letter) => disguises[letter] ?? letter)
    .join('')
const withoutEnds = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '')

/** The words that a reading comes to when what people add to a word is taken away: digits, signs, disguises. */
const words = (reading: string): readonly string[] => [
  ...new Set([reading, withoutEnds(reading), undisguised(withoutEnds(reading)), lettersOf(reading), lettersOf(undisguised(reading))]),
]

/** The shortest text whose repetition this is. */
const repeated = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text

type List = ReadonlySet<string>

function isCommon(reading: string, list: List): boolean {
  return words(reading).some((word) => {
    const once = repeated(word)
    if (once.length >= 3 && (list.has(once) || list.has(word))) return true
    // Two words in a row are tried as soon as single ones are.
    const letters = Array.from(once)
    return (
      letters.length <= 24 &&
      letters.some(
        (_, at) => at >= 3 && letters.length - at >= 3 && list.has(letters.slice(0, at).join('')) && list.has(letters.slice(at).join('')),
      )
    )
  })
}

/** A day or a telephone number, written in any way, and nothing else. */
const isDayOrNumber = (text: string): boolean =>
  /^\D*(?:[0-3]?\d\D?[01]?\d\D?(?:19|20)\d\d|(?:19|20)\d\d\D?[01]?\d\D?[0-3]?\d)\D*$/.test(text) ||
  /^\D*[78]\D*9(?:\D*\d){9}\D*$/.test(text)

function isPersonal(reading: string, own: readonly string[], list: List): boolean {
  for (const text of new Set([reading, undisguised(reading)])) {
    const rest = own.reduce((left, word) => left.replaceAll(word, ''), text)
    const beside = lettersOf(rest)
    if (rest !== text && (beside.length < leastBeside || list.has(beside))) return true
  }
  return false
}

/**
 * Judges a password for its owner. Pure.
 * @param list common passwords, in lower case
 */
export function judgePassword(password: string, owner: Owner, list: List): PasswordFault | null {
  const length = Array.from(password.normalize('NFC')).length
  if (length < passwordLength.least) return 'short'
  if (length > passwordLength.most) return 'long'
  const folded = password.normalize('NFKC').toLowerCase()
  if (new Set(folded).size < leastDifferent || pieces(repeated(folded)) < leastPieces) return 'simple'
  const all = readings(folded)
  if (lettersOf(folded) === '' && isDayOrNumber(folded)) return 'personal'
  const own = personalWords(owner)
  if (all.some((reading) => isPersonal(reading, own, list))) return 'personal'
  return all.some((reading) => isCommon(reading, list)) ? 'common' : null
}
