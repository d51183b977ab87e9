import type { Unclear } from '../port/port.ts'
import { fieldsOf } from './shape.ts'

/** What each field tells, in the words of whoever reads it. */
const meanings: Readonly<Record<string, { readonly ru: string; readonly en: string }>> = {
  type: { ru: 'о чём событие', en: 'what the event is about' },
  event_id: { ru: 'номер события', en: 'the number of the event' },
  group_id: { ru: 'номер сообщества', en: 'the number of the community' },
  object: { ru: 'сам комментарий', en: 'the comment itself' },
  id: { ru: 'номер комментария', en: 'the number of the comment' },
  post_id: { ru: 'номер записи', en: 'the number of the post' },
  owner_id: { ru: 'на чьей стене', en: 'whose wall it is' },
  from_id: { ru: 'кто написал', en: 'who wrote it' },
  date: { ru: 'когда написано', en: 'when it was written' },
  text: { ru: 'текст', en: 'the text' },
  parents_stack: { ru: 'в какой ветке', en: 'in which thread' },
  reply_to_comment: { ru: 'на что это ответ', en: 'what it answers' },
}

const longest = 80

/** A field of an event that could not be read, in words. */
export function inWords(field: string, raw: unknown): Unclear {
  const { ru, en } = meanings[field] ?? { ru: field, en: field }
  const event = fieldsOf(raw)
  const value = field in event ? event[field] : fieldsOf(event['object'])[field]
  if (value === undefined) return { field, ru: `Нет поля ${field} (${ru}).`, en: `The field ${field} (${en}) is missing.` }
  const shown = JSON.stringify(value)
  const seen = shown.length > longest ? `${shown.slice(0, longest).toWellFormed()}…` : shown
  return {
    field,
    ru: `Поле ${field} (${ru}) непривычного вида: ${seen}.`,
    en: `The field ${field} (${en}) has an unfamiliar form: ${seen}.`,
  }
}
