import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'

/** The kind of an incident's stream. */
export const INCIDENT_KIND = 'incident'

/** What an incident's events were decided under: the act, its edition, and the version of the organisation's schedule. */
export type IncidentUnder = { readonly regulation: string; readonly edition: string; readonly scheduleVersion: number }

export const underOf = (act: Act, calendar: Calendar): IncidentUnder => ({
  regulation: act.id,
  edition: act.edition,
  scheduleVersion: calendar.version,
})
