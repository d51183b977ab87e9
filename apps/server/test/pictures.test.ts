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

/** Noise, so that no row is like another. */
const noise = (width: number, height: number) => {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0, seed = 7; at < pixels.length; at++) pixels[at] = (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) >> 16
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

describe('a picture with a fault that does not hide what it shows', () => {
  it.each([1, 2, 3, 40])('is kept: a JPEG without its last %i bytes', async (lost) => {
    const bytes = await noise(400, 300).jpeg({ quality: 85 }).toBuffer()
    expect(await readPicture(bytes.subarray(0, -lost))).toMatchObject({ type: 'image/jpeg' })
  })
  it('is kept: a progressive JPEG, one of one colour, one with a tail, a PNG without its end', async () => {
    const plain = sharp({ create: { width: 60, height: 60, channels: 3, background: '#846' } })
    const jpeg = await plain.clone().jpeg().toBuffer()
    const files = [
      (await noise(300, 300).jpeg({ progressive: true }).toBuffer()).subarray(0, -2),
      jpeg.subarray(0, -2),
      Buffer.concat([jpeg, Buffer.from('tail of a live photo')]),
      (await plain.clone().png().toBuffer()).subarray(0, -12),
      (await plain.clone().png().toBuffer()).subarray(0, -2),
    ]
    for (const file of files) expect(await readPicture(file)).not.toBeNull()
  })
  it('is refused when half of it is lost, or when it is none', async () => {
    const bytes = await noise(400, 300).jpeg().toBuffer()
    expect(await readPicture(bytes.subarray(0, bytes.length / 2))).toBeNull()
    expect(await readPicture(bytes.subarray(0, 200))).toBeNull()
    const png = await noise(400, 300).png().toBuffer()
    expect(await readPicture(png.subarray(0, png.length / 2))).toBeNull()
    expect(await readPicture(Buffer.from('not a picture'))).toBeNull()
  })
})

it('what is transparent becomes white where a JPEG is made, and stays so in a PNG', async () => {
  const clear = sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
  const webp = await readPicture(await clear.clone().webp({ lossless: true }).toBuffer())
  const { dominant } = await sharp(webp?.bytes).stats()
  expect(webp?.type).toBe('image/jpeg')
  expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240)
  const png = await readPicture(await clear.clone().png().toBuffer())
  expect(png?.type).toBe('image/png')
  expect((await sharp(png?.bytes).stats()).isOpaque).toBe(false)
})
