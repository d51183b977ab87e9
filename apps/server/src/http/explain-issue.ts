import type { z } from 'zod'
import type { Text } from './problems.ts'
import { visible } from '@otklik/contract'

type Issue = z.core.$ZodIssue

const types: Readonly<Record<string, Text>> = {
  string: { ru: 'строка', en: 'a string' },
  number: { ru: 'число', en: 'a number' },
  int: { ru: 'целое число', en: 'a whole number' },
  boolean: { ru: 'true или false', en: 'true or false' },
  object: { ru: 'объект', en: 'an object' },
  array: { ru: 'список', en: 'a list' },
}
const formats: Readonly<Record<string, Text>> = {
  uuid: { ru: 'UUID', en: 'a UUID' },
  url: { ru: 'адрес https://…', en: 'an address https://…' },
}

/** What a text looks like, by the pattern of the contract that it does not fit; a test looks for one that has no words here. */
export const patternWords: ReadonlyMap<string, Text> = new Map([
  [String(visible), { ru: 'Нужен хотя бы один видимый знак.', en: 'At least one visible character is needed.' }],
  [
    String(/^[+-]\d{1,6}(wh|wm|wd|h|m|d)$/),
    {
      ru: 'Срок пишется со знаком, числом и единицей: +2wh (рабочие часы), +30wm, +3wd, +24h, +7d.',
      en: 'A term is written with sign, number and unit: +2wh (working hours), +30wm, +3wd, +24h, +7d.',
    },
  ],
  [
    String(/^[a-z0-9._-]{2,60}$/),
    {
      ru: 'Логин: от 2 до 60 строчных латинских букв, цифр, точек, дефисов и подчёркиваний.',
      en: 'A login: 2 to 60 lower-case Latin letters, digits, dots, hyphens and underscores.',
    },
  ],
  [
    String(/^[0-9a-z]{1,11}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    { ru: 'Нужен nextCursor из ответа на предыдущую страницу.', en: 'The nextCursor of the page before is needed.' },
  ],
  [
    String(/^[1-9]\d{0,15}$/),
    { ru: 'Нужен nextCursor из ответа на предыдущую страницу.', en: 'The nextCursor of the page before is needed.' },
  ],
  [
    String(/^[a-z][a-z0-9-]{0,29}$/),
    { ru: 'Нужна сеть из списка GET /api/networks.', en: 'A network of the list GET /api/networks is needed.' },
  ],
  [
    String(/^\d{4}-\d{2}-\d{2}$/),
    { ru: 'Нужна дата ГГГГ-ММ-ДД, например 2026-11-04.', en: 'A date YYYY-MM-DD is needed, such as 2026-11-04.' },
  ],
  [
    String(/^[0-9a-f]{64}$/),
    {
      ru: 'Нужен id файла из ответа на его загрузку: 64 знака 0–9 и a–f.',
      en: "The file's id from the answer to its upload is needed: 64 characters 0–9, a–f.",
    },
  ],
])

/** «не меньше 1 знака», «не меньше 10 знаков»: after these words the number asks for the genitive. */
const genitive = (amount: number | bigint, one: string, many: string): string =>
  Number(amount) % 10 === 1 && Number(amount) % 100 !== 11 ? one : many

function size(origin: string, amount: number | bigint, least: boolean): Text {
  const ru = `${least ? 'Нужно не меньше' : 'Можно не больше'} ${amount}`
  const en = `${least ? 'At least' : 'At most'} ${amount}`
  const [are, needed] = [Number(amount) === 1 ? 'is' : 'are', least ? 'needed' : 'possible']
  const plural = Number(amount) === 1 ? '' : 's'
  if (origin === 'string') return { ru: `${ru} ${genitive(amount, 'знака', 'знаков')}.`, en: `${en} character${plural} ${are} ${needed}.` }
  if (origin === 'array') return { ru: `${ru} ${genitive(amount, 'элемента', 'элементов')}.`, en: `${en} item${plural} ${are} ${needed}.` }
  return { ru: `${ru}.`, en: `${en} is ${needed}.` }
}

/** Says in both languages what is wrong with a field and what belongs there; the value itself is not repeated, it may be a secret. */
export function explainIssue(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = types[issue.expected] ?? { ru: issue.expected, en: issue.expected }
      return { ru: `Здесь нужно: ${wanted.ru}.`, en: `Needed here: ${wanted.en}.` }
    }
    case 'too_small':
      return size(issue.origin, issue.minimum, true)
    case 'too_big':
      return size(issue.origin, issue.maximum, false)
    case 'invalid_format': {
      const known = patternWords.get(issue.pattern ?? '')
      if (known !== undefined) return known
      const wanted = formats[issue.format] ?? {
        ru: `запись вида ${issue.pattern ?? issue.format}`,
        en: `the form ${issue.pattern ?? issue.format}`,
      }
      return { ru: `Здесь нужно: ${wanted.ru}.`, en: `Needed here: ${wanted.en}.` }
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return { ru: `Возможные значения: ${values}.`, en: `Possible values: ${values}.` }
    }
    case 'unrecognized_keys':
      return { ru: `Лишние поля: ${issue.keys.join(', ')}. Уберите их.`, en: `Unknown fields: ${issue.keys.join(', ')}. Remove them.` }
    case 'invalid_union':
      return {
        ru: 'Такого вида нет: исправьте поле type по /api/openapi.json.',
        en: 'There is no such kind: mend the field type by /api/openapi.json.',
      }
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      break
  }
  return { ru: 'Значение не подходит; см. /api/openapi.json.', en: 'The value does not fit; see /api/openapi.json.' }
}
