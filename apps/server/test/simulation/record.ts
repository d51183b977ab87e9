import { type IncidentEvent, type Recorded, undoneVersions } from '@otklik/casework'
import type { SimulatedTown } from './town.ts'

/** One incident's whole record as it stands in the table, and what of it still counts. */
export type Stream = {
  readonly id: string
  readonly number: string
  readonly regulation: string
  readonly recorded: readonly Recorded[]
  readonly counting: readonly Recorded[]
}

type Row = { stream_id: string; version: number; at: number; by: Recorded['by']; type: string; data: object; under: { regulation: string } }

/** The records of all incidents, read from the rows and not through the product. */
export async function readRecords({ pool, tenantId }: SimulatedTown): Promise<readonly Stream[]> {
  const { rows } = await pool.query(
    'select stream_id, version, at, by, type, data, under from events where tenant_id = $1 order by stream_id, version',
    [tenantId],
  )
  const streams = new Map<string, Recorded[]>()
  const acts = new Map<string, string>()
  for (const { stream_id, version, at, by, type, data, under } of rows as Row[]) {
    const recorded = streams.get(stream_id) ?? []
    recorded.push({ version, at, by, event: { type, ...data } as IncidentEvent })
    streams.set(stream_id, recorded)
    if (version === 1) acts.set(stream_id, under.regulation)
  }
  return [...streams].map(([id, recorded]) => {
    const undone = undoneVersions(recorded)
    const registered = recorded.find(({ event }) => event.type === 'Registered')?.event
    return {
      id,
      number: registered?.type === 'Registered' ? registered.number : '?',
      regulation: acts.get(id) ?? '',
      recorded,
      counting: recorded.filter(({ version }) => !undone.has(version)),
    }
  })
}
