import { fileTypeFromBuffer } from 'file-type'

const longestSide = 2560
/** A small file can claim a picture that fills the memory: 50 million pixels are more than any telephone takes. */
const mostPixels = 50_000_000

export type Picture = { readonly bytes: Uint8Array; readonly type: 'image/jpeg' | 'image/png'; readonly extension: 'jpg' | 'png' }

/**
 * Makes the picture anew from its pixels: nothing that was hidden in the file survives, nor where and by whom it was taken (EXIF);
 * the longer side is at most 2,560 px. null for what is not a whole JPEG, PNG or WebP, whatever its name says.
 */
export async function readPicture(bytes: Uint8Array): Promise<Picture | null> {
  const kind = await fileTypeFromBuffer(bytes)
  if (kind === undefined || !['image/jpeg', 'image/png', 'image/webp'].includes(kind.mime)) return null
  const { default: sharp } = await import('sharp')
  const pixels = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
    .rotate()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
  try {
    // WebP becomes JPEG: the networks take JPEG and PNG.
    if (kind.mime === 'image/png') return { bytes: await pixels.png().toBuffer(), type: 'image/png', extension: 'png' }
    return { bytes: await pixels.flatten({ background: '#fff' }).jpeg({ quality: 88 }).toBuffer(), type: 'image/jpeg', extension: 'jpg' }
  } catch {
    return null
  }
}
