import type { Text } from '@otklik/regulations'
import type { Moment } from '@otklik/worktime'
import { refuse } from '../refusal.ts'
import { type BoundedRight, rightOf, type TimedRight } from '../terms.ts'
import type { Context, Incident, Refusal } from '../state.ts'

/** What was possible, and what to do now instead. */
const words: Readonly<Record<BoundedRight, { readonly right: Text; readonly instead: Text }>> = {
  return: {
    right: { ru: 'Право вернуть сообщение', en: 'The right to return the message' },
    instead: {
      ru: 'Попросите куратора направить его другому подразделению: он может это и сейчас.',
      en: 'Ask the curator to route it to another unit: the curator still can.',
    },
  },
  redirect: {
    right: { ru: 'Право перенаправить сообщение', en: 'The right to redirect the message' },
    instead: { ru: 'Скажите автору в ответе, куда ему обратиться.', en: 'Tell the author in a reply where to turn.' },
  },
}

/** The refusal of a right whose term is over (G-9, S-5); null while it runs, where no term runs, and where lateness is only marked (E-4). */
export function lapsed(norm: BoundedRight, state: Incident, context: Context): Refusal | null {
  const over = overdue(norm, state, context)
  const step = context.procedure[norm]
  if (over === null || step === null || step.late?.use === 'marked') return null
  const { right, instead } = words[norm]
  const reading = step.late?.reading
  return refuse(
    'right-lapsed',
    step.clause,
    `${right.ru} истекло ${over.words.ru}. ${instead.ru}${reading === undefined ? '' : ` Толкование: ${reading.ru}`}`,
    `${right.en} lapsed on ${over.words.en}. ${instead.en}${reading === undefined ? '' : ` Reading: ${reading.en}`}`,
  )
}

/** What an event says of a right that was used after its term: the record keeps that it was late, and since when. */
export function lateMark(norm: BoundedRight, state: Incident, context: Context): { readonly lapsedAt?: Moment } {
  const over = overdue(norm, state, context)
  return over === null ? {} : { lapsedAt: over.until }
}

/** A right whose last moment has passed; at that very moment it may still be used. */
function overdue(norm: BoundedRight, state: Incident, context: Context): TimedRight | null {
  const right = rightOf(norm, state, context)
  return right !== null && context.now > right.until ? right : null
}
