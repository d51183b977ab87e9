import { foldWithPlaces, originalStretch, type Folded, type Stretch } from './fold.ts'
import { meantReadings } from './look-alikes.ts'
import { standsAsName, standsInTitle } from './proper-names.ts'
import { insulting, maskedForms, obscene, phrases } from './rude-words.ts'

/** A word or phrase of a text that looks rude: as it stands there, and where (UTF-16 offsets of the text). */
export type RudePlace = Stretch & { readonly word: string }

type Found = Stretch

/** Addresses of pages and mail are nobody's words. */
const links =
  /(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,64}\.[\p{L}\p{N}.]{1,64}|\[(?:id|club|public)\d+\||@[a-z][a-z\d_.]*/gu
/** Longer rows of letters are noise; a word stretched further than this is read by nobody. */
const longestWord = 200
/** No rude word is longer, whatever stands for its letters. */
const longestForm = 24
const masks = '*#@$%•×.!_'

/**
 * What in a text looks like a rude word, in order, each with its place. A warning, not a judgement: names, streets, titles, boughs, cattle and
 * blunt angles are known where the words around make it sure; for the rest a person confirms with a reason. Disguises are seen through:
 * spaced or dotted letters, letters of other alphabets, digits, stretched letters, asterisks, soft hyphens, zero widths, marks over letters.
 * Time grows with the length of the text alone.
 */
export function rudePlaces(original: string): readonly RudePlace[] {
  const folded = foldWithPlaces(original)
  const text = folded.text.replace(links, (link) => ' '.repeat(link.length))
  const found = [...plainWords(text, folded), ...maskedWords(text), ...joinedWords(text, folded), ...saidPhrases(text)]
  const apart: Found[] = []
  for (const one of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (one.from >= (apart.at(-1)?.to ?? 0)) apart.push(one)
  }
  return apart.map((one) => {
    const { from, to } = originalStretch(folded, one)
    return { from, to, word: original.slice(from, to) }
  })
}

function plainWords(text: string, folded: Folded): Found[] {
  const found: Found[] = []
  for (const { 0: word, index: from } of text.matchAll(/(?<![\p{L}\p{N}@$])[\p{L}\p{N}@$]+/gu)) {
    // Longer than any word, or without a letter: nothing to read.
    if (word.length > longestWord || !/\p{L}/u.test(word)) continue
    const at = { from, to: from + word.length }
    const root = [...obscene, ...insulting].find(({ form }) => form.test(word))
    if (root !== undefined) {
      const innocent =
        root.neutral?.test(sentenceAround(text, at)) === true || standsAsName(folded.cased, at) || standsInTitle(folded.cased, at)
      if (!innocent) found.push(at)
    } else if (disguises(word).some(isObscene) || mixed(word).some(isInsulting)) found.push(at)
  }
  return found
}

/** The word without repeated letters, and what its foreign letters and digits may be meant to be. */
function disguises(word: string): string[] {
  const readings = [word, ...meantReadings(word)]
  const short = readings.flatMap((one) => [one.replace(/(.)\1{2,}/gu, '$1'), one.replace(/(.)\1+/gu, '$1')])
  return [...new Set([...readings, ...short])].filter((one) => one !== word)
}

/** What a word is meant as that mixes Cyrillic letters with others, or with digits. */
const mixed = (word: string): readonly string[] => (/\p{Script=Cyrillic}/u.test(word) ? meantReadings(word) : [])

const isInsulting = (word: string): boolean =>
  insulting.some(({ form, neutral }) => neutral === undefined && form.test(word)) || /^туп(?:ые|ая|ой|оры)/u.test(word)

const isObscene = (word: string): boolean =>
  obscene.some(({ form }) => form.test(word)) || /^(?:идиот|дебил|дурак|дура$|мразь|тварь|урод[ы]?$)/u.test(word)

const letters = `\\p{L}\\p{N}`
const masked = new RegExp(
  `(?<![${letters}])\\p{Script=Cyrillic}+(?:[${masks}]+\\p{Script=Cyrillic}+)+|(?<![${letters}])(?:[хпбе]|бля?|ху|пиз|заеб|еб|муда|говн|жоп)[*#]{2,}(?![${letters}])|(?<![${letters}])на х\\.{2,}`,
  'gu',
)

function maskedWords(text: string): Found[] {
  const found: Found[] = []
  for (const { 0: word, index: from } of text.matchAll(masked)) {
    if (word.length > longestForm) continue
    // «Е.Л.» are initials: a dot stands for a letter in longer words alone.
    if (/^\p{L}+(?:[.!_]\p{L}+)+$/u.test(word) && word.length < 5) continue
    const hidden = /[*#]{2}$|[.]{2}$/u.test(word)
    const pattern = new RegExp(`^${word.replace(/[^\p{L}]+/gu, (run) => `\\p{L}{1,${run.length + 1}}`)}$`, 'u')
    if (hidden || maskedForms.some((form) => pattern.test(form))) found.push({ from, to: from + word.length })
  }
  return found
}

const spaced = new RegExp(`(?<![${letters}])[${letters}@](?:[^${letters}@\\n]{1,3}[${letters}@]){2,}(?![${letters}])`, 'gu')
const dotted = new RegExp(`(?<![${letters}])[${letters}]+(?:[._~+/|·•'’\`"*-]{1,2}[${letters}]+)+`, 'gu')
/** What counts within a row of single letters: enough letters to be meant. */
const inRow =
  /(?:ху(?:й|я|е|ю|и)|пизд\p{L}*|бля(?:д\p{L}*|ть)?|(?:за|на|у)?еб(?:а|у|л|и)\p{L}+|сук(?:а|и|ин|ой)|муда\p{L}+|жоп\p{L}|г[оа]вн\p{L}+|дебил\p{L}*|идиот\p{L}*|дура\p{L}?)/u

function joinedWords(text: string, { cased }: Folded): Found[] {
  const found: Found[] = []
  for (const { 0: row, index: from } of text.matchAll(spaced)) {
    const signs = [...row.matchAll(new RegExp(`[${letters}@]`, 'gu'))]
    const joined = signs.map(([sign]) => sign).join('')
    for (const reading of [joined, ...meantReadings(joined)]) {
      const hit = inRow.exec(reading)
      if (hit === null || reading.length !== signs.length) continue
      // A row that goes on before the root is a word of its own, spaced for emphasis («К у р с к а я»), unless a short word stands there.
      if (hit.index > 2) continue
      const last = signs[hit.index + hit[0].length - 1]
      found.push({ from: from + (signs[hit.index]?.index ?? 0), to: from + (last?.index ?? 0) + 1 })
      break
    }
  }
  for (const { 0: row, index: from } of text.matchAll(dotted)) {
    // «снега.Худший»: a sentence begins there.
    if (/\p{Ll}[.]\p{Lu}/u.test(cased.slice(from, from + row.length))) continue
    const joined = row.replace(new RegExp(`[^${letters}]+`, 'gu'), '')
    const parts = row.split(new RegExp(`[^${letters}]+`, 'u'))
    if (parts.every((part) => part.length > 4)) continue
    if ([joined, ...meantReadings(joined), ...disguises(joined)].some((one) => strictlyObscene(one)))
      found.push({ from, to: from + row.length })
  }
  return found
}

/** For words put together from pieces only the roots that have no innocent neighbours across a hyphen. */
const strictlyObscene = (word: string): boolean => isObscene(word) && !/^(?:хуан|херт|сукно)/u.test(word)

function saidPhrases(text: string): Found[] {
  const spread = text.replace(/[\n\t]/gu, ' ')
  return phrases.flatMap((phrase) => [...spread.matchAll(phrase)].map(({ 0: said, index: from }) => ({ from, to: from + said.length })))
}

/** The sentence in which a place stands. */
function sentenceAround(text: string, { from, to }: Stretch): string {
  const before = text.slice(Math.max(0, from - 200), from)
  const after = text.slice(to, to + 200)
  const start = Math.max(...['! ', '? ', '\n', '. '].map((mark) => before.lastIndexOf(mark) + 1))
  const end = /[!?\n]|[.](?=\s+\p{L}{3})/u.exec(after)?.index ?? after.length
  return before.slice(start) + text.slice(from, to) + after.slice(0, end)
}
