import type { Text } from '@otklik/regulations'
import type { Status } from './state.ts'

/** Statuses inside a refusal's sentence; the interface has its own catalogue for labels. */
export const statusWords: Readonly<Record<Status, Text>> = {
  received: { ru: 'новое', en: 'new' },
  selected: { ru: 'ждёт направления', en: 'waiting to be routed' },
  routed: { ru: 'у исполнителя', en: 'with the executor' },
  submitted: { ru: 'проект на рассмотрении', en: 'draft under review' },
  reworking: { ru: 'на доработке', en: 'being reworked' },
  approved: { ru: 'согласовано, ждёт размещения', en: 'approved, waiting to be published' },
  publishing: { ru: 'размещается', en: 'being published' },
  uncertain: { ru: 'неизвестно, размещено ли', en: 'publication uncertain' },
  awaitingAuthor: { ru: 'ждём автора', en: 'waiting for the author' },
  answered: { ru: 'ответ размещён', en: 'answered' },
  closed: { ru: 'закрыто', en: 'closed' },
  declined: { ru: 'не подлежит обработке', en: 'declined' },
  redirected: { ru: 'перенаправлено', en: 'redirected' },
}
