const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюё'

const across = new Map<string, string>()
for (const [index, letter] of latin.split('').entries()) {
  const other = cyrillic[index] ?? letter
  across.set(letter, other)
  across.set(other, letter)
}

/** The same keys typed in the other layout: `lj` ↔ `до`. Signs that both layouts share stay. */
export function otherLayout(text: string): string {
  return Array.from(text.toLowerCase(), (letter) => across.get(letter) ?? letter).join('')
}

const words = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** How well a name answers to a few typed letters: smaller is better, null is not at all. */
function fit(typed: string, name: string): number | null {
  const all = words(name)
  const whole = all.join(' ')
  if (whole.startsWith(typed)) return 0
  if (all.some((word) => word.startsWith(typed))) return 1
  const initials = all.map((word) => word[0]).join('')
  if (initials.startsWith(typed)) return 2
  return typed.length >= 3 && whole.includes(typed) ? 3 : null
}

/**
 * Items whose names answer to what was typed, best first, in either layout. Names are tried in the order given: a short name first.
 * Nothing typed: everything, in the order given.
 */
export function answering<Item>(typed: string, items: readonly Item[], namesOf: (item: Item) => readonly string[]): Item[] {
  const asked = words(typed).join(' ')
  if (asked === '') return [...items]
  const swapped = words(otherLayout(typed)).join(' ')
  const scored: { item: Item; score: number; place: number }[] = []
  for (const [place, item] of items.entries()) {
    let best: number | null = null
    for (const [order, name] of namesOf(item).entries()) {
      for (const [layout, letters] of [asked, swapped].entries()) {
        const found = letters === '' ? null : fit(letters, name)
        if (found === null) continue
        const score = found + layout * 4 + order * 0.5
        if (best === null || score < best) best = score
      }
    }
    if (best !== null) scored.push({ item, score: best, place })
  }
  return scored.toSorted((a, b) => a.score - b.score || a.place - b.place).map((found) => found.item)
}
