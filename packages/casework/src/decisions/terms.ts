import type { PersonCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal } from '../state.ts'
import { reasonMissing } from './reason.ts'

type Of<T extends PersonCommand['type']> = Extract<PersonCommand, { type: T }>

/** Forward and not zero: a term that somebody gets, in the notation of `otklik due`. */
const givenTerm = /^\+0*[1-9]\d{0,5}(?:wh|wm|wd|h|m|d)$/

/** The executor asks the curator for more time; nothing moves until it is granted. */
export function askForTime(command: Of<'askForTime'>, state: Incident): readonly IncidentEvent[] | Refusal {
  if (!givenTerm.test(command.term)) return badTerm()
  const reason = command.reason.trim()
  if (reason === '') return noReason()
  if (state.unitId === null) throw new Error('a routed incident has a unit')
  return [{ type: 'TimeAsked', unitId: state.unitId, term: command.term, reason }]
}

/** The curator grants more time where the matter needs it (D-4.3a: up to 7 days). */
export function extendTerm(command: Of<'extendTerm'>): readonly IncidentEvent[] | Refusal {
  if (!givenTerm.test(command.term)) return badTerm()
  const reason = command.reason.trim()
  return reason === '' ? noReason() : [{ type: 'TermExtended', term: command.term, reason }]
}

/** The curator sets a norm's term for this message: shortens it (G-8), sets a co-executor's time (L-14), or enters one given from outside (D-4.3b). */
export function setTerm(command: Of<'setTerm'>, { now }: Context): readonly IncidentEvent[] | Refusal {
  const { norm, term, due } = command
  if ((term === undefined) === (due === undefined)) {
    return refuse('bad-term', null, 'Укажите либо срок, либо дату: что-нибудь одно.', 'Give either a term or a date: exactly one of them.')
  }
  const reason = command.reason.trim()
  if (reason === '') return noReason()
  if (due !== undefined) {
    if (!Number.isSafeInteger(due) || due <= now) {
      return refuse('bad-term', null, 'Эта дата уже прошла. Укажите будущую.', 'That date has passed already. Give one in the future.')
    }
    return [{ type: 'TermSet', norm, due, reason }]
  }
  if (term === undefined || !givenTerm.test(term)) return badTerm()
  return [{ type: 'TermSet', norm, term, reason }]
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
