import { type Moment, provisionalYears, type Schedule } from '@otklik/worktime'
import { compile, type Compiled } from '../act/compile.ts'
import { happened } from './ordered-events.ts'
import { History } from './history.ts'
import { dueOf, type Occurrence, TermUnset } from './occurrence.ts'
import { readingsOf, withCalendar } from './readings-used.ts'
import type { Regulation } from '../act/regulation.ts'
import type { Basis, Dated, HistoryEvent, NormName, Obligation, ObligationStatus } from '../act/types.ts'

/** A term whose date cannot be computed, most often because a year's calendar is missing. */
export type Unplannable = {
  readonly norm: NormName
  readonly occurrence: number
  readonly clause: string
  /** It was met or became moot: nobody owes it any more. */
  readonly closed: boolean
  readonly error: Error
}

/**
 * The obligations of an incident under an act: every term that its history has started, in order of start, repeated ones in
 * order of occurrence. Pure: equal inputs give equal plans, and later events never move what is closed.
 * An obligation met late, or unmet past its date, is breached for good; one made moot after its date stays breached too. Only a date that
 * counted from a stand-in (arrival for a registration not recorded yet, D-4.1) gives way to the true event.
 * Total over every history that `readHistory` accepts: a norm whose term nobody has set yet is an obligation without `due`.
 * @throws CalendarEnds when a date needs a year without a calendar; MomentError when it leaves the years that can be written; NoWorkingTime
 */
export function plan(regulation: Regulation, schedule: Schedule, events: readonly HistoryEvent[], now: Moment): Obligation[] {
  const { obligations, problems } = planned(regulation, schedule, events, now)
  const [first] = problems
  if (first !== undefined) throw first.error
  return obligations
}

/**
 * The same for those who must not lose a message over a missing calendar: the obligations with a date, those whose term is still to be set,
 * and those whose date cannot be computed, with the reason.
 */
export function planSafely(
  regulation: Regulation,
  schedule: Schedule,
  events: readonly HistoryEvent[],
  now: Moment,
): { readonly obligations: Dated[]; readonly unset: Obligation[]; readonly problems: Unplannable[] } {
  const { obligations, problems } = planned(regulation, schedule, events, now)
  return { obligations: obligations.filter(isDated), unset: obligations.filter((one) => !isDated(one)), problems }
}

const isDated = (one: Obligation): one is Dated => one.due !== undefined

function planned(regulation: Regulation, schedule: Schedule, events: readonly HistoryEvent[], now: Moment) {
  const act = compile(regulation)
  const history = new History(act, schedule)
  for (const event of happened(events)) history.read(event)
  const obligations: Obligation[] = []
  const problems: Unplannable[] = []
  for (const owed of history.owed.toSorted(byStart)) {
    const due = dueOf(owed, schedule)
    const { rule, occurrence, closed, problem } = owed
    if (problem === undefined || problem instanceof TermUnset) obligations.push(told(owed, due, act, schedule, now))
    else problems.push({ norm: rule.norm, occurrence, clause: rule.clause, closed: closed !== undefined, error: problem })
  }
  return { obligations, problems }
}

/** By start; at the same moment in the order of the act's file, then of occurrence. */
function byStart(one: Occurrence, other: Occurrence): number {
  return one.start - other.start || one.rule.index - other.rule.index || one.occurrence - other.occurrence
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }

/**
 * Fields are set one by one: spreading a dozen of conditional parts costs more than all the counting.
 * @param due NaN where the term is still to be set
 */
function told(owed: Occurrence, due: Moment, act: Compiled, schedule: Schedule, now: Moment): Obligation {
  const { rule, setting } = owed
  const clock = setting !== undefined && 'term' in setting ? setting.term.unit : rule.clock
  const one: Writable<Obligation> = {
    norm: rule.norm,
    occurrence: owed.occurrence,
    clause: rule.clause,
    actor: owed.byCurator ? 'curator' : rule.actor,
    clock,
    start: owed.start,
    status: statusOf(owed, due, now),
    basis: basisOf(owed, schedule),
  }
  if (!Number.isNaN(due)) one.due = due
  if (owed.unit !== undefined) one.unit = owed.unit
  if (owed.closed === 'met') one.metAt = owed.closedAt
  if (owed.closed !== undefined) one.closedAt = owed.closedAt
  const reading = withCalendar(act.words(owed.readings ?? readingsOf(owed, act.answerReading)), owed, schedule)
  if (reading !== undefined) one.reading = reading
  if (one.due !== undefined && isProvisional(schedule, owed.start, due, clock)) one.provisional = true
  if (rule.lapses) one.lapses = true
  return one
}

/** Without a date (NaN) nothing is late: every comparison with it is false. */
function statusOf({ closed, closedAt, rule }: Occurrence, due: Moment, now: Moment): ObligationStatus {
  if (closed === 'met') return closedAt > due ? 'breached' : 'met'
  if (closed === 'cancelled') return closedAt > due && !rule.lapses ? 'breached' : 'cancelled'
  if (!(now > due)) return 'pending'
  return rule.lapses ? 'cancelled' : 'breached'
}

function basisOf(owed: Occurrence, schedule: Schedule): Basis {
  const { setting, rule, hangs } = owed
  const term = setting === undefined ? rule.termText : 'text' in setting ? setting.text : undefined
  const backward = hangs !== undefined && (term === undefined || term.startsWith('-'))
  const basis: Writable<Basis> = backward
    ? // A closed or broken norm keeps the end it was counted from, even where that end moved later.
      { event: 'end', at: owed.endedAt ?? dueOf(hangs, schedule), of: hangs.rule.norm }
    : { event: owed.event, at: owed.start }
  if (term !== undefined) basis.term = term
  if (setting !== undefined) basis.set = setting.kind
  return basis
}

/** Clock hours need no calendar; every other date moves with an unpublished year on its way. */
function isProvisional(schedule: Schedule, start: Moment, due: Moment, clock: Obligation['clock']): boolean {
  return clock !== 'h' && clock !== 'm' && provisionalYears(schedule, start, due).length > 0
}
