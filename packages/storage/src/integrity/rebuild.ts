import type { Pool, PoolClient } from 'pg'
import { canonical } from '../events/canonical.ts'
import type { Projection } from '../incidents/rows.ts'
import { inTransaction } from '../engine/transaction.ts'
import { wordsOfIncident } from '../shell/writing.ts'
import { Calendars } from './calendars.ts'
import { refold } from './refold.ts'
import { type Fresh, rewrite } from './rewrite.ts'
import { type StoredRows, storedRows } from './stored-rows.ts'
import { type Stream, streamPages } from './streams.ts'

export type Difference = { readonly table: string; readonly key: string }

/**
 * Makes every read model anew from the record and compares it with what stands; what differs is reported and mended. Rows whose
 * incident is not in the record at all are removed.
 */
export async function rebuild(pool: Pool, now: number): Promise<{ streams: number; rows: number; differences: Difference[] }> {
  const calendars = new Calendars(pool, now)
  const differences: Difference[] = []
  let streams = 0
  let rows = 0
  for await (const page of streamPages(pool, null)) {
    for (const stream of page) await calendars.prepare(stream)
    const wrong = await inTransaction(pool, (client) => rebuildPage(client, page, calendars))
    differences.push(...wrong.differences)
    streams += page.length
    rows += wrong.rows
  }
  differences.push(...(await strays(pool)))
  return { streams, rows, differences }
}

async function rebuildPage(
  client: PoolClient,
  page: readonly Stream[],
  calendars: Calendars,
): Promise<{ rows: number; differences: Difference[] }> {
  const kept = page.filter(({ recorded }) => recorded.length > 0)
  const stored = await storedRows(
    client,
    kept.map(({ id }) => id),
  )
  const fresh = kept.map(({ tenantId, id, recorded }): Fresh => {
    const projection = refold(tenantId, id, recorded, (version) => calendars.of(tenantId, version), calendars.latest(tenantId))
    const words = wordsOfIncident(projection.state, stored.authors.get(projection.incident.author_id) ?? '')
    return { tenantId, id, projection, words }
  })
  const wrong = fresh.map((one) => compare(one.projection, stored, one.id))
  await rewrite(
    client,
    fresh.filter((_, index) => wrong[index]?.length !== 0),
  )
  const differences = wrong.flatMap((tables, index) => tables.map((table) => ({ table, key: fresh[index]?.id ?? '' })))
  differences.push(...(await mendWords(client, fresh)))
  const rows = fresh.reduce(
    (sum, { projection: p }) => sum + 2 + p.obligations.length + p.alarms.length + p.keys.length + p.files.length,
    0,
  )
  return { rows, differences }
}

const MEND_WORDS = `
with fresh as (select tenant_id, incident_id, to_tsvector('russian', words) as words
  from jsonb_to_recordset($1) w (tenant_id uuid, incident_id uuid, words text)),
wrong as (select f.* from fresh f left join incident_texts t on t.tenant_id = f.tenant_id and t.incident_id = f.incident_id
  where t.words is distinct from f.words)
insert into incident_texts (tenant_id, incident_id, words) select tenant_id, incident_id, words from wrong
on conflict (tenant_id, incident_id) do update set words = excluded.words returning incident_id`

async function mendWords(client: PoolClient, fresh: readonly Fresh[]): Promise<Difference[]> {
  const rows = fresh.map(({ tenantId, id, words }) => ({ tenant_id: tenantId, incident_id: id, words }))
  const mended = await client.query(MEND_WORDS, [JSON.stringify(rows)])
  return (mended.rows as { incident_id: string }[]).map(({ incident_id }) => ({ table: 'incident_texts', key: incident_id }))
}

const equal = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)
const inOrder = (rows: readonly (object | string)[]): string[] => rows.map((row) => canonical(row)).toSorted()

/** Tables in which an incident's rows are not what its record makes them. */
function compare({ incident, obligations, alarms, keys, files }: Projection, stored: StoredRows, id: string): string[] {
  const wrong: string[] = []
  if (!equal(stored.incidents.get(id) ?? null, incident)) wrong.push('incidents')
  if (!equal(inOrder(stored.obligations.get(id) ?? []), inOrder(obligations))) wrong.push('obligations')
  if (!equal(inOrder(stored.alarms.get(id) ?? []), inOrder(alarms))) wrong.push('alarms')
  if (!equal(inOrder(stored.keys.get(id) ?? []), inOrder(keys))) wrong.push('network_keys')
  if (!equal(inOrder(stored.files.get(id) ?? []), inOrder(files))) wrong.push('incident_files')
  return wrong
}

const TABLES = [
  ['incidents', 'id'],
  ['obligations', 'incident_id'],
  ['alarms', 'incident_id'],
  ['network_keys', 'incident_id'],
  ['incident_files', 'incident_id'],
  ['incident_texts', 'incident_id'],
] as const

/** Rows that belong to no record. */
async function strays(pool: Pool): Promise<Difference[]> {
  const found: Difference[] = []
  for (const [table, column] of TABLES) {
    const { rows } = await pool.query(`delete from ${table} r where not exists (
      select 1 from streams s where s.tenant_id = r.tenant_id and s.stream_id = r.${column}) returning r.${column} as id`)
    found.push(...(rows as { id: string }[]).map(({ id }) => ({ table, key: id })))
  }
  return found
}
