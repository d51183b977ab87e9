import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { SealKey } from '../record/mac.ts'
import { retried } from '../engine/retry.ts'
import { differencesOf } from './differences.ts'
import { foldedAgain } from './folded.ts'
import { type Fresh, rewrite } from './rewrite.ts'
import { heldNames, storedRows } from './stored-rows.ts'
import { type Fault, streamFaults } from './stream-faults.ts'
import { lockedStreams, type Stream, tenantsOfRecord } from './streams.ts'
import { TABLES_OF_RECORD } from './strays.ts'

export type Mended = { readonly table: string; readonly key: string }

export type Rebuilt = {
  readonly streams: number
  readonly rows: number
  /** Rows that differed and were mended. */
  readonly differences: readonly Mended[]
  /** Streams whose record is not what we wrote: their rows were left as they stood. */
  readonly faults: readonly Fault[]
}

/**
 * Makes every read model and every intent anew from the record and compares it with what stands; what differs is reported and mended. Rows
 * whose incident is not in the record at all are removed. A record that is not sound (edited, cut, or written without our key) is not
 * adopted: it is told, and its rows stay. Work goes on meanwhile: a page of incidents is held while it is folded and written.
 */
export async function rebuild(pool: Pool, now: number, sealKey: SealKey): Promise<Rebuilt> {
  const differences: Mended[] = []
  const faults: Fault[] = []
  let streams = 0
  let rows = 0
  for await (const tenantId of tenantsOfRecord(pool)) {
    let after: string | null = null
    do {
      const page: Page = await rebuildNext(pool, tenantId, after, now, sealKey)
      streams += page.streams
      rows += page.rows
      differences.push(...page.differences)
      faults.push(...page.faults)
      after = page.last
    } while (after !== null)
  }
  differences.push(...(await strays(pool)))
  return { streams, rows, differences, faults }
}

type Page = Rebuilt & { readonly last: string | null }

const rebuildNext = (pool: Pool, tenantId: string, after: string | null, now: number, sealKey: SealKey): Promise<Page> =>
  retried(() => inTransaction(pool, (client) => rebuildPage(client, tenantId, after, now, sealKey)))

/** A schedule or calendar that changes plans every open incident anew: it waits for the page, or is seen by it. */
const HOLD_SETTINGS = 'select from settings_versions where tenant_id = $1 for share'

/** Locks in the order of a command: settings, streams, what follows from them. */
async function rebuildPage(client: PoolClient, tenantId: string, after: string | null, now: number, sealKey: SealKey): Promise<Page> {
  await client.query(HOLD_SETTINGS, [tenantId])
  const page = await lockedStreams(client, tenantId, after)
  const faults = page.map((stream) => streamFaults(stream, sealKey))
  const sound = page.filter((_, index) => faults[index]?.length === 0)
  const fresh = await foldedAgain(client, tenantId, sound, now, heldNames)
  const stored = await storedRows(client, tenantId, idsOf(sound))
  const wrong = fresh.map((one) => new Set(differencesOf(one, stored).map(({ table }) => table)))
  await rewrite(
    client,
    tenantId,
    fresh.filter((_, index) => wrong[index]?.size !== 0),
  )
  const differences = wrong.flatMap((tables, index) => [...tables].map((table) => ({ table, key: fresh[index]?.id ?? '' })))
  differences.push(...(await mendWords(client, tenantId, fresh)))
  const rows = fresh.reduce((sum, { projection: p, asked }) => {
    return sum + 2 + p.holders.length + p.obligations.length + p.alarms.length + p.keys.length + p.files.length + asked.length
  }, 0)
  return { last: page.at(-1)?.id ?? null, streams: page.length, rows, differences, faults: faults.flat() }
}

const idsOf = (streams: readonly Stream[]): string[] => streams.map(({ id }) => id)

const MEND_WORDS = `
with fresh as (select incident_id, to_tsvector('russian', words) as words
  from jsonb_to_recordset($2) w (incident_id uuid, words text)),
wrong as (select f.* from fresh f left join incident_texts t on t.tenant_id = $1 and t.incident_id = f.incident_id
  where t.words is distinct from f.words)
insert into incident_texts (tenant_id, incident_id, words) select $1, incident_id, words from wrong
on conflict (tenant_id, incident_id) do update set words = excluded.words returning incident_id`

async function mendWords(client: PoolClient, tenantId: string, fresh: readonly Fresh[]): Promise<Mended[]> {
  const rows = fresh.map(({ id, words }) => ({ incident_id: id, words }))
  const mended = await client.query(MEND_WORDS, [tenantId, JSON.stringify(rows)])
  return (mended.rows as { incident_id: string }[]).map(({ incident_id }) => ({ table: 'incident_texts', key: incident_id }))
}

/** Rows that belong to no record. */
async function strays(pool: Pool): Promise<Mended[]> {
  const found: Mended[] = []
  for (const [table, column] of TABLES_OF_RECORD) {
    const { rows } = await pool.query(`delete from ${table} r where not exists (
      select 1 from streams s where s.tenant_id = r.tenant_id and s.stream_id = r.${column}) returning r.${column} as id`)
    found.push(...(rows as { id: string }[]).map(({ id }) => ({ table, key: id })))
  }
  return found
}
