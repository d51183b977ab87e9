import type { Term, Unit } from '@otklik/worktime'
import type { Actor, HistoryEvent, NormName, Text } from './types.ts'

/** Words for people; the terms of the acts, not of the code. */
export const normWords: Readonly<Record<NormName, Text>> = {
  route: { ru: 'направить исполнителю', en: 'route to an executor' },
  return: { ru: 'вернуть куратору', en: 'return to the curator' },
  redirect: { ru: 'перенаправить', en: 'redirect' },
  draft: { ru: 'представить проект ответа', en: 'submit the draft' },
  approve: { ru: 'согласовать или вернуть на доработку', en: 'approve or send back' },
  rework: { ru: 'доработать', en: 'rework' },
  publish: { ru: 'разместить ответ', en: 'publish a reply' },
  release: { ru: 'выпустить готовый ответ', en: 'release the ready reply' },
  final: { ru: 'разместить окончательный ответ', en: 'publish the final reply' },
  finalDraft: { ru: 'представить проект окончательного ответа', en: 'submit the final draft' },
  contribution: { ru: 'прислать свою часть', en: 'deliver a contribution' },
}

/** The end of whose term: «до конца срока …». */
export const termWords: Readonly<Record<NormName, Text>> = {
  route: { ru: 'направления', en: 'routing' },
  return: { ru: 'возврата', en: 'the return' },
  redirect: { ru: 'перенаправления', en: 'redirecting' },
  draft: { ru: 'проекта', en: 'the draft' },
  approve: { ru: 'согласования', en: 'approval' },
  rework: { ru: 'доработки', en: 'rework' },
  publish: { ru: 'размещения', en: 'publishing' },
  release: { ru: 'выпуска', en: 'release' },
  final: { ru: 'окончательного ответа', en: 'the final reply' },
  finalDraft: { ru: 'проекта окончательного ответа', en: 'the final draft' },
  contribution: { ru: 'части соисполнителя', en: 'the contribution' },
}

export const actorWords: Readonly<Record<Actor, Text>> = {
  curator: { ru: 'куратор', en: 'curator' },
  executor: { ru: 'исполнитель', en: 'executor' },
  head: { ru: 'глава', en: 'head' },
  organisation: { ru: 'организация', en: 'organisation' },
}

/** «с отбора», “from selection”. */
export const startWords: Readonly<Record<HistoryEvent['type'], Text>> = {
  received: { ru: 'с поступления', en: 'from arrival' },
  registered: { ru: 'с регистрации', en: 'from registration' },
  selected: { ru: 'с отбора', en: 'from selection' },
  routed: { ru: 'с направления исполнителю', en: 'from routing to the executor' },
  returned: { ru: 'с возврата куратору', en: 'from the return to the curator' },
  draftSubmitted: { ru: 'с поступления проекта', en: 'from receipt of the draft' },
  sentBack: { ru: 'с возврата на доработку', en: 'from sending back' },
  approved: { ru: 'с согласования', en: 'from approval' },
  published: { ru: 'с промежуточного ответа', en: 'from the interim reply' },
  contributionSubmitted: { ru: 'с поступления части', en: 'from receipt of a contribution' },
  authorAnswered: { ru: 'с ответа автора', en: "from the author's answer" },
  extended: { ru: 'с продления', en: 'from the extension' },
  termSet: { ru: 'с назначения срока', en: 'from the setting of the term' },
  declined: { ru: 'с отклонения', en: 'from declining' },
  redirected: { ru: 'с перенаправления', en: 'from redirecting' },
  closed: { ru: 'с закрытия', en: 'from closing' },
}

const units: Readonly<Record<Unit, { ru: readonly [string, string, string]; en: readonly [string, string] }>> = {
  wh: { ru: ['рабочий час', 'рабочих часа', 'рабочих часов'], en: ['working hour', 'working hours'] },
  wm: { ru: ['рабочая минута', 'рабочие минуты', 'рабочих минут'], en: ['working minute', 'working minutes'] },
  wd: { ru: ['рабочий день', 'рабочих дня', 'рабочих дней'], en: ['working day', 'working days'] },
  h: { ru: ['час', 'часа', 'часов'], en: ['hour', 'hours'] },
  m: { ru: ['минута', 'минуты', 'минут'], en: ['minute', 'minutes'] },
  d: { ru: ['календарный день', 'календарных дня', 'календарных дней'], en: ['calendar day', 'calendar days'] },
}

/** `3 рабочих часа`, `1 working day`. The direction is not said. */
export function amountWords({ amount, unit }: Pick<Term, 'amount' | 'unit'>): Text {
  const { ru, en } = units[unit]
  return { ru: `${amount} ${plural(amount, ru)}`, en: `${amount} ${amount === 1 ? en[0] : en[1]}` }
}

/** Russian plural: 1 час, 2 часа, 5 часов, 11 часов, 21 час. */
export function plural(amount: number, [one, few, many]: readonly [string, string, string]): string {
  const tens = amount % 100
  const last = amount % 10
  if (tens > 10 && tens < 20) return many
  if (last === 1) return one
  return last > 1 && last < 5 ? few : many
}

/** Minutes as hours where they are long: `0 минут`, `30 минут`, `1 ч`, `7,5 ч`. */
export function spanWords(minutes: number): Text {
  if (Math.abs(minutes) < 60) {
    return {
      ru: `${minutes} ${plural(Math.abs(minutes), ['минута', 'минуты', 'минут'])}`,
      en: `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    }
  }
  const hours = Math.round((minutes / 60) * 100) / 100
  return { ru: `${String(hours).replace('.', ',')} ч`, en: `${hours} h` }
}

const months = {
  ru: ['янв.', 'февр.', 'марта', 'апр.', 'мая', 'июня', 'июля', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const

/** `28 дек.` of `2024-12-28`; the year is said where it is another than the one given. */
export function dayWords(date: string, year: string): Text {
  const month = Number(date.slice(5, 7)) - 1
  const day = Number(date.slice(8, 10))
  const other = date.slice(0, 4) === year ? '' : ` ${date.slice(0, 4)}`
  return { ru: `${day} ${months.ru[month]}${other}`, en: `${day} ${months.en[month]}${other}` }
}

/** `12 нояб. в 13:00` of an ISO text; the year is said where it is another than the one given. */
export function momentWords(iso: string, year: string): Text {
  const day = dayWords(iso, year)
  const time = iso.slice(11, 16)
  return { ru: `${day.ru} в ${time}`, en: `${day.en} at ${time}` }
}

/** A sentence begins with a capital letter, whatever its first word. */
export function sentence(text: Text): Text {
  return inBoth((lang) => text[lang].charAt(0).toUpperCase() + text[lang].slice(1))
}

/** One text of two languages from a function of the language. */
export function inBoth(write: (lang: 'ru' | 'en') => string): Text {
  return { ru: write('ru'), en: write('en') }
}
