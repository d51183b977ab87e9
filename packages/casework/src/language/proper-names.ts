import type { Stretch } from './fold.ts'
import { hasSurnameEnding, isGivenName, isPatronymic } from './names.ts'

// All of it on a text as it is read, in its own case: capitals are the evidence. Where a text shouts, there is none.

/** Short forms that are prepositions or initials without their dot. */
const dotted = 'ул|пер|пр|просп|пл|пос|п|д|дер|с|х|хут|ст|наб|туп|р|оз|им|г|ост'
const street =
  'улиц\\p{L}*|переул\\p{L}*|пр-т|пр-д|проспект\\p{L}*|проезд\\p{L}*|площад\\p{L}*|посел\\p{L}*|пгт|рп|деревн\\p{L}*|сел[оауе]|селом|' +
  'хутор\\p{L}*|ст-ца|станиц\\p{L}*|станци\\p{L}*|мкр|мкрн|микрорайон\\p{L}*|б-р|бульвар\\p{L}*|набережн\\p{L}*|тупик\\p{L}*|шоссе|рек[аиуе]|рекой|озер[оауе]|имени|город\\p{L}*|' +
  'урочищ\\p{L}*|балк[аиеу]|овраг\\p{L}*|остановк\\p{L}*|снт|днт|тсж|тсн|кп|квартал\\p{L}*|район\\p{L}*|сквер\\p{L}*|парк\\p{L}*|мост\\p{L}*|аллея|аллее|аллеи|сельсовет\\p{L}*|фамили\\p{L}*'
/** Capitals are evidence elsewhere in the pattern, so its own words say both cases of their first letter. */
function eitherCase(words: string): string {
  return words.replace(/(?<=^|[|])\p{Ll}/gu, (letter) => `[${letter.toUpperCase()}${letter}]`)
}
/** «ул. Дуракова», «с. Сукино», «улица 2-я Сукина», «ул. Льва Дуракова». */
const afterStreet = new RegExp(
  `(?<!\\p{L})(?:(?:${eitherCase(dotted)})[.]|(?:${eitherCase(street)})[.]?) ?«?(?:\\d+-?\\p{Ll}{0,2} |\\p{Lu}\\p{L}*[.]? ?|\\p{Lu}\\p{Ll}+-){0,3}$`,
  'u',
)
const beforeStreet = new RegExp(`^ (?:${eitherCase(street)})(?![\\p{L}])`, 'u')

const titled = new RegExp(
  '(?<!\\p{L})(?:спектакл|роман|фильм|кино|книг|повест|рассказ|пьес|опер|мюзикл|балет|постановк|премьер|песн|альбом|картин|сериал|мультфильм|сказк|стих|поэм|комеди|концерт|' +
    'выставк|театр|сцен|афиш|группа|группы|группой|передач|программ|канал|кафе|бар|ресторан|магазин|клуб|сеанс|показ|афиш|киносеанс|экраниз|названием|игр|проект)\\p{L}*[^.!?\\n«"“„]{0,40}[«"“„]$',
  'iu',
)
const author = /Достоевск|Мышкин|Салтыков|Гоголь|Толст|Чехов|Шекспир|Акунин|Товстоног|Бортко|Гайда/u

/** Is the word at this place a name of somebody or of a place, for sure: a surname with its capital inside a sentence or beside a name, a street? */
export function standsAsName(cased: string, { from, to }: Stretch): boolean {
  const word = cased.slice(from, to)
  if (!/^\p{Lu}\p{Ll}+$/u.test(word)) return false
  const before = cased.slice(Math.max(0, from - 60), from)
  const after = cased.slice(to, to + 60)
  if (afterStreet.test(before) || beforeStreet.test(after)) return true
  if (!hasSurnameEnding(word.toLowerCase())) return false
  if (besideName(before, after)) return true
  return !beginsSentence(before) && !shouts(before, after)
}

/** Does the place stand inside a quoted title: after a word for a work or a house, or beside its author? */
export function standsInTitle(cased: string, { from, to }: Stretch): boolean {
  const before = cased.slice(Math.max(0, from - 120), from)
  const open = Math.max(...['«', '"', '“', '„'].map((mark) => before.lastIndexOf(mark)))
  if (open < 0 || /[»”]/u.test(before.slice(open + 1))) return false
  const after = cased.slice(to, to + 120)
  const close = /[»"”“]/u.exec(after)?.index
  if (close === undefined || !/^\p{Lu}/u.test(cased.slice(from - before.length + open + 1))) return false
  return titled.test(before.slice(0, open + 1)) || author.test(before.slice(0, open)) || author.test(after.slice(close, close + 60))
}

/** A given name, a patronymic or initials next to it: «Сукин Иван», «И. П. Сукин», «Мудаков А.». */
function besideName(before: string, after: string): boolean {
  const next = /^ (\p{Lu}[\p{L}-]*)([.]?)/u.exec(after)
  const last = /(\p{Lu}[\p{L}-]*)([.]?) ?$/u.exec(before)
  return [next, last].some((beside) => {
    const [, name = '', dot] = beside ?? []
    if (name === '') return false
    return (name.length === 1 && dot === '.') || isGivenName(name.toLowerCase()) || isPatronymic(name.toLowerCase())
  })
}

const beginsSentence = (before: string): boolean => /(?:^|[.!?…\n:«"“—–-])[^\p{L}\p{N}]*$/u.test(before) && !/\p{L}[,] ?$/u.test(before)

/** Three capitals or more in every word around: «ВЫ ВСЕ Дураков…» tells nothing; a text in capitals shows no names. */
const shouts = (before: string, after: string): boolean => /^[^\p{Ll}]*$/u.test(before + after) && /\p{Lu}{3}/u.test(before + after)
