/**
 * The reader's language from `Accept-Language` (RFC 9110, 12.5.4): the heavier of Russian and English, Russian when nothing is said.
 */
export function languageOf(header: string | undefined): 'ru' | 'en' {
  const weight = { ru: 0, en: 0 }
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = tag.split('-')[0]
    if (language !== 'ru' && language !== 'en') continue
    const q = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find((each) => each !== undefined)
    weight[language] = Math.max(weight[language], q === undefined ? 1 : Number(q))
  }
  return weight.en > weight.ru ? 'en' : 'ru'
}
