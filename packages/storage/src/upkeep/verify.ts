import type { Pool, PoolClient } from 'pg'
import { StorageFault } from '../engine/fault.ts'
import { inSnapshot } from '../engine/transaction.ts'
import { type SealKey, sealKeyOf } from '../record/mac.ts'
import type { AnchorMark, Verdict } from './maintenance-type.ts'
import { newestAnchor } from './anchor.ts'
import { anchorFaults, unlikeNoted } from './anchor-faults.ts'
import { authorsUnlike, filesUnlike, numbersUnlike } from './beside.ts'
import { type Difference, differencesOf } from './differences.ts'
import { foldedAgain } from './folded.ts'
import type { Fresh } from './rewrite.ts'
import { namesOf, storedRows } from './stored-rows.ts'
import { straysOf } from './strays.ts'
import { type Fault, streamFaults } from './stream-faults.ts'
import { type Stream, streamsBehind } from './streams.ts'

/** Told one by one; how many there are is counted to the end. Memory stays bounded where everything is wrong. */
const TOLD = 1_000

/** What a verification needs: without `key` the MACs are not checked; without `filesDirectory` the bytes of files are not read. */
export type Checking = {
  readonly now: number
  readonly key: Uint8Array | null
  readonly filesDirectory: string
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
export async function verify(pool: Pool, { now, key, filesDirectory, noted }: Checking): Promise<Verdict> {
  const found = new Found(key === null ? null : sealKeyOf(key))
  for (let last: Stream | undefined; ; ) {
    const behind = last
    last = await inSnapshot(pool, (client) => checkPage(client, behind, now, found))
    if (last === undefined) break
  }
  const anchors = await anchorFaults(pool, found.sealKey)
  const told = new Set(anchors.flatMap(({ streamId, version, problem }) => (streamId === '' && problem === 'anchor' ? [version] : [])))
  found.faults(anchors)
  found.faults((await unlikeNoted(pool, noted)).filter(({ version }) => !told.has(version)))
  found.faults(await strayFaults(pool))
  found.differences((await straysOf(pool, TOLD)).filter(({ table }) => table !== 'incidents'))
  found.differences(await numbersUnlike(pool, found.numbers))
  for await (const some of filesUnlike(pool, filesDirectory)) found.differences(some)
  if (key !== null && !found.foreign) for await (const some of authorsUnlike(pool, key)) found.differences(some)
  const newest = await newestAnchor(pool)
  return { ...found.told(), noted: noted.length, newest: newest && { number: newest.number, hash: newest.hash } }
}

/** @returns the last stream of the page; undefined: there was none left. */
async function checkPage(client: PoolClient, behind: Stream | undefined, now: number, found: Found): Promise<Stream | undefined> {
  const page = await streamsBehind(client, behind)
  const sound = page.filter((stream) => found.stream(stream))
  for (const [tenantId, streams] of Map.groupBy(sound, (stream) => stream.tenantId)) {
    const unfoldable = ({ id }: Stream, why: string): void =>
      found.differences([{ table: 'incidents', key: id, column: null, record: why, row: null }])
    try {
      const fresh = await foldedAgain(client, tenantId, streams, now, namesOf, unfoldable)
      const stored = await storedRows(
        client,
        tenantId,
        fresh.map(({ id }) => id),
      )
      for (const one of fresh) found.differences(differencesOf(one, stored))
      found.differences(await wordsUnlike(client, tenantId, fresh))
      found.number(tenantId, fresh)
    } catch (error) {
      // What the database says is no finding; what our own settings do not hold is: nothing can be counted without them.
      const altered = error instanceof StorageFault && error.code === 'act-altered'
      if (!altered && typeof (error as { code?: unknown }).code === 'string') throw error
      const why = error instanceof Error ? error.message : String(error)
      found.differences([{ table: altered ? 'acts' : 'schedules', key: tenantId, column: null, record: why, row: null }])
    }
  }
  return page.at(-1)
}

/** Collects what is found. */
class Found {
  readonly sealKey: SealKey | null
  /** The highest number of an incident by organisation and year. */
  readonly numbers = new Map<string, number>()
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

  number(tenantId: string, fresh: readonly Fresh[]): void {
    for (const { projection } of fresh) {
      const [year = '', number = ''] = projection.incident.number.split('-')
      const key = `${tenantId} ${year}`
      if (Number(number) > (this.numbers.get(key) ?? 0)) this.numbers.set(key, Number(number))
    }
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

const WORDS = `
with fresh as (select incident_id, to_tsvector('russian', words) as words from jsonb_to_recordset($2) w (incident_id uuid, words text))
select f.incident_id as id, t.words is null as missing from fresh f
left join incident_texts t on t.tenant_id = $1 and t.incident_id = f.incident_id where t.words is distinct from f.words`

/** The words that search finds an incident by are not told: only that they are others. */
async function wordsUnlike(client: PoolClient, tenantId: string, fresh: readonly Fresh[]): Promise<Difference[]> {
  const rows = fresh.map(({ id, words }) => ({ incident_id: id, words }))
  const wrong = (await client.query(WORDS, [tenantId, JSON.stringify(rows)])).rows as { id: string; missing: boolean }[]
  return wrong.map(({ id, missing }) => ({ table: 'incident_texts', key: id, column: missing ? null : 'words', record: null, row: null }))
}

/** Events without a head, and incidents without a record. */
const STRAYS = `
select stream_id as id, max(version) as version, 'head' as problem from events e
where not exists (select 1 from streams s where s.tenant_id = e.tenant_id and s.stream_id = e.stream_id) group by tenant_id, stream_id
union all
select i.id, i.version, 'missing' from incidents i
where not exists (select 1 from streams s where s.tenant_id = i.tenant_id and s.stream_id = i.id)`

async function strayFaults(pool: Pool): Promise<Fault[]> {
  const { rows } = await pool.query(STRAYS)
  return (rows as { id: string; version: number; problem: 'head' | 'missing' }[]).map(({ id, version, problem }) => ({
    streamId: id,
    version,
    problem,
  }))
}
