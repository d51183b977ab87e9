import type { Pool, PoolClient } from 'pg'
import { canonical } from '../events/canonical.ts'
import type { Projection } from '../incidents/rows.ts'
import { inTransaction } from '../engine/transaction.ts'
import { retried } from '../shell/retry.ts'
import { wordsOfIncident } from '../shell/writing.ts'
import { calendarsFor } from './calendars.ts'
import { refold } from './refold.ts'
import { type Fresh, rewrite } from './rewrite.ts'
import { heldNames, type StoredRows, storedRows } from './stored-rows.ts'
import { lockedStreams, type Stream, tenantsOfRecord } from './streams.ts'

export type Difference = { readonly table: string; readonly key: string }

/**
 * Makes every read model anew from the record and compares it with what stands; what differs is reported and mended. Rows whose
 * incident is not in the record at all are removed. Work goes on meanwhile: a page of incidents is held while it is folded and written.
 */
export async function rebuild(pool: Pool, now: number): Promise<{ streams: number; rows: number; differences: Difference[] }> {
  const differences: Difference[] = []
  let streams = 0
  let rows = 0
  for await (const tenantId of tenantsOfRecord(pool)) {
    let after: string | null = null
    do {
      const page: Page = await rebuildNext(pool, tenantId, after, now)
      streams += page.streams
      rows += page.rows
      differences.push(...page.differences)
      after = page.last
    } while (after !== null)
  }
  differences.push(...(await strays(pool)))
  return { streams, rows, differences }
}

type Page = { readonly last: string | null; readonly streams: number; readonly rows: number; readonly differences: readonly Difference[] }

const rebuildNext = (pool: Pool, tenantId: string, after: string | null, now: number): Promise<Page> =>
  retried(() => inTransaction(pool, (client) => rebuildPage(client, tenantId, after, now)))

/** A schedule or calendar that changes plans every open incident anew: it waits for the page, or is seen by it. */
const HOLD_SETTINGS = 'select from settings_versions where tenant_id = $1 for share'

/** Locks in the order of a command: settings, streams, what follows from them. */
async function rebuildPage(client: PoolClient, tenantId: string, after: string | null, now: number): Promise<Page> {
  await client.query(HOLD_SETTINGS, [tenantId])
  const page = await lockedStreams(client, tenantId, after)
  const kept = page.filter(({ recorded }) => recorded.length > 0)
  const fresh = await foldedAgain(client, tenantId, kept, now)
  const stored = await storedRows(
    client,
    tenantId,
    kept.map(({ id }) => id),
  )
  const wrong = fresh.map((one) => compare(one.projection, stored, one.id))
  await rewrite(
    client,
    tenantId,
    fresh.filter((_, index) => wrong[index]?.length !== 0),
  )
  const differences = wrong.flatMap((tables, index) => tables.map((table) => ({ table, key: fresh[index]?.id ?? '' })))
  differences.push(...(await mendWords(client, tenantId, fresh)))
  const rows = fresh.reduce(
    (sum, { projection: p }) => sum + 2 + p.obligations.length + p.alarms.length + p.keys.length + p.files.length,
    0,
  )
  return { last: page.at(-1)?.id ?? null, streams: page.length, rows, differences }
}

async function foldedAgain(client: PoolClient, tenantId: string, streams: readonly Stream[], now: number): Promise<readonly Fresh[]> {
  const calendars = await calendarsFor(client, tenantId, streams, now)
  const folded = streams.map(({ id, recorded }) => ({ id, projection: refold(tenantId, id, recorded, calendars.of, calendars.latest) }))
  const authors = folded.map(({ projection }) => projection.incident.author_id)
  const names = await heldNames(client, tenantId, [...new Set(authors)])
  return folded.map(({ id, projection }) => {
    return { id, projection, words: wordsOfIncident(projection.state, names.get(projection.incident.author_id) ?? '') }
  })
}

const MEND_WORDS = `
with fresh as (select incident_id, to_tsvector('russian', words) as words
  from jsonb_to_recordset($2) w (incident_id uuid, words text)),
wrong as (select f.* from fresh f left join incident_texts t on t.tenant_id = $1 and t.incident_id = f.incident_id
  where t.words is distinct from f.words)
insert into incident_texts (tenant_id, incident_id, words) select $1, incident_id, words from wrong
on conflict (tenant_id, incident_id) do update set words = excluded.words returning incident_id`

async function mendWords(client: PoolClient, tenantId: string, fresh: readonly Fresh[]): Promise<Difference[]> {
  const rows = fresh.map(({ id, words }) => ({ incident_id: id, words }))
  const mended = await client.query(MEND_WORDS, [tenantId, JSON.stringify(rows)])
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
