import { evolve, initialOrganisation, type Organisation, type OrganisationEvent } from '@otklik/organisation'
import type { ActorRef } from '@otklik/record'
import { GENESIS } from '../record/chain.ts'
import type { Runs } from '../record/runs.ts'
import { ORGANISATION_KIND } from './kinds.ts'

const LOAD = `
select s.version, s.hash, (select json_agg(json_build_array(e.version, e.at, e.by, e.type, e.data) order by e.version)
  from events e where e.tenant_id = s.tenant_id and e.stream_id = s.stream_id) as events
from streams s where s.tenant_id = $1 and s.stream_id = $1 and s.kind = '${ORGANISATION_KIND}'`

type LoadRow = {
  readonly version: number
  readonly hash: Uint8Array
  readonly events: readonly (readonly [version: number, at: number, by: ActorRef, type: string, data: object])[] | null
}

type Loaded = { readonly version: number; readonly hash: Uint8Array; readonly at: number; readonly state: Organisation }

/** The organisation as its record tells it; version 0 where there is none yet. `at`: of its last event. */
export async function loadOrganisation(client: Runs, tenantId: string): Promise<Loaded> {
  const { rows } = await client.query({ name: 'load-organisation', text: LOAD, values: [tenantId] })
  const [row] = rows as LoadRow[]
  const recorded = (row?.events ?? []).map(([version, at, by, type, data]) => ({
    version,
    at,
    by,
    event: { type, ...data } as OrganisationEvent,
  }))
  const state = recorded.reduce(evolve, initialOrganisation)
  return { version: row?.version ?? 0, hash: row?.hash ?? GENESIS, at: recorded.at(-1)?.at ?? 0, state }
}
