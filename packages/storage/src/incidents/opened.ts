import type { Acting, Context } from '@otklik/casework'
import type { Procedure } from '@otklik/regulations'
import type { Runs } from '../record/runs.ts'
import type { Loaded } from './load.ts'

const OPENED = `select p.name from people p join reads r on r.tenant_id = p.tenant_id and r.person_id = p.id and r.incident_id = $2
where p.tenant_id = $1 and p.active and p.roles @> array[$3] and r.version >= $4 and p.id <> $5 order by p.name limit 1`

/**
 * Who of those that could let a waiting draft out has opened its card since it was handed in; null: nobody. Reading is what the desk counts
 * as such: the card stood open for a moment.
 */
export async function openedBy(
  on: Runs,
  tenantId: string,
  incidentId: string,
  { recorded, state }: Loaded,
  procedure: Procedure,
  acting: Acting,
): Promise<NonNullable<Context['openedBy']> | null> {
  if (state.status !== 'submitted') return null
  const role = readerOf(procedure)
  const handedIn = recorded.findLast(({ event }) => event.type === 'DraftSubmitted')?.version
  if (role === null || handedIn === undefined) return null
  const self = acting.kind === 'person' ? acting.personId : '00000000-0000-0000-0000-000000000000'
  const { rows } = await on.query({ name: 'opened-draft', text: OPENED, values: [tenantId, incidentId, role, handedIn, self] })
  return (rows[0] as { name: string } | undefined) ?? null
}

/** The role that reads a draft before it goes out; null where its own unit lets it out (D). */
function readerOf({ approve, publish }: Procedure): 'curator' | 'head' | null {
  const { by } = approve ?? publish
  if (by === 'executor') return null
  return by === 'head' ? 'head' : 'curator'
}
