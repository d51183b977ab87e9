import type { Context, Incident } from '@otklik/casework'
import { extensionOf, overrideOf } from '@otklik/regulations'
import { CalendarEnds, dueMoment, type Moment, parseTerm } from '@otklik/worktime'
import type { ObligationRow } from './rows.ts'
import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'

type Running = Pick<ObligationRow, 'norm' | 'status' | 'start_at' | 'due_at'>

/** How far a running term may be extended; `from` is its start, `due` where it ends now. */
export type FurtherTerm = {
  readonly norm: Running['norm']
  readonly start: Moment
  readonly due: Moment
  readonly clause: string
  readonly to: string
  readonly until: Moment
}

/** The running term of an incident that the act lets be extended further than it runs now (D-4.3a); null: there is none. */
export function furtherTerm(
  { regulation }: Act,
  { schedule }: Calendar,
  { track }: Pick<Incident, 'track'>,
  rows: readonly Running[],
  now: Moment,
): FurtherTerm | null {
  for (const { norm, status, start_at: start, due_at: due } of rows) {
    if (status !== 'pending' || due < now) continue
    try {
      const furthest = extensionOf(regulation, schedule, track, norm, start)
      if (furthest !== null && furthest.until > due) return { norm, start, due, ...furthest }
    } catch (error) {
      // In the last days of the last calendar nobody can say how far: nothing is offered, the card does not fail.
      if (!(error instanceof CalendarEnds)) throw error
    }
  }
  return null
}

/** By which order a running term could be made to end later: extended as the act says, or set anew where it lets any term be set. */
export function moreTimeBy(
  act: Act,
  calendar: Calendar,
  state: Pick<Incident, 'track'>,
  rows: readonly Running[],
  now: Moment,
): NonNullable<Context['moreTime']> | null {
  if (furtherTerm(act, calendar, state, rows, now) !== null) return 'extendTerm'
  const settable = rows.some(
    ({ norm, status }) => status === 'pending' && overrideOf(act.procedure.overrides, norm, state.track)?.allows === 'any',
  )
  return settable ? 'setTerm' : null
}

/** Where a term that ends at `due` would end with the time that was asked for; null where no calendar reaches so far. */
export function askedUntil({ schedule }: Calendar, due: Moment, asked: string): Moment | null {
  try {
    return dueMoment(schedule, due, parseTerm(asked))
  } catch (error) {
    if (!(error instanceof CalendarEnds)) throw error
    return null
  }
}
