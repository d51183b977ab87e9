/** Most marks over and under one letter: more than any script needs, fewer than what hangs over the lines around. */
const mostMarks = 3

/**
 * Somebody's name or the name of a file as it may be shown in a line among others: no line breaks, no signs that turn the direction of the text
 * or are unseen (joiners of letters and emoji stay), no more marks on a letter than a script needs.
 */
export function shownName(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(new RegExp(`(\\p{M}{${mostMarks}})\\p{M}+`, 'gu'), '$1')
    .trim()
}

const signs = new Intl.Segmenter('ru', { granularity: 'grapheme' })

/** The beginning of a text of at most `longest` UTF-16 units that cuts no sign in two: neither a surrogate pair nor an emoji of several. */
export function beginningOf(text: string, longest: number): string {
  if (text.length <= longest) return text
  let end = 0
  for (const { index, segment } of signs.segment(text.slice(0, longest + 64))) {
    if (index + segment.length > longest) break
    end = index + segment.length
  }
  return text.slice(0, end)
}
