import { integer, isFields, list, text } from './shape.ts'
import type { Fields } from './shape.ts'

/**
 * VK's letters for the sizes of a photo, the largest first (dev.vk.com, "Format for describing the size of the photo"): `w` to 2560 px, `z` to
 * 1080, `y` 807, `x` 604, and `s`, `m` are the whole picture; `r` (510), `q`, `p`, `o` may be cut at the sides. Widths and heights are 0 for
 * old photos, so the letter is what tells.
 */
const letters = 'wzyxrqpoms'

const isWeb = (url: string): boolean => /^https?:\/\//.test(url)

/** The original of a photo where VK gives it, else its largest size; empty when it has none. */
export function pictureOf(photo: Fields): string {
  const original = photo['orig_photo']
  const url = isFields(original) ? text(original['url']) : ''
  return isWeb(url) ? url : largestPicture(photo)
}

/** The largest picture in any of the forms in which VK has told of pictures: `sizes`, `images`, `photo_604`, a single address. */
export function largestPicture(body: Fields): string {
  const sizes = [...list(body['sizes']), ...list(body['images'])].filter(isFields).filter((size) => isWeb(text(size['url'])))
  const [best] = sizes.toSorted((a, b) => rank(a) - rank(b) || area(b) - area(a))
  if (best !== undefined) return text(best['url'])
  const [named] = Object.keys(body)
    .flatMap((name) => (/^(?:photo|thumb)_(\d{1,5})$/.test(name) && isWeb(text(body[name])) ? [name] : []))
    .toSorted((a, b) => width(b) - width(a))
  return named === undefined ? text(body['url']) : text(body[named])
}

const width = (name: string): number => Number(name.replace(/\D/g, ''))

/** A letter that nobody knows stands behind those that are known; among such the area decides. */
function rank(size: Fields): number {
  const letter = text(size['type'])
  const place = letter.length === 1 ? letters.indexOf(letter) : -1
  return place < 0 ? letters.length : place
}

const area = (size: Fields): number => (integer(size['width']) ?? 0) * (integer(size['height']) ?? 0)
