/** Letters and signs that are drawn like Cyrillic ones, as a folded text has them. */
const drawn: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  n: 'п',
  o: 'о',
  p: 'р',
  r: 'г',
  t: 'т',
  u: 'и',
  x: 'х',
  y: 'у',
  i: 'и',
  і: 'и',
  ї: 'и',
  α: 'а',
  ε: 'е',
  κ: 'к',
  ο: 'о',
  ρ: 'р',
  τ: 'т',
  υ: 'у',
  χ: 'х',
  ѕ: 'с',
  ԁ: 'д',
  ᴀ: 'а',
  ʙ: 'в',
  ᴄ: 'с',
  ᴇ: 'е',
  ʜ: 'н',
  ᴋ: 'к',
  ᴍ: 'м',
  ᴏ: 'о',
  ᴘ: 'р',
  ᴛ: 'т',
  ᴜ: 'и',
  '@': 'а',
  $: 'с',
  '0': 'о',
  '3': 'з',
  '4': 'ч',
  '6': 'б',
  '1': 'и',
}

/** The same where a letter is meant by its sound or by another custom. */
const sounded: Readonly<Record<string, string>> = {
  ...drawn,
  r: 'р',
  v: 'в',
  f: 'ф',
  ʙ: 'б',
  b: 'б',
  u: 'у',
  h: 'х',
  y: 'й',
  p: 'п',
  n: 'н',
  d: 'д',
  z: 'з',
  g: 'г',
  s: 'с',
  l: 'л',
  '4': 'а',
  '9': 'я',
}

const mapped = (word: string, table: Readonly<Record<string, string>>): string => Array.from(word, (sign) => table[sign] ?? sign).join('')

/** A folded word in which Latin or Greek letters stand among Cyrillic ones, as it looks; any other word as it is. */
export function asItLooks(word: string): string {
  return /\p{Script=Cyrillic}/u.test(word) ? word.replace(/\p{L}/gu, (letter) => drawn[letter] ?? letter) : word
}

/** What a folded word of letters, digits and signs may be meant to be read as, in Cyrillic letters alone; none where it is plain Cyrillic already. */
export function meantReadings(word: string): readonly string[] {
  if (/^\p{Script=Cyrillic}+$/u.test(word) && !/[іїѕԁ]/u.test(word)) return []
  if (!/\p{L}/u.test(word)) return []
  const spelled = word.replaceAll('ya', 'я').replaceAll('yu', 'ю').replaceAll('zh', 'ж').replaceAll('kh', 'х')
  const readings = [mapped(word, drawn), mapped(word, sounded), mapped(spelled, sounded)]
  return [...new Set(readings)].filter((reading) => /^\p{Script=Cyrillic}+$/u.test(reading))
}
