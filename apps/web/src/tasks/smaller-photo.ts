const longestSide = 2560
/** Below this many bytes a photo goes as it is. */
const light = 1_500_000

/** What the server accepts for one photo, bytes. */
export const heaviest = 10 * 1024 * 1024

/**
 * A photo at the size the server keeps (longer side 2,560 px): on a bad line every megabyte counts.
 * What is transparent becomes white. A picture that this browser cannot redraw stays as it came.
 */
export async function smallerPhoto(file: File): Promise<{ name: string; picture: Blob }> {
  if (file.size <= light) return { name: file.name, picture: file }
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
    const paper = canvas.getContext('2d')
    if (paper === null) return { name: file.name, picture: file }
    // JPEG has no transparency: what shows through would be black.
    paper.fillStyle = '#fff'
    paper.fillRect(0, 0, canvas.width, canvas.height)
    paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const picture = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.86 })
    return picture.size < file.size ? { name: file.name.replace(/\.[^.]*$/, '.jpg'), picture } : { name: file.name, picture: file }
  } catch {
    return { name: file.name, picture: file }
  }
}
