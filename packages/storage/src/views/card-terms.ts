import { type Context, furtherTerm, type Incident, moreTimeBy, settableNorms, termsAwaited, timeAskedFor } from '@otklik/casework'
import type { IncidentCard } from '@otklik/contract'
import { CalendarEnds, stretches } from '@otklik/worktime'
import type { Loaded } from '../incidents/load.ts'
import { calendarOf, type Calendar, type Settings } from '../organisation/in-force.ts'
import type { IncidentShell } from '../incidents/services.ts'

const DAY = 86_400_000

export type CardTerms = Pick<IncidentCard, 'settableNorms' | 'awaitedTerms' | 'extension' | 'moreTime' | 'timeAsked'>

/** What can be done to the terms of this message now, as casework judges it. */
export function cardTerms(state: Incident, context: Context): CardTerms {
  const { timeAsked } = state
  const further = furtherTerm(state, context)
  const asked = timeAskedFor(state, context)
  return {
    settableNorms: [...settableNorms(state, context)],
    awaitedTerms: [...termsAwaited(state, context)],
    moreTime: moreTimeBy(state, context),
    timeAsked: timeAsked && { ...timeAsked, until: asked.until },
    extension: further && { ...further, asked: asked.extension },
  }
}

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
