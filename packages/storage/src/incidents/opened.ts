import { type Acting, type Context, type Right, rightOfActor, rolesWith } from '@otklik/casework'
import type { Procedure } from '@otklik/regulations'
import type { Runs } from '../record/runs.ts'
import type { Loaded } from './load.ts'
import type { Services } from './services.ts'

const OPENED = `select p.name from people p join reads r on r.tenant_id = p.tenant_id and r.person_id = p.id and r.incident_id = $2
where p.tenant_id = $1 and p.active and p.roles && $3::text[] and r.version >= $4 and p.id <> $5 order by p.name limit 1`

/**
 * Who of those that could let a waiting draft out has opened its card since it was handed in; null: nobody. Reading is what the desk counts
 * as such: the card stood open for a moment.
 */
export async function openedBy(
  { roles }: Pick<Services, 'roles'>,
  on: Runs,
  tenantId: string,
  incidentId: string,
  { recorded, state }: Loaded,
  procedure: Procedure,
  acting: Acting,
): Promise<NonNullable<Context['openedBy']> | null> {
  if (state.status !== 'submitted') return null
  const right = readerOf(procedure)
  const handedIn = recorded.findLast(({ event }) => event.type === 'DraftSubmitted')?.version
  if (right === null || handedIn === undefined) return null
  const self = acting.kind === 'person' ? acting.personId : '00000000-0000-0000-0000-000000000000'
  const values = [tenantId, incidentId, rolesWith(right, roles), handedIn, self]
  const { rows } = await on.query({ name: 'opened-draft', text: OPENED, values })
  return (rows[0] as { name: string } | undefined) ?? null
}

/** The right of those who read a draft before it goes out; null where its own unit lets it out (D). */
function readerOf({ approve, publish }: Procedure): Right | null {
  const { by } = approve ?? publish
  if (by === 'executor') return null
  return rightOfActor[by === 'organisation' ? 'curator' : by]
}
