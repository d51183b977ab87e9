const russian = new Intl.PluralRules('ru')
const english = new Intl.PluralRules('en')

/** Russian plural form with its number: `1 инцидент`, `3 инцидента`, `11 инцидентов`. Fractions take the form of «двух». */
export function pluralRu(count: number, one: string, few: string, many: string): string {
  const form = russian.select(count)
  return `${count} ${form === 'one' ? one : form === 'many' ? many : few}`
}

/** English plural form with its number. */
export function pluralEn(count: number, one: string, other: string): string {
  return `${count} ${english.select(count) === 'one' ? one : other}`
}
