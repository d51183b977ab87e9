import { fileTypeFromBuffer } from 'file-type'
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
 * the longer side is at most 2,560 px. null for what is not a whole JPEG, PNG or WebP, whatever its name says.
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
  const pixels = sharp(bytes, { failOn: 'error' })
    .rotate()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
  // WebP becomes JPEG: the networks take JPEG and PNG.
  if (png) return { bytes: await pixels.png().toBuffer(), type: 'image/png', extension: 'png' }
  return { bytes: await pixels.flatten({ background: '#fff' }).jpeg({ quality: 88 }).toBuffer(), type: 'image/jpeg', extension: 'jpg' }
}
