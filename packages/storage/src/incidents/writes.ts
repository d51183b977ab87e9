import { fold, type Incident, isHeldBy, type Recorded } from '@otklik/casework'
import type { Writes } from '../record/aggregate.ts'
import { owedChanges } from '../record/obligations.ts'
import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'
import { intentRow } from '../outbox/intent-row.ts'
import { endTold, incidentAsking } from './intents.ts'
import { project } from './project.ts'
import type { AuthorRow, ObligationRow } from './rows.ts'
import { wordsOfIncident } from './words.ts'

/** An incident before its new events, and what they were decided by. */
export type Ground = {
  readonly tenantId: string
  readonly incidentId: string
  readonly act: Act
  readonly calendar: Calendar
  readonly state: Incident
  readonly recorded: readonly Recorded[]
  readonly obligations: readonly ObligationRow[]
  readonly keys: ReadonlySet<string>
  readonly authorName: string
  /** Who wrote the message that opens it; null for any later command. */
  readonly author: AuthorRow | null
}

/** Events that change what search finds. */
const WORDED: ReadonlySet<string> = new Set(['MessageReceived', 'MessageEdited', 'AuthorAnswered', 'AnswerEdited', 'DraftSubmitted'])

/** Makes every row that a decision changes. Pure. */
export function writesOf(ground: Ground, fresh: readonly Recorded[]): Writes {
  const { tenantId, incidentId, act, calendar, obligations: before } = ground
  const state = fold(fresh, ground.state)
  const recorded = [...ground.recorded, ...fresh]
  const after = project({ tenantId, id: incidentId, act, calendar, state, recorded, before })
  const owed = owedChanges(before, after.obligations)
  const left = ground.state.holders.filter(({ unitId }) => !isHeldBy(state, unitId)).map(({ unitId }) => ({ unit_id: unitId }))
  const worded = fresh.some(({ event }) => WORDED.has(event.type))
  const submitted = new Set(fresh.flatMap(({ event }) => (event.type === 'DraftSubmitted' ? event.attachments.map(({ id }) => id) : [])))
  return {
    put: {
      ...owed.put,
      incidents: [after.incident],
      incident_units: after.holders,
      network_keys: after.keys.filter(({ key }) => !ground.keys.has(key)),
      incident_files: after.files.filter((id) => submitted.has(id)).map((file_id) => ({ file_id })),
      incident_texts: worded ? [{ words: wordsOfIncident(state, ground.authorName) }] : [],
      intents: incidentAsking.asked(fresh, state).map(intentRow),
    },
    drop: { ...owed.drop, incident_units: left },
    also: {
      ended: fresh.flatMap(({ event }) => endTold(event) ?? []).map(({ key, ...end }) => ({ publication_id: key, ...end })),
      reader: fresh.at(-1)?.by.personId ?? null,
      author: ground.author,
    },
  }
}
