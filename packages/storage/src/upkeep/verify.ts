import type { Pool, PoolClient } from 'pg'
import { StorageFault } from '../engine/fault.ts'
import { inSnapshot } from '../engine/transaction.ts'
import type { Aggregate } from '../record/aggregate.ts'
import type { Aggregates } from '../record/aggregates.ts'
import type { Difference } from '../record/difference.ts'
import { type SealKey, sealKeyOf } from '../record/mac.ts'
import type { Stream } from '../record/stored.ts'
import type { AnchorMark, Verdict } from './maintenance-type.ts'
import { newestAnchor } from './anchor.ts'
import { anchorFaults, unlikeNoted } from './anchor-faults.ts'
import { filesUnlike } from './beside.ts'
import { foldedAgain } from './folded.ts'
import { differencesOf } from './stored-rows.ts'
import { straysOf } from './strays.ts'
import { type Fault, streamFaults } from './stream-faults.ts'
import { streamsBehind } from './streams.ts'

/** Told one by one; how many there are is counted to the end. Memory stays bounded where everything is wrong. */
const TOLD = 1_000

/** What a verification needs: without `key` the MACs are not checked; without `filesDirectory` the bytes of files are not read. */
export type Checking = {
  readonly now: number
  readonly key: Uint8Array | null
  readonly filesDirectory: string
  readonly aggregates: Aggregates
  /** Anchors that must stand there, read before the record is. */
  readonly noted: readonly AnchorMark[]
}

/**
 * Checks that the record is what was written: every event against its hash, the one before (edited, exchanged) and its MAC (written by others),
 * every stream for gaps and against its head (removed), every stream against the anchors (removed together with its head), the anchors
 * against those that were noted outside the database (removed or made anew together with all the rest). Then everything that follows from
 * the record is made again in memory, page by page, and compared with the rows that stand, column by column. Beside writers too: what
 * belongs together is read in one snapshot, and what an anchor sealed never goes away again.
 */
export async function verify(pool: Pool, { now, key, filesDirectory, aggregates, noted }: Checking): Promise<Verdict> {
  const found = new Found(key === null ? null : sealKeyOf(key))
  for (let last: Stream | undefined; ; ) {
    const behind = last
    last = await inSnapshot(pool, (client) => checkPage(client, behind, { now, aggregates, found }))
    if (last === undefined) break
  }
  const anchors = await anchorFaults(pool, found.sealKey)
  const told = new Set(anchors.flatMap(({ streamId, version, problem }) => (streamId === '' && problem === 'anchor' ? [version] : [])))
  found.faults(anchors)
  found.faults((await unlikeNoted(pool, noted)).filter(({ version }) => !told.has(version)))
  found.faults(await strayFaults(pool, aggregates))
  found.differences(await straysOf(pool, aggregates, TOLD))
  for await (const some of filesUnlike(pool, aggregates, filesDirectory)) found.differences(some)
  for (const aggregate of aggregates.all()) {
    for await (const some of aggregate.beside?.(pool, found.foreign ? null : key) ?? []) found.differences(some)
  }
  const newest = await newestAnchor(pool)
  return { ...found.told(), noted: noted.length, newest: newest && { number: newest.number, hash: newest.hash } }
}

type Page = { readonly now: number; readonly aggregates: Aggregates; readonly found: Found }

/** @returns the last stream of the page; undefined: there was none left. */
async function checkPage(client: PoolClient, behind: Stream | undefined, of: Page): Promise<Stream | undefined> {
  const page = await streamsBehind(client, behind)
  const sound = page.filter((stream) => of.found.stream(stream))
  for (const [kind, own] of Map.groupBy(sound, (stream) => stream.kind)) {
    const aggregate = of.aggregates.get(kind)
    if (aggregate === null)
      of.found.differences(own.map(({ id }) => ({ table: 'streams', key: id, column: 'kind', record: null, row: kind })))
    else
      for (const [tenantId, streams] of Map.groupBy(own, (stream) => stream.tenantId))
        await checkRows(client, aggregate, tenantId, streams, of)
  }
  return page.at(-1)
}

async function checkRows(
  client: PoolClient,
  aggregate: Aggregate,
  tenantId: string,
  streams: readonly Stream[],
  { now, found }: Page,
): Promise<void> {
  const table = aggregate.tables.find(({ root }) => root)?.name ?? aggregate.kind
  const unfoldable = (key: string, why: string): void => found.differences([{ table, key, column: null, record: why, row: null }])
  try {
    const fresh = await foldedAgain(client, aggregate, tenantId, streams, { now, hold: false, unfoldable })
    found.differences(await differencesOf(client, aggregate.tables, tenantId, fresh))
  } catch (error) {
    // What the database says is no finding; what our own settings do not hold is: nothing can be counted without them.
    const altered = error instanceof StorageFault && error.code === 'act-altered'
    if (!altered && typeof (error as { code?: unknown }).code === 'string') throw error
    const why = error instanceof Error ? error.message : String(error)
    found.differences([{ table: altered ? 'acts' : 'schedules', key: tenantId, column: null, record: why, row: null }])
  }
}

/** Collects what is found. */
class Found {
  readonly sealKey: SealKey | null
  readonly #faults: Fault[] = []
  readonly #differences: Difference[] = []
  readonly #counts = { streams: 0, events: 0, faults: 0, differences: 0 }
  /** Events whose hash is right, and among them those whose MAC is not. */
  #hashed = 0
  #unfit = 0

  constructor(sealKey: SealKey | null) {
    this.sealKey = sealKey
  }

  /** True when nothing is wrong with the stream itself. */
  stream(stream: Stream): boolean {
    const faults = streamFaults(stream, this.sealKey)
    this.#counts.streams++
    this.#counts.events += stream.recorded.length
    const unfit = faults.filter(({ problem }) => problem === 'mac').length
    this.#hashed += stream.recorded.length - faults.length + unfit
    this.#unfit += unfit
    this.faults(faults)
    return faults.length === 0
  }

  faults(faults: readonly Fault[]): void {
    this.#counts.faults += faults.length
    if (this.#faults.length < TOLD) this.#faults.push(...faults)
  }

  differences(differences: readonly Difference[]): void {
    this.#counts.differences += differences.length
    if (this.#differences.length < TOLD) this.#differences.push(...differences)
  }

  /** Not one MAC fits: the key is another installation's, or every event was written anew. */
  get foreign(): boolean {
    return this.#unfit > 0 && this.#unfit >= this.#hashed
  }

  told(): Omit<Verdict, 'noted' | 'newest'> {
    const { streams, events } = this.#counts
    const macs = this.sealKey === null ? ('unchecked' as const) : this.foreign ? ('foreign' as const) : ('checked' as const)
    const counted = { faultCount: this.#counts.faults, differenceCount: this.#counts.differences }
    return { streams, events, macs, faults: this.#faults.slice(0, TOLD), differences: this.#differences.slice(0, TOLD), ...counted }
  }
}

/** Events without a head. */
const HEADLESS = `
select stream_id as id, max(version) as version from events e
where not exists (select 1 from streams s where s.tenant_id = e.tenant_id and s.stream_id = e.stream_id) group by tenant_id, stream_id`

/** Roots without a record. */
const rootless = (name: string, stream: string): string => `
select r.${stream} as id, r.version from ${name} r
where not exists (select 1 from streams s where s.tenant_id = r.tenant_id and s.stream_id = r.${stream})`

async function strayFaults(pool: Pool, aggregates: Aggregates): Promise<Fault[]> {
  const ask = async (text: string, problem: 'head' | 'missing'): Promise<Fault[]> => {
    const { rows } = await pool.query(text)
    return (rows as { id: string; version: number }[]).map(({ id, version }) => ({ streamId: id, version, problem }))
  }
  const faults = await ask(HEADLESS, 'head')
  for (const { table } of aggregates.tables()) if (table.root) faults.push(...(await ask(rootless(table.name, table.stream), 'missing')))
  return faults
}
