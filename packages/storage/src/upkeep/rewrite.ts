import type { PoolClient } from 'pg'
import type { Asked } from '../outbox/asking.ts'
import { sealedColumns } from '../outbox/intent-row.ts'
import type { Projection } from '../incidents/rows.ts'
import type { Expected } from './differences.ts'
import { writeAlarms, writeHolders, writeIncidents, writeObligations } from './row-writer.ts'

/** An incident folded again, to be written in place of what stands. */
export type Fresh = Expected & { readonly words: string }

const OWN = [
  ['incident_units', 'incident_id'],
  ['obligations', 'stream_id'],
  ['alarms', 'stream_id'],
  ['network_keys', 'incident_id'],
  ['incident_files', 'incident_id'],
] as const

const KEYS = `insert into network_keys (tenant_id, account_id, key, incident_id, kind)
select tenant_id, account_id, key, incident_id, kind from jsonb_populate_recordset(null::network_keys, $1)
on conflict (tenant_id, account_id, key) do update set incident_id = excluded.incident_id, kind = excluded.kind`

const FILES = `insert into incident_files (tenant_id, file_id, incident_id)
select tenant_id, file_id, incident_id from jsonb_populate_recordset(null::incident_files, $1) on conflict do nothing`

/** Whatever stands under their ids in another place is no intent of anybody. */
const STRAY_INTENTS = `delete from intents
where (tenant_id = $1 and stream_id = any ($2) and publication_id <> all ($3)) or (publication_id = any ($3) and tenant_id <> $1)`

/** One that is on its way keeps how far it is; one that had been lost, or stopped, may have left before: it is looked for first. */
const INTENTS = `insert into intents (tenant_id, stream_id, publication_id, account_id, act, priority, state, detail, ref, not_before, made_at)
select tenant_id, stream_id, publication_id, account_id, act, priority, coalesce(state, 'ambiguous'), detail, ref, not_before, made_at
from jsonb_populate_recordset(null::intents, $1)
on conflict (tenant_id, publication_id) do update set stream_id = excluded.stream_id, account_id = excluded.account_id,
  act = excluded.act, priority = excluded.priority, made_at = excluded.made_at, ref = excluded.ref,
  state = case when excluded.state = 'ambiguous' and intents.state in ('prepared', 'sending') then intents.state else excluded.state end,
  detail = case when excluded.state = 'ambiguous' then intents.detail else excluded.detail end,
  sender = case when excluded.state = 'ambiguous' then intents.sender end`

/** Replaces the rows of these incidents of an organisation. Alarms made anew may ring a second time: that is harmless. */
export async function rewrite(client: PoolClient, tenantId: string, incidents: readonly Fresh[]): Promise<void> {
  if (incidents.length === 0) return
  const ids = incidents.map(({ id }) => id)
  for (const [table, column] of OWN)
    await client.query(`delete from ${table} where tenant_id = $1 and ${column} = any ($2)`, [tenantId, ids])
  const owned = <Row extends object>(rows: (of: Projection & Pick<Expected, 'asked'>) => readonly Row[]) =>
    incidents.flatMap(({ id, projection, asked }) =>
      rows({ ...projection, asked }).map((row) => ({ tenant_id: tenantId, stream_id: id, incident_id: id, ...row })),
    )
  await writeIncidents(
    client,
    incidents.map(({ projection }) => projection.incident),
  )
  await writeHolders(
    client,
    owned(({ holders }) => holders),
  )
  await writeObligations(
    client,
    owned(({ obligations }) => obligations),
  )
  await writeAlarms(
    client,
    owned(({ alarms }) => alarms),
  )
  const intents = owned(({ asked }) => asked.map(intentAnew))
  await client.query(STRAY_INTENTS, [tenantId, ids, intents.map(({ publication_id }) => publication_id)])
  await client.query(INTENTS, [JSON.stringify(intents)])
  await client.query(KEYS, [JSON.stringify(owned(({ keys }) => keys))])
  await client.query(FILES, [JSON.stringify(owned(({ files }) => files.map((file_id) => ({ file_id }))))])
}

const intentAnew = (one: Asked) => ({
  ...sealedColumns(one),
  not_before: one.notBefore,
  ...(one.ended ?? { state: 'ambiguous', detail: null, ref: null }),
})
