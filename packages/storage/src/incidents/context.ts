import type { Acting, BoundedRight, Context, Incident, ReplyLimits } from '@otklik/casework'
import { momentWords } from '@otklik/regulations'
import { dueMoment, formatMoment, type Moment, parseTerm } from '@otklik/worktime'
import { timedId } from '../record/ids.ts'
import type { ObligationRow } from './rows.ts'
import type { Act } from '../organisation/act-shelf.ts'
import { moreTimeBy } from './more-time.ts'
import type { Settings } from '../organisation/in-force.ts'

/** What a decision may depend on besides the incident. `act`, `obligations` and `limits` are the incident's own, `settings` those of today. */
export function contextOf(
  state: Incident,
  act: Act,
  settings: Settings,
  obligations: readonly ObligationRow[],
  limits: ReplyLimits,
  acting: Acting,
  now: Moment,
): Context {
  return {
    now,
    acting,
    procedure: act.procedure,
    unitIds: settings.unitIds,
    newIds: [timedId(now), timedId(now)],
    closeWithoutAnswerFrom: closeWithoutAnswerFrom(state, act, settings),
    rights: rightsOf(state, settings, obligations, now),
    moreTime: moreTimeBy(act, settings.calendar, state, obligations, now),
    limits,
  }
}

/**
 * The ends of rights that the plan counts: of the latest term of each, to return for the unit that has the message now (S-5, G-9), to
 * redirect for the curator (E-4). Whether such a right was used or made moot since, its end bounds it all the same.
 */
function rightsOf({ unitId }: Incident, { calendar }: Settings, obligations: readonly ObligationRow[], now: Moment): Context['rights'] {
  const year = formatMoment(calendar.schedule, now).slice(0, 4)
  const latest = (norm: BoundedRight, owner: string | null) => {
    const row = obligations
      .filter((one) => one.norm === norm && one.lapses && one.unit_id === owner)
      .reduce<ObligationRow | null>((last, one) => (last === null || one.occurrence > last.occurrence ? one : last), null)
    if (row === null) return {}
    return { [norm]: { until: row.due_at, words: momentWords(formatMoment(calendar.schedule, row.due_at), year) } }
  }
  return { ...(unitId === null ? {} : latest('return', unitId)), ...latest('redirect', null) }
}

/** "No answer within a set term (default 3 wd) lets the curator close": counted from the clarification that waits. */
function closeWithoutAnswerFrom(state: Incident, act: Act, { calendar }: Settings): Moment | null {
  if (state.status !== 'awaitingAuthor') return null
  const asked = state.publications.findLast(({ publishedAt }) => publishedAt !== null)?.publishedAt
  if (asked === undefined || asked === null) return null
  // The act's file writes the term without a sign; it can only run forward.
  return dueMoment(calendar.schedule, asked, parseTerm(`+${act.procedure.closeWithoutAnswerAfter.replace('+', '')}`))
}
