import { type Incident, type Recorded, historyOf } from '@otklik/casework'
import { awaitedTerms, planSafely } from '@otklik/regulations'
import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'
import { holderRows, incidentRow } from './incident-row.ts'
import { alarmRows } from '../record/obligations.ts'
import { obligationRows } from './obligation-rows.ts'
import type { KeyRow, ObligationRow, Projection } from './rows.ts'
import { soonAt } from './soon.ts'

/** An incident to be written down: its whole record, what that folds to, and the obligations as they stood before. */
export type Unprojected = {
  readonly tenantId: string
  readonly id: string
  readonly act: Act
  readonly calendar: Calendar
  readonly state: Incident
  readonly recorded: readonly Recorded[]
  readonly before: readonly ObligationRow[]
}

/** Before every term: a plan as of this moment knows no lateness, so that no row depends on when somebody looked. */
const BEFORE_ALL = 0

/**
 * Every row that follows from a record. Pure, and the only place where rows are made: the shell, a changed schedule and `otklik rebuild`
 * all come here, so their rows are equal. A term whose calendar year is missing is left out: the message must not be lost over it, and
 * the next plan with a calendar brings it.
 */
export function project({ tenantId, id, act, calendar, state, recorded, before }: Unprojected): Projection {
  const plan = planSafely(act.regulation, calendar.schedule, historyOf(recorded), BEFORE_ALL)
  const obligations = obligationRows(plan, before, recorded, {
    regulation: act.id,
    edition: act.edition,
    scheduleVersion: calendar.version,
    calendarVersion: calendar.schedule.version,
    soonAt: (one) => soonAt(calendar.schedule, one),
  })
  const awaited = awaitedTerms(act.regulation, state.track).map(({ norm }) => norm)
  const incident = incidentRow(tenantId, id, act.ref, state, recorded, obligations, awaited)
  return {
    state,
    incident,
    holders: holderRows(state, incident),
    obligations,
    alarms: alarmRows(obligations),
    keys: keysOf(state),
    files: [...new Set(state.revisions.flatMap(({ attachments }) => attachments.map((file) => file.id)))],
  }
}

/** Keys by which later messages find this incident. A message that came through no account has its own id for a key. */
function keysOf({ message, answers, publications }: Incident): KeyRow[] {
  if (message === null) return []
  if (message.place.accountId === '') return [{ account_id: '', key: message.id, kind: 'message' }]
  const account_id = message.place.accountId
  const key = (text: string, kind: KeyRow['kind']): KeyRow => ({ account_id, key: text, kind })
  return [
    key(message.place.key, 'message'),
    ...answers.map((answer) => key(answer.message.place.key, 'answer')),
    ...publications.flatMap(({ ref }) => (ref === null || ref === '' ? [] : [key(ref, 'reply')])),
  ]
}
