import type { PersonCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { actingUnit } from '../holders.ts'
import { refuse } from '../refusal.ts'
import { againstNorm, againstTerm } from '../terms.ts'
import type { Context, Incident, Refusal } from '../state.ts'
import { reasonMissing } from './reason.ts'

type Of<T extends PersonCommand['type']> = Extract<PersonCommand, { type: T }>

/** Forward and not zero: a term that somebody gets, in the notation of `otklik due`. */
const givenTerm = /^\+0*[1-9]\d{0,5}(?:wh|wm|wd|h|m|d)$/

/** The executor asks the curator for more time; nothing moves until it is granted. */
export function askForTime(command: Of<'askForTime'>, state: Incident, { acting }: Context): readonly IncidentEvent[] | Refusal {
  if (!givenTerm.test(command.term)) return badTerm()
  const reason = command.reason.trim()
  if (reason === '') return noReason()
  return [{ type: 'TimeAsked', unitId: actingUnit(state, acting), term: command.term, reason }]
}

/** The curator gives no more time, and says why; the term stays as it is. */
export function denyTime(command: Of<'denyTime'>, { timeAsked }: Incident): readonly IncidentEvent[] | Refusal {
  const reason = command.reason.trim()
  if (reason === '') return noReason()
  if (timeAsked === null) throw new Error('there is a request, or the guard would have refused')
  return [{ type: 'TimeDenied', unitId: timeAsked.unitId, term: timeAsked.term, reason }]
}

/** The curator grants more time where the matter needs it, counted from the start of the term and as far as the act lets (D-4.3a: 7 days). */
export function extendTerm(command: Of<'extendTerm'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const { term } = command
  if (!givenTerm.test(term)) return badTerm()
  const reason = command.reason.trim()
  if (reason === '') return noReason()
  return againstTerm({ type: 'extended', at: context.now, term }, state, context) ?? [{ type: 'TermExtended', term, reason }]
}

/**
 * The curator sets a norm's term for this message: shortens it (G-8), sets a co-executor's time (L-14), or enters one given from outside
 * (D-4.3b). What the act does not let be set is refused, and so is a longer term where it lets be shortened only.
 */
export function setTerm(command: Of<'setTerm'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const { norm, term, due } = command
  const { now } = context
  // Said first: with another date or term the answer would be the same.
  const closed = againstNorm(norm, state, context)
  if (closed !== null) return closed
  if ((term === undefined) === (due === undefined)) {
    return refuse('bad-term', null, 'Укажите либо срок, либо дату: что-нибудь одно.', 'Give either a term or a date: exactly one of them.')
  }
  const reason = command.reason.trim()
  if (reason === '') return noReason()
  if (due !== undefined && (!Number.isSafeInteger(due) || due <= now)) {
    return refuse('bad-term', null, 'Эта дата уже прошла. Укажите будущую.', 'That date has passed already. Give one in the future.')
  }
  if (term !== undefined && !givenTerm.test(term)) return badTerm()
  const given = { norm, ...(term === undefined ? {} : { term }), ...(due === undefined ? {} : { due }) }
  return againstTerm({ type: 'termSet', at: now, ...given }, state, context) ?? [{ type: 'TermSet', ...given, reason }]
}

function badTerm(): Refusal {
  return refuse(
    'bad-term',
    null,
    'Срок записывается как +2wh (рабочие часы), +30wm, +3wd, +24h или +7d и не бывает нулевым.',
    'A term is written as +2wh (working hours), +30wm, +3wd, +24h or +7d and is never zero.',
  )
}

function noReason(): Refusal {
  return reasonMissing(null, 'Укажите причину: она останется в истории.', 'Give a reason: it stays in the record.')
}
