/** Legal forms that most names of a town begin with: МБОУ, МУП, ОГБУЗ, ООО … They tell no two units apart. */
const FORM = /^(?:[МГФОРКБАДСН]{1,5}(?:УЗ|УП|УК|У)|ООО|[ПОЗ]?АО|НКО|АНО|ИП|ТСЖ|ТСН|СОШ|УК)(?=[\s«"„])[\s«"„]+(?=\S)/u

/** The word by which people look for a unit: `МБОУ «Школа № 3»` stands at Ш. */
export function tellingWord(name: string): string {
  let rest = name.trim()
  for (let shorter = rest.replace(FORM, ''); shorter !== rest; shorter = rest.replace(FORM, '')) rest = shorter
  return rest.replace(/^[«"„\s]+/u, '')
}

const alphabet = new Intl.Collator('ru', { numeric: true, sensitivity: 'base' })

/** Compares units by the word that tells them apart, numbers as numbers: Школа № 3 before Школа № 12. */
export const byTellingWord = (one: string, other: string): number =>
  alphabet.compare(tellingWord(one), tellingWord(other)) || alphabet.compare(one, other)
