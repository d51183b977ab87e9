import { type ReleasePath, releasePath, type Procedure, type Text } from '@otklik/regulations'
import type { Status } from './state.ts'

/** Statuses inside a refusal's sentence, in the words of the desk. */
const words: Readonly<Record<Exclude<Status, 'submitted'>, Text>> = {
  received: { ru: 'новое', en: 'new' },
  selected: { ru: 'ждёт направления', en: 'to be routed' },
  routed: { ru: 'у исполнителя', en: 'with the executor' },
  reworking: { ru: 'на доработке', en: 'in rework' },
  approved: { ru: 'ждёт размещения', en: 'awaiting publication' },
  publishing: { ru: 'размещается', en: 'being published' },
  uncertain: { ru: 'неизвестно, размещено ли', en: 'not known whether published' },
  awaitingAuthor: { ru: 'ждём автора', en: 'awaiting the author' },
  answered: { ru: 'ответ размещён', en: 'reply published' },
  closed: { ru: 'закрыто', en: 'closed' },
  declined: { ru: 'не подлежит обработке', en: 'declined' },
  redirected: { ru: 'перенаправлено', en: 'redirected' },
}

/** A draft that was handed in is called by what it waits for under the act. */
const submitted: Readonly<Record<ReleasePath, Text>> = {
  approval: { ru: 'на согласовании', en: 'for approval' },
  publication: { ru: 'к размещению', en: 'to be published' },
  own: { ru: 'ответ готов', en: 'reply ready' },
}

/** A status as the desk calls it under this act: one word for one thing, on every screen and in every refusal. */
export function statusWords(status: Status, procedure: Procedure): Text {
  return status === 'submitted' ? submitted[releasePath(procedure)] : words[status]
}
