/** A promise of the product does not hold; says which, in the field's words. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

export const broken = (what: string): Broken => new Broken(what)
