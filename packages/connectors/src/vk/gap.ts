import { ConnectorError } from '../port/connector-error.ts'
import type { Cursor } from '../port/port.ts'
import { integer } from './shape.ts'

/**
 * A time whose events VK's long poll has forgotten, milliseconds of our clock; it stays in the cursor until it has been made up for from
 * the wall. `post` and `thread`: where the reading goes on, both are read from the newest to the oldest; 0 from the beginning.
 */
export type Gap = { readonly since: number; readonly until: number; readonly post: number; readonly thread: number }

/** A gap that nothing has closed is shown for so long, milliseconds: later nobody answers those messages any more. */
const toldFor = 7 * 24 * 3_600_000

/** The gap that a stored cursor tells of; null when there is none, or it is older than a week. */
export function readGap(cursor: Cursor | null, now: number): Gap | null {
  const since = integer(cursor?.['gap'])
  const until = integer(cursor?.['gapUntil'])
  if (since === null || until === null || now - until > toldFor) return null
  return { since, until, post: integer(cursor?.['gapPost']) ?? 0, thread: integer(cursor?.['gapThread']) ?? 0 }
}

/** The gap as the cursor keeps it. */
export const gapFields = (gap: Gap | null): Cursor =>
  gap === null ? {} : { gap: gap.since, gapUntil: gap.until, gapPost: gap.post, gapThread: gap.thread }

/** A gap more, before the earlier one is closed: one gap over both, read from the beginning. */
export const widened = (before: Gap | null, since: number, until: number): Gap => ({
  since: before === null ? since : Math.min(before.since, since),
  until,
  post: 0,
  thread: 0,
})

const moment = (locale: string, at: number): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Moscow', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(
    at,
  )

/** What the administrator reads about a gap: the period whose messages may be missing, why, and what to do. Moscow time, as VK counts its days. */
export function gapTrouble({ since, until }: Gap, failure: ConnectorError | null): ConnectorError {
  const ru =
    'Новые сообщения приходят, но ВКонтакте не передал часть событий: написанное ' +
    `с ${moment('ru-RU', since)} по ${moment('ru-RU', until)} (время московское) могло не прийти.`
  const en =
    'New messages arrive, but VK has not passed some events on: what was written ' +
    `from ${moment('en-GB', since)} to ${moment('en-GB', until)} (Moscow time) may be missing.`
  if (failure === null) {
    return new ConnectorError(
      'permission',
      `${ru} Добавьте в подключение сервисный ключ, и программа дочитает его со стены. Без него просмотрите записи сообщества сами.`,
      `${en} Add the service key to the connection and it will be read from the wall. Without it look through the community's posts yourself.`,
    )
  }
  return new ConnectorError(
    failure.kind,
    `${ru} Дочитать его со стены пока не удалось, мы пробуем снова: ${failure.ru}`,
    `${en} Reading it from the wall has not worked yet, we try again: ${failure.en}`,
  )
}
