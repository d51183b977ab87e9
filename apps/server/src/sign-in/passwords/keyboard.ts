/** Keys of the two layouts in the same places: a Russian word typed with the Latin layout on is still that word. */
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю.'

const mapping = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map(Array.from(from).map((key, index) => [key, to[index] ?? key]))
const toRussian = mapping(latin, russian)
const toLatin = mapping(russian, latin)

/** The same keys in the other layout. */
export const swapped = (text: string): readonly string[] => [
  Array.from(text)
    .map((letter) => toRussian.get(letter) ?? letter)
    .join(''),
  Array.from(text)
    .map((letter) => toLatin.get(letter) ?? letter)
    .join(''),
]

/** What fingers or children say in a row: each is looked for in both directions. */
const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
  ...[latin, russian].flatMap((keys) => [keys.slice(1, 13), keys.slice(13, 24), keys.slice(24)]),
  '!@#$%^&*()',
  // Columns of the keyboard, downwards, one after another.
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1йфя2цыч3увс4кам5епи6нрт7гоь8шлб9щдю',
]
const beside = new Set(
  rows.flatMap((row) =>
    Array.from(row)
      .slice(1)
      .flatMap((key, index) => [`${row[index]}${key}`, `${key}${row[index]}`]),
  ),
)

/** How many things a person remembers of it: a run (`qwerty`, `4321`, `aaaa`) is one, whatever its length. */
export function pieces(text: string): number {
  const letters = Array.from(text)
  const follows = (index: number): boolean => {
    const pair = `${letters[index - 1]}${letters[index]}`
    return letters[index] === letters[index - 1] || beside.has(pair)
  }
  return letters.filter((_, index) => index === 0 || !follows(index)).length
}
