import type { Pool, PoolClient } from 'pg'
import { retried } from '../engine/retry.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { Aggregates } from '../record/aggregates.ts'
import type { SealKey } from '../record/mac.ts'
import { foldedAgain } from './folded.ts'
import { rewrite } from './rewrite.ts'
import { differencesOf } from './stored-rows.ts'
import { strayOf } from './strays.ts'
import { type Fault, streamFaults } from './stream-faults.ts'
import { lockedStreams, tenantsOfRecord } from './streams.ts'

export type Mended = { readonly table: string; readonly key: string }

export type Rebuilt = {
  readonly streams: number
  readonly rows: number
  /** Rows that differed and were mended. */
  readonly differences: readonly Mended[]
  /** Streams whose record is not what we wrote: their rows were left as they stood. */
  readonly faults: readonly Fault[]
}

/** What a rebuild works with. */
export type Rebuilding = { readonly now: number; readonly sealKey: SealKey; readonly aggregates: Aggregates }

/**
 * Makes every row that follows from the record anew and compares it with what stands; what differs is reported and mended. Rows whose stream
 * is not in the record at all are removed. A record that is not sound (edited, cut, or written without our key) is not adopted: it is told,
 * and its rows stay, as do those of a kind that this program does not know. Work goes on meanwhile: a page of streams is held while it is
 * folded and written.
 */
export async function rebuild(pool: Pool, how: Rebuilding): Promise<Rebuilt> {
  const differences: Mended[] = []
  const faults: Fault[] = []
  let streams = 0
  let rows = 0
  for await (const tenantId of tenantsOfRecord(pool)) {
    let after: string | null = null
    do {
      const page: Page = await rebuildNext(pool, tenantId, after, how)
      streams += page.streams
      rows += page.rows
      differences.push(...page.differences)
      faults.push(...page.faults)
      after = page.last
    } while (after !== null)
  }
  differences.push(...(await strays(pool, how.aggregates)))
  return { streams, rows, differences, faults }
}

type Page = Rebuilt & { readonly last: string | null }

const rebuildNext = (pool: Pool, tenantId: string, after: string | null, how: Rebuilding): Promise<Page> =>
  retried(() => inTransaction(pool, (client) => rebuildPage(client, tenantId, after, how)))

/** A schedule or calendar that changes plans every open incident anew: it waits for the page, or is seen by it. */
const HOLD_SETTINGS = 'select from settings_versions where tenant_id = $1 for share'

/** Locks in the order of a command: settings, streams, what follows from them. */
async function rebuildPage(client: PoolClient, tenantId: string, after: string | null, how: Rebuilding): Promise<Page> {
  await client.query(HOLD_SETTINGS, [tenantId])
  const page = await lockedStreams(client, tenantId, after)
  const faults = page.map((stream) => streamFaults(stream, how.sealKey))
  const sound = page.filter((_, index) => faults[index]?.length === 0)
  const differences: Mended[] = []
  let rows = 0
  for (const [kind, streams] of Map.groupBy(sound, (stream) => stream.kind)) {
    const aggregate = how.aggregates.get(kind)
    if (aggregate === null) continue
    const fresh = await foldedAgain(client, aggregate, tenantId, streams, { now: how.now, hold: true, unfoldable: failed })
    const wrong = new Map<string, Mended>()
    for (const { table, key } of await differencesOf(client, aggregate.tables, tenantId, fresh))
      wrong.set(`${table} ${key}`, { table, key })
    const ids = new Set([...wrong.values()].map(({ key }) => key))
    await rewrite(
      client,
      aggregate.tables,
      tenantId,
      fresh.filter(({ id }) => ids.has(id)),
    )
    differences.push(...wrong.values())
    for (const one of fresh) for (const made of Object.values(one.rows)) rows += made.length
  }
  return { last: page.at(-1)?.id ?? null, streams: page.length, rows, differences, faults: faults.flat() }
}

/** A stream that is sound and cannot be folded is a fault of the program. */
function failed(streamId: string, why: string): never {
  throw new Error(`stream ${streamId}: ${why}`)
}

/** Rows that belong to no record. */
async function strays(pool: Pool, aggregates: Aggregates): Promise<Mended[]> {
  const found: Mended[] = []
  for (const { table, kinds } of aggregates.tables()) {
    const { name, stream } = table
    const { rows } = await pool.query(`delete from ${name} r where ${strayOf(stream)} returning r.${stream} as id`, [
      kinds,
      kindsOf(aggregates),
    ])
    found.push(...(rows as { id: string }[]).map(({ id }) => ({ table: name, key: id })))
  }
  return found
}

const kindsOf = (aggregates: Aggregates): string[] => aggregates.all().map(({ kind }) => kind)
