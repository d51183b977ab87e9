import { fileTypeFromBuffer } from 'file-type'
import type { FailOnOptions, Sharp } from 'sharp'
import { Turns } from './turns.ts'

const longestSide = 2560
/**
 * A small file can claim a picture that fills the memory. This is what 50 million pixels of a photograph take once they are unfolded, more
 * than any telephone makes; of a drawing with twice the depth and transparency, 19 million.
 */
const mostUnfolded = 150_000_000

/**
 * Pictures are read one at a time: the threads that read them are the same four that check passwords and read files, and eight large
 * pictures would keep everybody else at the door.
 */
const turns = new Turns()

export type Picture = { readonly bytes: Uint8Array; readonly type: 'image/jpeg' | 'image/png'; readonly extension: 'jpg' | 'png' }

/** A picture that would take too much of the memory. */
export class TooManyPixels extends Error {
  override readonly name = 'TooManyPixels'
}

/**
 * Makes the picture anew from its pixels: nothing that was hidden in the file survives, nor where and by whom it was taken (EXIF);
 * the longer side is at most 2,560 px. null for what is no JPEG, PNG or WebP, whatever its name says. A picture whose end is lost is kept as far as it can be
 * read where that is most of it: telephones and messengers cut off last bytes. What is transparent becomes white where a JPEG is made.
 * @throws TooManyPixels
 */
export async function readPicture(bytes: Uint8Array): Promise<Picture | null> {
  const kind = await fileTypeFromBuffer(bytes)
  if (kind === undefined || !['image/jpeg', 'image/png', 'image/webp'].includes(kind.mime)) return null
  return turns.take('', async () => {
    try {
      return await unfold(bytes, kind.mime === 'image/png')
    } catch (error) {
      if (error instanceof TooManyPixels) throw error
      return null
    }
  })
}

async function unfold(bytes: Uint8Array, png: boolean): Promise<Picture> {
  const { default: sharp } = await import('sharp')
  // No threads besides the one that the picture has anyway.
  sharp.concurrency(1)
  const { width, height, channels, depth } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (width * height * channels * (depth === 'uchar' ? 1 : 2) > mostUnfolded) throw new TooManyPixels()
  const source = (from: Uint8Array, failOn: FailOnOptions) => sharp(from, { failOn })
  try {
    return await made(source(bytes, 'error'), png)
  } catch (error) {
    // Only the end marker is lost: nothing of the picture is.
    const ended = Buffer.concat([bytes, endOf(bytes, png)])
    const whole = await made(source(ended, 'warning'), png).catch(() => null)
    if (whole !== null) return whole
    if ((await lostRows(source(ended, 'none'))) > mostLost) throw error
    return await made(source(ended, 'none'), png)
  }
}

async function made(source: Sharp, png: boolean): Promise<Picture> {
  const pixels = source.rotate().resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
  // WebP becomes JPEG: the networks take JPEG and PNG.
  if (png) return { bytes: await pixels.png().toBuffer(), type: 'image/png', extension: 'png' }
  return { bytes: await pixels.flatten({ background: '#fff' }).jpeg({ quality: 88 }).toBuffer(), type: 'image/jpeg', extension: 'jpg' }
}

/** What a file of its kind ends with, as far as it is not there. */
function endOf(bytes: Uint8Array, png: boolean): Uint8Array {
  if (png) return Buffer.from('0000000049454e44ae426082', 'hex')
  return Buffer.from(bytes.at(-1) === 0xff ? 'd9' : 'ffd9', 'hex')
}

/** How much of a broken picture may be missing, of a hundred rows. */
const mostLost = 10

/** Rows of a hundred, from the lower edge, that a reader filled with one colour for want of bytes. */
async function lostRows(source: Sharp): Promise<number> {
  const side = { width: 64, height: 100 }
  const grey = await source
    .flatten({ background: '#000' })
    .greyscale()
    .resize({ ...side, fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer()
  const filling = grey.at(-1)
  const last = grey.findLastIndex((value) => value !== filling)
  return side.height - Math.ceil((last + 1) / side.width)
}
