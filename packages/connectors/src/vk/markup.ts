// No part reaches over another opening bracket, and names are bounded: a text of nothing but openings is read once, not once for each of them.
const mention = /\[(?:id|club|public|event|app)\d{1,20}(?::[^[\]|\n]*)?\|([^[\]|\n]+)\]/g
const link = /\[(https?:\/\/[^[\]|\s]+)\|([^[\]|\n]+)\]/g

/**
 * VK's markup as a reader sees it: `[id1|Иван], спасибо` → `Иван, спасибо`; a link under words keeps its address in brackets, so that
 * nothing hides where it leads. The text as VK sent it stays in the raw event.
 */
export const visibleText = (raw: string): string => raw.replace(mention, '$1').replace(link, '$2 ($1)')

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" }

/**
 * A form in which the text we sent and the text VK stored are equal when they are the same comment. VK trims, folds spaces, turns `@id1
 * (Имя)` into its brackets, `--` into a dash, `<<` into quotes, may escape entities and put the answered person's name in front; all such
 * differences are folded on both sides, so folding too much costs nothing.
 */
export function canonicalText(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[@*](id|club|public|event)(\d{1,20}) \(([^)\n]{1,200})\)/g, '[$1$2|$3]')
    .replace(/^\s*\[(?:id|club)\d{1,20}\|[^\]\n]{1,200}\],\s*/, '')
    .replace(mention, '$1')
    .normalize('NFC')
    .replace(/--+|[–—]/g, '-')
    .replace(/<<|>>|[«»„“”]/g, '"')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
