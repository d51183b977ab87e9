import type { Runs } from '../record/append.ts'
import { incidentAsking } from '../incidents/intents.ts'
import { actRefOf } from '../incidents/load.ts'
import { wordsOfIncident } from '../incidents/writing.ts'
import { ActShelf } from '../organisation/act-shelf.ts'
import { calendarsFor } from './calendars.ts'
import { refold } from './refold.ts'
import type { Fresh } from './rewrite.ts'
import type { Stream } from './streams.ts'

/** The edition that an incident was opened under. */
const refOf = ({ recorded }: Stream): string => actRefOf(recorded[0])

/** Reads the names of authors by their ids. */
export type Names = (on: Runs, tenantId: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/**
 * Folds whole streams of one organisation again, into everything that follows from them.
 * @param unfoldable is told of a stream of which nothing can be made, and why; without it that is an error.
 * @throws when the organisation has no schedule, or not one that an event names.
 */
export async function foldedAgain(
  on: Runs,
  tenantId: string,
  streams: readonly Stream[],
  now: number,
  names: Names,
  unfoldable?: (stream: Stream, why: string) => void,
): Promise<readonly Fresh[]> {
  const acts = new ActShelf()
  const calendars = await calendarsFor(on, acts, tenantId, streams, now)
  const actOf = await acts.all(on, tenantId, streams.map(refOf))
  const folded = streams.flatMap((stream) => {
    const { id, recorded } = stream
    try {
      const projection = refold(tenantId, id, recorded, actOf(refOf(stream)), calendars.of, calendars.latest)
      const asked = incidentAsking.asked(recorded, projection.state)
      return [{ id, projection, asked, position: recorded.at(-1)?.position ?? 0 }]
    } catch (error) {
      if (unfoldable === undefined) throw error
      unfoldable(stream, error instanceof Error ? error.message : String(error))
      return []
    }
  })
  const authors = folded.map(({ projection }) => projection.incident.author_id)
  const known = await names(on, tenantId, [...new Set(authors)])
  return folded.map((one) => {
    const { state, incident } = one.projection
    return { ...one, words: wordsOfIncident(state, known.get(incident.author_id) ?? '') }
  })
}
