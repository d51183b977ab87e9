import { type Acting, type Context, historyOf, type Recorded, type ReplyLimits } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'
import type { Act } from '../organisation/act-shelf.ts'
import type { Settings } from '../organisation/in-force.ts'
import { timedId } from '../record/ids.ts'
import { datedOf } from './obligation-rows.ts'
import type { ObligationRow } from './rows.ts'

/** The record of an incident and its planned terms. */
type Known = { readonly recorded: readonly Recorded[]; readonly obligations: readonly ObligationRow[] }

/** What a decision may depend on besides the incident. `act` and `limits` are the incident's own, `settings` those of today. */
export function contextOf(
  { recorded, obligations }: Known,
  act: Act,
  settings: Settings,
  limits: ReplyLimits,
  acting: Acting,
  now: Moment,
): Context {
  return {
    now,
    acting,
    procedure: act.procedure,
    unitIds: settings.unitIds,
    topicIds: settings.topicIds,
    newIds: [timedId(now), timedId(now)],
    terms: {
      act: act.regulation,
      schedule: settings.calendar.schedule,
      history: historyOf(recorded),
      obligations: obligations.map((row) => datedOf(row)),
    },
    limits,
  }
}
