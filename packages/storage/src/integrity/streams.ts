import type { Runs } from '../events/append.ts'
import type { Stored } from '../events/chain.ts'
import { type EventTuple, recordedOf } from '../shell/load.ts'

/** A stream with its place in the order of all streams. */
export type Stream = { readonly tenantId: string; readonly id: string; readonly recorded: readonly Stored[] }

const PAGE = `
with page as (
  select tenant_id, stream_id from streams where (tenant_id, stream_id) > ($1, $2) and ($3::uuid is null or tenant_id = $3)
  order by tenant_id, stream_id limit $4
)
select p.tenant_id as "tenantId", p.stream_id as id, json_agg(json_build_array(e.version, e.at, e.by, e.type, e.data, encode(e.hash, 'hex'),
  e.regulation, e.schedule_version) order by e.version) filter (where e.version is not null) as events
from page p left join events e on e.tenant_id = p.tenant_id and e.stream_id = p.stream_id
group by 1, 2 order by 1, 2`

const FIRST = '00000000-0000-0000-0000-000000000000'

/** All streams (of one organisation, or of all), page by page in the order of their keys: memory stays constant. */
export async function* streamPages(on: Runs, tenantId: string | null, size = 200): AsyncGenerator<readonly Stream[]> {
  let after = [FIRST, FIRST]
  for (;;) {
    const { rows } = await on.query({ name: 'stream-page', text: PAGE, values: [...after, tenantId, size] })
    const page = rows as { tenantId: string; id: string; events: EventTuple[] | null }[]
    const last = page.at(-1)
    if (last === undefined) return
    after = [last.tenantId, last.id]
    yield page.map(({ tenantId: tenant, id, events }) => ({ tenantId: tenant, id, recorded: (events ?? []).map(recordedOf) }))
  }
}
