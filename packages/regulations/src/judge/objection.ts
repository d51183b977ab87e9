import { formatMoment, type Moment, type Schedule } from '@otklik/worktime'
import type { HistoryEvent, NormName, Text } from '../act/types.ts'
import { amountWords, momentWords, normWords } from '../act/words.ts'
import type { Setting } from '../plan/occurrence.ts'

/** What an act has against something that happened or is about to: by which clause, null where no one clause says so. */
export type Objection = { readonly clause: string | null; readonly text: Text }

/** How a history tells what it reads and the act does not allow, or what counts for nothing. */
export type Tell = (event: HistoryEvent, objection: Objection) => void

/** G-8: a term that may be shortened only, and would end later. `own`: the end that the act itself gives. */
export function lengthens(norm: NormName, clause: string, schedule: Schedule, own: Moment, due: Moment): Objection {
  const year = formatMoment(schedule, own).slice(0, 4)
  const [by, asked] = [momentWords(formatMoment(schedule, own), year), momentWords(formatMoment(schedule, due), year)]
  return {
    clause,
    text: {
      ru: `Срок «${normWords[norm].ru}» акт даёт только сократить. По акту он кончается ${by.ru}, а назначено на ${asked.ru}.`,
      en: `The act lets the term “${normWords[norm].en}” be shortened only. By the act it ends on ${by.en}, and it is set to ${asked.en}.`,
    },
  }
}

/** The same where the term has not begun, so that nothing but the two amounts can be compared. */
export function lengthensAmount(norm: NormName, clause: string, own: Amount, set: Amount): Objection {
  const [by, asked] = [amountWords(own), amountWords(set)]
  return {
    clause,
    text: {
      ru: `Срок «${normWords[norm].ru}» акт даёт только сократить. По акту это ${by.ru}, а назначено: ${asked.ru}.`,
      en: `The act lets the term “${normWords[norm].en}” be shortened only. By the act it is ${by.en}, and ${asked.en} are set.`,
    },
  }
}

type Amount = Extract<Setting, { text: string }>['term']

/** D-4.3a: an extension past what the act allows, which counts as far as it allows. */
export function beyondLimit(norm: NormName, clause: string, schedule: Schedule, most: Moment): Objection {
  const until = momentWords(formatMoment(schedule, most), formatMoment(schedule, most).slice(0, 4))
  return {
    clause,
    text: {
      ru: `Дольше, чем даёт акт: срок «${normWords[norm].ru}» продлевается самое большее до ${until.ru}.`,
      en: `Longer than the act allows: the term “${normWords[norm].en}” may be extended to ${until.en} at most.`,
    },
  }
}

/** An extension that ends no later than the term does already: it counts from the term's start, not from its end (D-4.3a). */
export function extendsNothing(norm: NormName, clause: string, schedule: Schedule, due: Moment): Objection {
  const until = momentWords(formatMoment(schedule, due), formatMoment(schedule, due).slice(0, 4))
  return {
    clause,
    text: {
      ru: `Срок «${normWords[norm].ru}» от этого не сдвинется: он и так до ${until.ru}. Продление считают от начала срока.`,
      en: `The term “${normWords[norm].en}” does not move: it lasts until ${until.en} anyway. An extension counts from the start of the term.`,
    },
  }
}

/** An extension where the act has none on this track, so that nothing moves. */
export const notExtended: Objection = {
  clause: null,
  text: {
    ru: 'Ни один срок этого сообщения акт продлять не даёт: сроки прежние.',
    en: 'The act lets no term of this message be extended: the terms stay.',
  },
}

/** An extension that the act knows, of a term that runs no more. */
export function nothingToExtend(clause: string): Objection {
  return {
    clause,
    text: {
      ru: 'Продлевать уже нечего: срок исполнен, снят или прошёл.',
      en: 'There is nothing left to extend: the term is met, cancelled or over.',
    },
  }
}

/** A return, a draft or a part of a unit that does not have the message. */
export function notHolding(unit: string): Objection {
  return {
    clause: null,
    text: {
      ru: `Сообщения у подразделения «${unit}» сейчас нет: событие не считается.`,
      en: `The unit “${unit}” does not have the message now: the event does not count.`,
    },
  }
}

/** The same event, of the same moment, with the same fields. */
export const repeatedEvent: Objection = {
  clause: null,
  text: { ru: 'Точный повтор: считается один раз.', en: 'An exact repetition: it counts once.' },
}
