/** Whose or what's address may stand before the stroke: people and pages by number, and things that people point at. */
const owned = '(?:id|club|public|event|app)\\d{1,20}'
const thing =
  '(?:topic|post|wall|photo|video|clip|story|doc|album|audio|page|note|poll|market|product|article|podcast|board|artist|sticker)s?-?\\d{1,20}'
/** A short address: five signs at least, in Latin letters, so that `[1|2]`, `[да|нет]` and `[yes|no]` stay brackets. */
const alias = '[a-z](?:[a-z0-9_]|\\.(?=[a-z0-9])){4,31}'

// No part reaches over another opening bracket, and names are bounded: a text of nothing but openings is read once, not once for each of them.
const mention = new RegExp(`\\[(?:${owned}|${thing}(?:_-?\\d{1,20})*|${alias})(?:[:?/][^[\\]|\\n\\s]{0,200})?\\|([^[\\]|\\n]+)\\]`, 'gi')
const typed = new RegExp(`(?<![\\p{L}\\p{N}_.])(?:[@*](${owned})|@(${alias})) ?\\(([^()\\n]{1,200})\\)`, 'giu')
const link = /\[((?:https?:\/\/|(?:m\.)?vk\.(?:com|ru)\/)[^[\]|\s]+)\|([^[\]|\n]+)\]/gi
const named = /\[#[^[\]|\n]{1,100}\|([^[\]|\n]+)\|((?:https?:\/\/|(?:m\.)?vk\.(?:com|ru)\/)[^[\]|\s]+)\]/gi

/** Words under which an address hides, and the address; once where they are the same. */
const withAddress = (words: string, address: string): string => (words.trim() === address ? address : `${words} (${address})`)

/**
 * VK's markup as a reader sees it: `[id1|Иван], спасибо` → `Иван, спасибо`, and so with every raw form in which VK or its reader points at
 * somebody or something (`[durov|…]`, `[topic-1_2|…]`, `@id1 (Иван)`); a link under words keeps its address in brackets, so that nothing hides
 * where it leads. What only looks like it (`[1|2]`, `[см. фото]`) stays. The text as VK sent it stays in the raw event.
 */
export const visibleText = (raw: string): string =>
  raw
    .replace(named, (_, words: string, address: string) => withAddress(words, address))
    .replace(link, (_, address: string, words: string) => withAddress(words, address))
    .replace(mention, '$1')
    .replace(typed, '$3')

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" }

/**
 * A form in which the text we sent and the text VK stored are equal when they are the same comment. VK trims, folds spaces, turns `@id1
 * (Имя)` into its brackets, `--` into a dash, `<<` into quotes, may escape entities and put the answered person's name in front; all such
 * differences are folded on both sides, so folding too much costs nothing.
 */
export function canonicalText(raw: string): string {
  const bracketed = raw
    .toWellFormed()
    .replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(typed, (_, id: string | undefined, name: string | undefined, words: string) => `[${id ?? name}|${words}]`)
    .replace(/^\s*\[(?:id|club)\d{1,20}\|[^\]\n]{1,200}\],\s*/, '')
  return visibleText(bracketed)
    .normalize('NFC')
    .replace(/--+|[–—]/g, '-')
    .replace(/<<|>>|[«»„“”]/g, '"')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
