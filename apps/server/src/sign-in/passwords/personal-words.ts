/** Whose password it is. */
export type Owner = { readonly login: string; readonly name: string; readonly organisation: string }

const spelling: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
} // prettier-ignore

const inLatin = (word: string): string =>
  Array.from(word)
    .map((letter) => spelling[letter] ?? letter)
    .join('')
/** Other habits of writing the same name: Yuliya is Julia to some. */
const habits = (word: string): readonly string[] => [
  word,
  word.replaceAll('kh', 'h'),
  word.replaceAll('ts', 'c'),
  word.replaceAll('y', 'i'),
  word.replaceAll(/ya|ia/g, 'ja').replaceAll('yu', 'ju'),
]
/** Endings go: Лесозаводск is found in Лесозаводского, Иван in Ивана. */
function stem(word: string): string {
  if (word.length >= 10) return word.slice(0, -4)
  if (word.length >= 7) return word.slice(0, -2)
  return word.length >= 5 ? word.replace(/[аеёиоуыэюяйь]$/, '') : word
}

const split = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .split(/[^\p{L}]+/u)

/** Words that a stranger would try first for this person: of login, name and organisation, in both alphabets. */
export function personalWords({ login, name, organisation }: Owner): readonly string[] {
  const own = [...split(login), ...split(name)].filter((word) => word.length >= 3)
  const wide = [...split(organisation), 'отклик', 'otklik'].filter((word) => word.length >= 4)
  const stems = [...own, ...wide].map(stem)
  return [...new Set([login.toLowerCase(), ...stems, ...stems.flatMap((word) => habits(inLatin(word)))])]
    .filter((word) => word.length >= 3)
    .toSorted((a, b) => b.length - a.length)
}
