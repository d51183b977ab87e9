import { clauseOf, describeEvent, evolve, type Incident, initialIncident, undoneVersions, undoWindow } from '@otklik/casework'
import type { IncidentCard } from '@otklik/contract'
import { momentWords } from '@otklik/regulations'
import { formatMoment } from '@otklik/worktime'
import type { Act } from '../organisation/act-shelf.ts'
import type { Loaded } from '../incidents/load.ts'
import type { Settings } from '../organisation/in-force.ts'
import type { Viewer } from '../organisation/viewer.ts'

export const personOf = ({ personId, name }: { personId: string | null; name: string }) => ({ id: personId, name })

/** Each event in the words that the desk shows, moments in them by the organisation's clock. */
export function recordOf(
  { procedure }: Act,
  { recorded }: Loaded,
  { unitNames, calendar: { schedule } }: Settings,
): IncidentCard['record'] {
  const undone = undoneVersions(recorded)
  const unit = (id: string) => unitNames.get(id) ?? ''
  const momentAfter = (at: number) => (moment: number) =>
    momentWords(formatMoment(schedule, moment), formatMoment(schedule, at).slice(0, 4))
  let after: Incident = initialIncident
  return recorded.map((one) => {
    const before = after
    after = evolve(before, one)
    return {
      version: one.version,
      at: one.at,
      by: personOf(one.by),
      type: one.event.type,
      words: describeEvent(one, { unit, moment: momentAfter(one.at) }, before),
      clause: clauseOf(one.event, procedure),
      undone: undone.has(one.version),
      hash: Buffer.from(one.hash).toString('hex'),
    }
  })
}

/** What this person may still take back, and until when. */
export function undoOf({ state: { undoable } }: Loaded, { personId }: Viewer, now: number): IncidentCard['undo'] {
  if (undoable === null || undoable.by.personId !== personId) return null
  const until = undoable.at + undoWindow
  return now <= until ? { version: undoable.version, until } : null
}

/** What was ticked when this revision was let out, by the record. */
export function ticked({ recorded }: Loaded, revision: number): readonly string[] {
  const undone = undoneVersions(recorded)
  return recorded.flatMap(({ version, event }) =>
    (event.type === 'Approved' || event.type === 'PublicationRequested') && event.revision === revision && !undone.has(version)
      ? event.confirmed
      : [],
  )
}
