import { dueMoment, type Moment, type Schedule, type Term, WorktimeError } from '@otklik/worktime'
import type { TrackRules } from '../act/compile.ts'
import type { Rule, Start } from '../act/rules.ts'
import type { HistoryEvent } from '../act/types.ts'

/** A term given for this message: by the curator (G-8, L-14, D-4.3b) or as an extension (D-4.3a). */
export type Setting =
  | { readonly kind: 'override'; readonly text: string; readonly term: Term }
  | { readonly kind: 'override'; readonly due: Moment }
  | { readonly kind: 'extension'; readonly text: string; readonly term: Term }

/** One occurrence of a norm while a history is read. Open ones move with their facts; closed ones never again. */
export type Occurrence = {
  rule: Rule
  readonly occurrence: number
  start: Moment
  event: HistoryEvent['type']
  from: Start | undefined
  /** For a backward norm: what it hangs on. */
  readonly hangs: Occurrence | undefined
  unit: string | undefined
  byCurator: boolean
  setting: Setting | undefined
  closed: 'met' | 'cancelled' | undefined
  closedAt: Moment
  /** Breached while something was about to move it: its date stays. */
  kept: boolean
  /** Why its date cannot be computed now: a calendar ended on the way, or `TermUnset`. */
  problem: Error | undefined
  due: Moment | undefined
  /** For a backward norm: the end that it was counted from last. */
  endedAt: Moment | undefined
  /** The readings that a closed or kept date rests on; undefined while it may still move. */
  readings: readonly string[] | undefined
}

/** The norm has no term of its own, and none was set for this message: what is owed has no date yet (D-4.3b). */
export class TermUnset extends Error {
  override readonly name = 'TermUnset'
}

/** A new obligation of a norm. */
export function begin(
  rule: Rule,
  { at, type, from, hangs }: Origin,
  rest: Pick<Occurrence, 'occurrence' | 'unit' | 'byCurator' | 'setting'>,
): Occurrence {
  return {
    rule,
    occurrence: rest.occurrence,
    start: at,
    event: type,
    from,
    hangs,
    unit: rest.unit,
    byCurator: rest.byCurator,
    setting: rest.setting,
    closed: undefined,
    closedAt: 0,
    kept: false,
    problem: undefined,
    due: undefined,
    endedAt: undefined,
    readings: undefined,
  }
}

/** A term for this message instead of the act's own. */
export function give(owed: Occurrence, setting: Setting): void {
  owed.setting = setting
  countAnew(owed)
}

/** The date is to be counted again: what stood in its way may be gone. */
function countAnew(owed: Occurrence): void {
  owed.due = undefined
  owed.problem = undefined
}

/** A backward norm's open date follows the norm it hangs on, so only a forward one's may be kept. */
export function dueOf(owed: Occurrence, schedule: Schedule): Moment {
  if (owed.due !== undefined) return owed.due
  const moves = owed.hangs !== undefined && owed.closed === undefined
  if (owed.problem !== undefined && !moves) return Number.NaN
  owed.problem = undefined
  try {
    const due = counted(owed, schedule)
    if (!moves) owed.due = due
    return due
  } catch (error) {
    if (!(error instanceof WorktimeError || error instanceof TermUnset)) throw error
    owed.problem = error
    return Number.NaN
  }
}

/** From here on the date stays, whatever it hangs on, and so does what it rests on. */
export function keep(owed: Occurrence, due: Moment, readings: readonly string[]): void {
  owed.due = due
  owed.kept = true
  owed.readings = readings
}

/** Where a norm counts from: an event and what made it the start, or the norm that it hangs on. */
export type Origin = { readonly at: Moment; readonly type: HistoryEvent['type']; readonly from?: Start; readonly hangs?: Occurrence }

/** An open obligation counts from another event, or by another norm of its name. */
export function move(owed: Occurrence, rule: Rule, { at, type, from }: Origin): void {
  owed.rule = rule
  owed.start = at
  owed.event = type
  owed.from = from
  countAnew(owed)
}

/**
 * The round's obligations after a further arrival, in the order of that track's `byRound`: what is owed goes on under its own name, wherever
 * that stands there; what the track does not have is moved by nothing any more.
 */
export function onTrack({ byRound }: TrackRules, current: readonly (Occurrence | undefined)[]): (Occurrence | undefined)[] {
  return current.length === 0 ? [] : byRound.map(({ norm }) => current.find((one) => one?.rule.norm === norm))
}

/** D-4.1: whether it counted from an event that only stood for one that was not recorded, and now the true one is. */
export function stoodIn(owed: Occurrence, { from }: Origin): boolean {
  return owed.from !== from && owed.from?.equal === false && owed.from.readings.length > 0
}

/** What counted from a stand-in was never owed by that date: a breach of it is void, also of what hangs on it. */
export function release(owed: Occurrence, all: readonly Occurrence[]): void {
  for (const one of all) {
    if (one.closed !== undefined || (one !== owed && one.hangs !== owed)) continue
    one.kept = false
    countAnew(one)
    one.readings = undefined
  }
}

function counted(owed: Occurrence, schedule: Schedule): Moment {
  const { rule, setting, start } = owed
  const { options } = rule
  if (setting !== undefined) {
    if ('due' in setting) return setting.due
    if (setting.kind === 'extension') return extended(rule, start, setting.term, schedule)
    if (setting.term.direction === 'forward') return dueMoment(schedule, start, setting.term, options)
  }
  const term = setting?.term ?? rule.term
  if (term === null) throw new TermUnset(`norm ${rule.norm} (${rule.clause}) has no term and none was set`)
  if (owed.hangs === undefined) return dueMoment(schedule, start, term, options)
  const end = endOf(owed.hangs, schedule)
  owed.endedAt = end
  return dueMoment(schedule, end, term, options)
}

function endOf(owed: Occurrence, schedule: Schedule): Moment {
  const due = dueOf(owed, schedule)
  if (owed.problem !== undefined) throw owed.problem
  return due
}

/** D-4.3a: the longer term counts from the same start, and never past what the act allows. */
function extended(rule: Rule, start: Moment, term: Term, schedule: Schedule): Moment {
  const own = rule.term === null ? start : dueMoment(schedule, start, rule.term, rule.options)
  const asked = dueMoment(schedule, start, term, rule.options)
  const most = rule.extension === undefined ? own : dueMoment(schedule, start, rule.extension.to, rule.options)
  return Math.max(own, Math.min(asked, most))
}
