import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readPicture } from '../src/pictures.ts'

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#846' } }).withExif({
    IFD0: { Artist: 'Пётр Сидоров', Copyright: 'home address' },
    IFD3: { GPSLatitude: '45/1 28/1 0/1', GPSLongitude: '133/1 24/1 0/1' },
  })

describe('a photograph for a reply', () => {
  it('loses what it knew of its author and of the place', async () => {
    const original = await photo(40, 30).jpeg().toBuffer()
    expect((await sharp(original).metadata()).exif).toBeDefined()
    const picture = await readPicture(original)
    expect(picture).toMatchObject({ type: 'image/jpeg', extension: 'jpg' })
    expect((await sharp(picture?.bytes).metadata()).exif).toBeUndefined()
    expect(Buffer.from(picture?.bytes ?? []).includes('home address')).toBe(false)
  })

  it('is at most 2560 px long, whichever side is longer', async () => {
    const picture = await readPicture(await photo(200, 4000).png().toBuffer())
    expect(await sharp(picture?.bytes).metadata()).toMatchObject({ width: 128, height: 2560, format: 'png' })
  })

  it('becomes JPEG from WebP, which the networks do not take', async () => {
    const picture = await readPicture(await photo(20, 20).webp().toBuffer())
    expect((await fileTypeFromBuffer(picture?.bytes ?? new Uint8Array()))?.mime).toBe('image/jpeg')
  })

  it('loses what was hung on behind it', async () => {
    const polyglot = Buffer.concat([await photo(20, 20).png().toBuffer(), Buffer.from('<script>alert(1)</script>')])
    const picture = await readPicture(polyglot)
    expect(Buffer.from(picture?.bytes ?? []).includes('<script>')).toBe(false)
  })

  it.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a document', Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
    ['nothing', Buffer.alloc(0)],
    ['the beginning of a photograph', Buffer.from('ffd8ffe000104a46494600010100', 'hex')],
  ])('is not %s, whatever its name says', async (_, bytes) => {
    expect(await readPicture(bytes)).toBeNull()
  })
})
