import type { Problem } from '@otklik/contract'
import { peopleProblems } from './people-problems.ts'
import { type Entry, entry, refusals, type Text } from './refusals.ts'

export type { Text } from './refusals.ts'

/**
 * Every error that the HTTP surface can answer with. `type` of a problem (RFC 9457) is `/problems/<code>`;
 * a code never changes its meaning. A test keeps this catalogue equal to its use.
 */
export const catalogue = {
  'not-signed-in': entry(401, 'Нужно войти', 'Sign in first', 'Войдите и повторите.', 'Sign in and try again.'),
  'organisation-not-chosen': entry(
    409,
    'Не выбрана организация',
    'No organisation is chosen',
    'Вы работаете в нескольких. Откройте рабочее место и выберите; программы называют её заголовком Otklik-Organisation.',
    'You work in several. Open the desk and choose one; programs name it by the header Otklik-Organisation.',
  ),
  forbidden: entry(
    403,
    'Это не входит в ваши полномочия',
    'This is beyond your rights',
    'Попросите администратора о нужной роли.',
    'Ask an administrator for the role.',
  ),
  'foreign-origin': entry(
    403,
    'Запрос пришёл с чужой страницы',
    'The request came from another site',
    'Откройте рабочее место по его собственному адресу; за прокси задайте OTKLIK_PUBLIC_URL.',
    'Open the desk by its own address; behind a proxy set OTKLIK_PUBLIC_URL.',
  ),
  'wrong-host': entry(
    421,
    'Запрос послан не сюда',
    'The request is for another host',
    'Откройте программу по её адресу. Если люди набирают другой, задайте его: OTKLIK_PUBLIC_URL=https://…',
    'Open the program by its own address. If people type another one, set it: OTKLIK_PUBLIC_URL=https://…',
  ),
  'not-found': entry(404, 'Не найдено', 'Not found', 'Проверьте адрес или обновите список.', 'Check the address or reload the list.'),
  'invalid-request': entry(
    400,
    'Запрос составлен неверно',
    'The request is malformed',
    'Исправьте поля, названные в errors.',
    'Mend the fields named in errors.',
  ),
  'unreadable-request': entry(
    400,
    'Запрос не разобрать',
    'The request cannot be read',
    'Пришлите запрос HTTP/1.1 с одним заголовком Host.',
    'Send an HTTP/1.1 request with one Host header.',
  ),
  'headers-too-large': entry(
    431,
    'Слишком длинные заголовки',
    'The headers are too large',
    'Уменьшите заголовки до 16 КБ: обычно помогает удалить cookie этого сайта.',
    'Keep the headers below 16 KB: deleting the cookies of this site usually helps.',
  ),
  'too-slow': entry(
    408,
    'Запрос шёл слишком долго',
    'The request took too long to arrive',
    'Проверьте связь и повторите; большой снимок уменьшите.',
    'Check the line and try again; make a large picture smaller.',
  ),
  'malformed-body': entry(
    400,
    'Тело запроса не разобрать',
    'The body cannot be read',
    'Пришлите JSON в UTF-8 с заголовком Content-Type: application/json.',
    'Send JSON in UTF-8 with Content-Type: application/json.',
  ),
  'key-missing': entry(
    400,
    'Нет заголовка Idempotency-Key',
    'The header Idempotency-Key is missing',
    'Пришлите новый UUID на каждое нажатие и тот же UUID при повторе.',
    'Send a new UUID for each press and the same UUID when repeating it.',
  ),
  'key-malformed': entry(
    400,
    'Idempotency-Key — не UUID',
    'The header Idempotency-Key is no UUID',
    'Пришлите UUID, например 7b0a2c1e-5d0f-4c62-9c53-2f6f5f3f8a10: новый на каждое нажатие, тот же при повторе.',
    'Send a UUID such as 7b0a2c1e-5d0f-4c62-9c53-2f6f5f3f8a10: a new one for each press, the same when repeating it.',
  ),
  'key-reused': entry(
    409,
    'Этот Idempotency-Key уже был с другим запросом',
    'This Idempotency-Key came with another request',
    'Возьмите новый UUID.',
    'Take a new UUID.',
  ),
  'version-conflict': entry(
    409,
    'Инцидент уже изменён другим человеком',
    'Somebody else has moved the incident',
    'Посмотрите, что изменилось (current), и решите заново.',
    'See what has changed (current) and decide again.',
  ),
  'wrong-schedule': entry(
    422,
    'Расписание составлено неверно',
    'The schedule is wrong',
    'Исправьте названную строку; образец: otklik due --help.',
    'Mend the line named; for an example see otklik due --help.',
  ),
  'wrong-calendar': entry(
    422,
    'Календарь не принят',
    'The calendar is refused',
    'Исправьте названные строки; образец можно скачать в настройках, формат: otklik due --help.',
    'Mend the lines named; a pattern can be downloaded in the settings, for the format see otklik due --help.',
  ),
  'calendar-moved': entry(
    409,
    'Календарь уже изменён другим человеком',
    'Somebody else has changed the calendar',
    'Посмотрите, что изменится теперь, и решите заново.',
    'See what would change now and decide again.',
  ),
  'unknown-regulation': entry(
    422,
    'Такого акта здесь нет',
    'No such act here',
    'Выберите из списка GET /api/regulations.',
    'Choose from GET /api/regulations.',
  ),
  'unknown-parent': entry(
    422,
    'Нет подразделения с таким parentId',
    'No unit has this parentId',
    'Выберите из GET /api/directory.',
    'Choose from GET /api/directory.',
  ),
  'account-taken': entry(
    409,
    'Это сообщество уже подключено',
    'The community is connected already',
    'Измените имеющееся подключение.',
    'Change the connection there is.',
  ),
  'too-large': entry(
    413,
    'Слишком большой запрос',
    'The request is too large',
    'Уменьшите: файл до 10 МБ, тело JSON до 1 МБ.',
    'Make it smaller: files up to 10 MB, JSON up to 1 MB.',
  ),
  'file-missing': entry(
    400,
    'Нет файла',
    'No file came',
    'Пришлите multipart/form-data с полем file.',
    'Send multipart/form-data with the field file.',
  ),
  'file-refused': entry(
    415,
    'Такой файл не принимается',
    'Such a file is not accepted',
    'Приложите снимок JPEG, PNG или WebP.',
    'Attach a JPEG, PNG or WebP picture.',
  ),
  'wrong-media-type': entry(
    415,
    'Такой Content-Type не принимается',
    'This Content-Type is not accepted',
    'Пришлите application/json, а файл — multipart/form-data с полем file.',
    'Send application/json; a file goes as multipart/form-data with the field file.',
  ),
  'too-many-requests': entry(
    429,
    'Слишком много запросов подряд',
    'Too many requests in a row',
    'Подождите столько секунд, сколько сказано в Retry-After.',
    'Wait for the seconds named in Retry-After.',
  ),
  unavailable: entry(
    503,
    'Хранилище сейчас недоступно',
    'The storage is not available now',
    'База данных не отвечает; программа дождётся её сама. Повторите через минуту.',
    'The database does not answer; the program waits for it by itself. Try again in a minute.',
  ),
  'disk-full': entry(
    503,
    'На диске кончилось место',
    'The disk is full',
    'Читать можно, записать нельзя. Администратор: освободите место (не менее 200 МБ) и повторите; что именно заполнено, сказано в /healthz и в журнале.',
    'Reading goes on, writing does not. Administrator: free some space (at least 200 MB) and try again; /healthz and the log say what is full.',
  ),
  'clock-off': entry(
    503,
    'Часы этого компьютера идут неверно',
    'The clock of this computer is wrong',
    'Пока часы расходятся с часами базы данных, сроки и сеансы считались бы неверно, поэтому программа не отвечает. Администратор: включите синхронизацию времени (timedatectl set-ntp true); программа продолжит сама.',
    'While the clock differs from that of the database, terms and sessions would be counted wrongly, so the program does not answer. Administrator: switch time synchronisation on (timedatectl set-ntp true); the program goes on by itself.',
  ),
  busy: entry(
    503,
    'Событий сейчас слишком много',
    'Too many events at once',
    'Пришлите событие ещё раз через столько секунд, сколько сказано в Retry-After: дважды оно не сохранится.',
    'Send the event again after the seconds named in Retry-After: it will not be stored twice.',
  ),
  internal: entry(
    500,
    'Внутренняя ошибка',
    'Internal error',
    'Повторите; если не проходит, передайте администратору номер из detail.',
    'Try again; if it stays, give the number in detail to the administrator.',
  ),
  ...peopleProblems,
  ...refusals,
} as const satisfies Record<string, Entry>

export type ProblemCode = keyof typeof catalogue

/** An answer other than success, thrown anywhere below a route and written by the error handler alone. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly text: Text
  readonly clause: string | null
  readonly errors: Problem['errors']
  readonly current: Problem['current']

  constructor(
    code: ProblemCode,
    more: { text?: Text; clause?: string | null; errors?: Problem['errors']; current?: Problem['current']; cause?: unknown } = {},
  ) {
    super(code, { cause: more.cause })
    this.code = code
    this.text = more.text ?? catalogue[code].cure
    this.clause = more.clause ?? null
    this.errors = more.errors
    this.current = more.current
  }
}

/** The body of `application/problem+json`; title and detail in the reader's language, both languages in `text`. */
export function problemBody(error: ProblemError, language: keyof Text): Problem {
  const { status, title } = catalogue[error.code]
  return {
    type: `/problems/${error.code}`,
    title: title[language],
    status,
    code: error.code,
    detail: error.text[language],
    text: error.text,
    clause: error.clause,
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(error.current === undefined ? {} : { current: error.current }),
  }
}
