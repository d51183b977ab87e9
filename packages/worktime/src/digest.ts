/**
 * A short stable name for a text: two 32-bit FNV-1a sums from different bases, as 16 hexadecimal digits. It tells versions
 * apart and protects nothing.
 */
export function digest(text: string): string {
  let first = 0x811c9dc5
  let second = 0x050c5d1f
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    first = Math.imul(first ^ unit, 0x01000193)
    second = Math.imul(second ^ (unit + index), 0x01000193)
  }
  return [first, second].map((sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('')
}
