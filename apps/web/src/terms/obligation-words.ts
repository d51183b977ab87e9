import type { ObligationView } from '@otklik/contract'
import { exact } from '../words/moments.ts'
import type { Words } from '../words/ru.ts'
import { amount } from './amount.ts'

/** `п. 8 · Разместить ответ`: how an obligation is called wherever it is drawn. */
export const obligationName = (one: ObligationView, words: Words): string =>
  `${words.terms.clause(one.clause)} · ${words.terms.norms[one.norm]}${one.occurrence > 1 ? ` (${one.occurrence})` : ''}`

/** How it stands: `выполнено 5 нояб., 10:00, с запасом 40 мин`, `идёт`, `срок прошёл, не выполнено`. */
export function obligationState(one: ObligationView, words: Words, zone: string, now: number): string {
  const { terms, locale } = words
  const moment = one.metAt === null ? '' : exact(one.metAt, locale, zone, now)
  if (one.status === 'met') {
    return one.leftWorking !== null && one.leftWorking > 0
      ? `${terms.metAt(moment)}, ${terms.metEarly(amount(one.leftWorking, words))}`
      : terms.metAt(moment)
  }
  if (one.status === 'breached') return one.metAt === null ? terms.overdue : terms.metLate(moment, amount(one.leftWorking ?? 0, words))
  return terms.status[one.status]
}

/** The whole of it in one sentence, for a screen reader and for the note under the line. */
export function obligationSentence(one: ObligationView, words: Words, zone: string, now: number): string {
  const { terms, locale } = words
  const span = `${exact(one.start, locale, zone, now)} – ${exact(one.due, locale, zone, now)}`
  const reading = one.reading === null ? '' : ` ${terms.reading}: ${one.reading[locale]}`
  return `${obligationName(one, words)}, ${terms.actors[one.actor]}. ${span}. ${obligationState(one, words, zone, now)}.${reading}`
}
