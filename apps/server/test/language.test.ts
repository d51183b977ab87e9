import { expect, it } from 'vitest'
import { languageOf } from '../src/http/language.ts'

it.each([
  [undefined, 'ru'],
  ['', 'ru'],
  ['fr', 'ru'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', 'ru'],
  ['ru;q=0.3, en;q=0.9', 'en'],
  ['ru, en', 'ru'],
  [';;;q=,,', 'ru'],
] as const)('Accept-Language %j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})
