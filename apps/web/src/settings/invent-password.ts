/** Letters and digits that are not mistaken for each other when they are copied by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 15 letters in groups of five: above 70 bits, and short enough to be read out once. */
export function inventPassword(): string {
  const chosen: string[] = []
  while (chosen.length < 15) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    // 248 = 8 × 31: above it the first letters would come more often than the last.
    const letter = byte < 248 ? letters[byte % letters.length] : undefined
    if (letter !== undefined) chosen.push(letter)
  }
  return chosen.join('').replace(/(.{5})(?=.)/g, '$1-')
}
