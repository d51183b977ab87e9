import { dueMoment, type Moment, type Schedule, type Term, WorktimeError } from '@otklik/worktime'
import type { Compiled } from '../act/compile.ts'
import {
  beyondLimit,
  extendsNothing,
  lengthens,
  lengthensAmount,
  notExtended,
  notHolding,
  nothingToExtend,
  type Objection,
  type Tell,
} from './objection.ts'
import { unitOf } from '../act/event-bits.ts'
import { overrideOf } from '../act/overrides.ts'
import { dueOf, type Occurrence, type Setting } from '../plan/occurrence.ts'
import type { Watcher } from '../plan/watcher.ts'
import type { Rule } from '../act/rules.ts'
import { unlisted } from './unlisted-override.ts'
import type { HistoryEvent, Of, Track } from '../act/types.ts'

type Longer = Extract<Setting, { text: string }>

/** Says what an act has against the events of a history; it moves nothing, and a plan that nobody asks about goes without it. */
export class Judge implements Watcher {
  #track: Track = 'social'
  readonly #act: Compiled
  readonly #schedule: Schedule
  readonly #tell: Tell

  constructor(act: Compiled, schedule: Schedule, tell: Tell) {
    this.#act = act
    this.#schedule = schedule
    this.#tell = tell
  }

  /** The message comes, on this track. */
  arrived(track: Track): void {
    this.#track = track
  }

  /** An event of a unit that does not have the message. */
  stranger(event: HistoryEvent): void {
    this.#tell(event, notHolding(unitOf(event) ?? ''))
  }

  /** A term set for one message: `open` are the obligations that it moved, `rule` the norm where it has not begun. */
  setting(event: Of<'termSet'>, setting: Setting, open: readonly Occurrence[], rule: Rule | undefined): void {
    const objection = unlisted(this.#act.overrides, event.norm, this.#track)
    if (objection !== null) this.#tell(event, objection)
    for (const one of open) this.given(one, event, setting)
    const early = open.length > 0 || rule === undefined ? null : this.#againstAmount(rule, setting, event.at)
    if (early !== null) this.#tell(event, early)
  }

  /** G-8: a term that may be shortened only, against the end that the act itself gives. */
  given(one: Occurrence, event: HistoryEvent, setting: Setting): void {
    const { norm } = one.rule
    const allowed = overrideOf(this.#act.overrides, norm, this.#track)
    if (allowed?.allows !== 'shorten') return
    const own = dueOf({ ...one, setting: undefined, due: undefined, problem: undefined }, this.#schedule)
    const due = dueOf({ ...one, setting, due: undefined, problem: undefined }, this.#schedule)
    if (due > own) this.#tell(event, lengthens(norm, allowed.clause, this.#schedule, own, due))
  }

  /** D-4.3a: `extended` are the obligations that it moves, as they run before it; none where the act has nothing to extend. */
  extension(event: Of<'extended'>, setting: Longer, extended: readonly Occurrence[], rules: readonly Rule[]): void {
    for (const one of extended) {
      const { rule, start } = one
      if (rule.extension === undefined) continue
      const most = this.#end(start, rule.extension.to, rule)
      const asked = this.#end(start, setting.term, rule)
      const due = dueOf({ ...one, due: undefined, problem: undefined }, this.#schedule)
      if (asked > most) this.#tell(event, beyondLimit(rule.norm, rule.extension.clause, this.#schedule, most))
      if (asked <= due) this.#tell(event, extendsNothing(rule.norm, rule.extension.clause, this.#schedule, due))
    }
    if (extended.length > 0) return
    const clause = rules.find((rule) => rule.extension !== undefined)?.extension?.clause
    this.#tell(event, clause === undefined ? notExtended : nothingToExtend(clause))
  }

  /** Before the norm has begun two amounts can be compared as if both ran from now; a moment cannot. */
  #againstAmount(rule: Rule, setting: Setting, at: Moment): Objection | null {
    const allowed = overrideOf(this.#act.overrides, rule.norm, this.#track)
    if (allowed?.allows !== 'shorten' || rule.term === null || !('term' in setting)) return null
    if (rule.term.direction !== setting.term.direction) return null
    const longer = this.#end(at, setting.term, rule) > this.#end(at, rule.term, rule)
    return longer ? lengthensAmount(rule.norm, allowed.clause, rule.term, setting.term) : null
  }

  /** NaN where the calendar ends on the way: then there is nothing to compare, and the plan itself says which year is missing. */
  #end(start: Moment, term: Term, { options }: Rule): Moment {
    try {
      return dueMoment(this.#schedule, start, term, options)
    } catch (error) {
      if (!(error instanceof WorktimeError)) throw error
      return Number.NaN
    }
  }
}
