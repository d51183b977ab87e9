import type { IncidentCard } from '@otklik/contract'
import { awaitedTerms, enoughExtension, type NormName, overrideOf, type Track, unlisted } from '@otklik/regulations'
import { CalendarEnds, stretches } from '@otklik/worktime'
import { isFinished } from '../incidents/incident-row.ts'
import type { Act } from '../organisation/act-shelf.ts'
import type { Loaded } from '../incidents/load.ts'
import { askedUntil, furtherTerm, moreTimeBy } from '../incidents/more-time.ts'
import { calendarOf, type Calendar, type Settings } from '../organisation/in-force.ts'
import type { IncidentShell } from '../incidents/services.ts'

const DAY = 86_400_000

export type CardTerms = Pick<IncidentCard, 'settableNorms' | 'awaitedTerms' | 'extension' | 'moreTime' | 'timeAsked'>

/** What can be done to the terms of this message now. */
export function cardTerms(act: Act, calendar: Calendar, loaded: Loaded, now: number): CardTerms {
  const { state, obligations } = loaded
  const running = new Set(obligations.filter(({ status }) => status === 'pending').map(({ norm }) => norm))
  const awaited = isFinished(state.status) ? [] : awaitedTerms(act.regulation, state.track).filter(({ norm }) => !running.has(norm))
  const norms = [...new Set([...running, ...awaited.map(({ norm }) => norm)])]
  return {
    settableNorms: norms.filter((norm) => unlisted(act.procedure.overrides, norm, state.track) === null),
    awaitedTerms: awaited,
    ...asked(act, calendar, loaded, now),
  }
}

/** What the executor's request would come to, beside how far the act lets the running term go at all. */
function asked(
  act: Act,
  calendar: Calendar,
  { state, obligations }: Loaded,
  now: number,
): Pick<CardTerms, 'extension' | 'moreTime' | 'timeAsked'> {
  const moreTime = moreTimeBy(act, calendar, state, obligations, now)
  const further = furtherTerm(act, calendar, state, obligations, now)
  const { timeAsked } = state
  const due =
    further?.due ??
    obligations.find(({ norm, status }) => status === 'pending' && (moreTime === 'setTerm' ? mayBeSet(act, norm, state.track) : true))
      ?.due_at
  const until = timeAsked === null || due === undefined ? null : askedUntil(calendar, due, timeAsked.term)
  return {
    moreTime,
    timeAsked: timeAsked && { ...timeAsked, until },
    extension: further && {
      ...further,
      asked: until === null ? null : enoughExtension(act.regulation, calendar.schedule, state.track, further.norm, further.start, until),
    },
  }
}

const mayBeSet = ({ procedure }: Act, norm: NormName, track: Track) => overrideOf(procedure.overrides, norm, track)?.allows === 'any'

/** Working stretches under the line of terms: from the day before the first start to three days after the last end. */
export function spanned({ recorded, obligations }: Loaded, { schedule }: Calendar, now: number): IncidentCard['stretches'] {
  const from = Math.min(recorded[0]?.at ?? now, ...obligations.map(({ start_at }) => start_at)) - DAY
  const last = Math.max(now, ...obligations.map(({ due_at, met_at }) => Math.max(due_at, met_at ?? 0)))
  // In the last days of the last calendar: what is known is shown, the card does not fail.
  for (const to of [last + 3 * DAY, last, now]) {
    try {
      return stretches(schedule, from, to).map(({ start, end }) => [start, end])
    } catch (error) {
      if (!(error instanceof CalendarEnds)) throw error
    }
  }
  return []
}

/** The calendars by which this incident's terms were counted: a closed term keeps the calendar of its day. */
export async function calendarsOf(
  shell: IncidentShell,
  tenantId: string,
  { obligations }: Loaded,
  settings: Settings,
): Promise<Map<number, Calendar>> {
  const calendars = new Map([[settings.calendar.version, settings.calendar]])
  for (const { schedule_version: version } of obligations) {
    if (!calendars.has(version)) calendars.set(version, await calendarOf(shell.pool, tenantId, version))
  }
  return calendars
}
