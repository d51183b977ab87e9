/** VK's own touch on a text: trims, folds spaces, sets dashes, brackets mentions. Readers see this, not what was sent. */
export const storedText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ -- /g, ' — ')
    .replace(/@(id|club)(\d+) \(([^)\n]+)\)/g, '[$1$2|$3]')
    .trim()
