import type { z } from 'zod'
import type { Text } from './types.ts'
import { patternHints } from './vocabulary.ts'

type Issue = z.core.$ZodIssue

const kinds: Readonly<Record<string, Text>> = {
  object: { ru: 'объект', en: 'an object' },
  record: { ru: 'объект', en: 'an object' },
  array: { ru: 'список', en: 'a list' },
  string: { ru: 'строка', en: 'a text' },
  number: { ru: 'число', en: 'a number' },
  int: { ru: 'целое число', en: 'a whole number' },
  boolean: { ru: 'true или false', en: 'true or false' },
}

/** What an object looks like, by the place where it stands. */
const shapes: readonly (readonly [place: RegExp, shape: string])[] = [
  [/^clauses\.[^.]+$/, '{ ru: "п. 7", en: "cl. 7" }'],
  [/^tracks\.\w+$/, '{ clause: L-5 }'],
  [/^importance$/, '{ clause: L-9 }'],
  [/^steps\.publish$/, '{ by: curator, clause: L-6, trigger: approval }'],
  [/^steps\.\w+$/, '{ by: curator, clause: L-7 }'],
  [/^replyKinds\.\d+$/, '{ kind: final, clause: L-8 }'],
  [/^inForce$/, '{ from: 2024-01-31, until: null }'],
  [/^source$/, '{ kind, body, number, date }'],
  [/^closeWithoutAnswer$/, '{ after: +3wd }'],
  [/(^|\.)(title|body|kind|text|note|question|part)$/, '{ ru: …, en: … }'],
  [/\.alternatives\.[^.]+$/, '{ ru: …, en: … }'],
]

/** Places that a file may fill with null: the act does not know the step. */
const MAY_BE_NULL = /^(importance|steps\.(redirect|approve|sendBack))$/

/**
 * A fault of an act's file in words that say how to mend it: our own, since the schema library's speak of its types, and not in good Russian.
 * @param path where the fault stands, @param value what stands there; undefined when nothing does
 */
export function issueWords(issue: Issue, path: readonly PropertyKey[], value: unknown): Text {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected, path.join('.'), value)
    case 'invalid_value': {
      const known = issue.values.map(String).join(', ')
      const found = shown(value)
      return {
        ru: value === undefined ? `поля нет; нужно одно из: ${known}.` : `нужно одно из: ${known}; а стоит ${found.ru}.`,
        en: value === undefined ? `it is missing; write one of: ${known}.` : `write one of: ${known}; not ${found.en}.`,
      }
    }
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ')
      return {
        ru: `лишнее поле: ${keys}. Это опечатка или поле не на своём месте.`,
        en: `unknown key: ${keys}. It is misspelt or stands in the wrong place.`,
      }
    }
    case 'too_small':
      if (issue.origin === 'array') return { ru: 'список пуст, а нужно хотя бы одно.', en: 'the list is empty; at least one is needed.' }
      if (issue.origin === 'string') return { ru: 'строка пуста.', en: 'the text is empty.' }
      return issue.inclusive === false
        ? { ru: `нужно число больше ${issue.minimum}.`, en: `a number above ${issue.minimum} is needed.` }
        : { ru: `нужно число не меньше ${issue.minimum}.`, en: `a number of at least ${issue.minimum} is needed.` }
    case 'too_big':
      return { ru: `нужно не больше ${issue.maximum}.`, en: `at most ${issue.maximum} is possible.` }
    case 'invalid_format':
      if (issue.format === 'date')
        return { ru: 'нужна дата ГГГГ-ММ-ДД, например 2024-01-31.', en: 'write a date YYYY-MM-DD, such as 2024-01-31.' }
      return patternHints.get(issue.pattern ?? '') ?? unfit
    case 'invalid_key': {
      const [why] = issue.issues
      const words = why === undefined ? unfit : issueWords(why, path, path.at(-1))
      return { ru: `такого имени поля быть не может: ${words.ru}`, en: `a key cannot be written so: ${words.en}` }
    }
    case 'invalid_union':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return unfit
  }
}

/** For what the schema of acts does not ask: a new kind of check brings words of its own. */
const unfit: Text = { ru: 'значение не подходит, смотрите схему.', en: 'the value does not fit, see the schema.' }

function typeWords(expected: string, place: string, value: unknown): Text {
  if (place === '' && value === null) return { ru: 'файл пуст.', en: 'the file is empty.' }
  const kind = kinds[expected] ?? { ru: expected, en: expected }
  const shape = expected === 'object' ? shapes.find(([where]) => where.test(place))?.[1] : undefined
  const example = shape === undefined ? '' : ` ${shape}`
  const or = MAY_BE_NULL.test(place) ? { ru: ' или null', en: ' or null' } : { ru: '', en: '' }
  const wantsNumber = expected === 'number' || expected === 'int'
  const found = wantsNumber && typeof value === 'number' ? { ru: String(value), en: String(value) } : shown(value)
  return {
    ru:
      value === undefined ? `поля нет; нужно: ${kind.ru}${example}${or.ru}.` : `нужно: ${kind.ru}${example}${or.ru}; а стоит ${found.ru}.`,
    en: value === undefined ? `it is missing; write ${kind.en}${example}${or.en}.` : `write ${kind.en}${example}${or.en}; not ${found.en}.`,
  }
}

/** What stands in the file, short enough for a line. */
function shown(value: unknown): Text {
  if (Array.isArray(value)) return { ru: 'список', en: 'a list' }
  if (typeof value === 'object' && value !== null) return { ru: 'объект', en: 'an object' }
  const text = String(value)
  const cut = text.length > 40 ? `${text.slice(0, 40)}…` : text
  if (typeof value === 'string') return { ru: `«${cut}»`, en: `"${cut}"` }
  // A number where a text belongs is most often a text whose quotes were forgotten.
  const unquoted = { ru: `${cut} без кавычек`, en: `${cut} without quotes` }
  return typeof value === 'number' ? unquoted : { ru: cut, en: cut }
}
