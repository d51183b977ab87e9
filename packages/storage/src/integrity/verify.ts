import type { Pool } from 'pg'
import { GENESIS, sealOf } from '../events/chain.ts'
import type { AnchorMark, Maintenance } from '../types.ts'
import { anchorHash, type Anchor, newestAnchor } from './anchor.ts'
import { type Stream, streamPages } from './streams.ts'

export type Verdict = Awaited<ReturnType<Maintenance['verify']>>
type Fault = Verdict['faults'][number]

/**
 * Checks that the record is what was written: every event against its hash and the one before (edited, exchanged), every stream for gaps and
 * against its head (removed), every stream against the anchors (removed together with its head), the anchors against those that were noted
 * outside the database (removed or made anew together with all the rest), every read model for a record. Beside writers too: each step reads
 * what belongs together in one statement, and what an anchor sealed never goes away again.
 * @param noted anchors that must stand there, read before the record is
 */
export async function verify(pool: Pool, noted: readonly AnchorMark[] = []): Promise<Verdict> {
  const faults: Fault[] = []
  let streams = 0
  let events = 0
  for await (const page of streamPages(pool)) {
    streams += page.length
    for (const stream of page) {
      events += stream.recorded.length
      faults.push(...streamFaults(stream))
    }
  }
  const anchors = await anchorFaults(pool)
  const told = new Set(anchors.flatMap(({ streamId, version }) => (streamId === '' ? [version] : [])))
  const unlike = (await unlikeNoted(pool, noted)).filter(({ version }) => !told.has(version))
  faults.push(...anchors, ...unlike, ...(await strayFaults(pool)))
  const newest = await newestAnchor(pool)
  return { streams, events, faults, noted: noted.length, newest: newest && { number: newest.number, hash: newest.hash } }
}

function streamFaults(stream: Stream): Fault[] {
  const { tenantId, id: streamId, head, recorded } = stream
  if (recorded.length === 0) return [{ streamId, version: head.version, problem: 'missing' }]
  const faults: Fault[] = []
  let hash = GENESIS
  let expected = 1
  for (const one of recorded) {
    if (one.version !== expected) {
      faults.push({ streamId, version: expected, problem: 'gap' })
    } else if (!sealOf({ tenantId, streamId, ...one }, hash).equals(one.hash)) {
      faults.push({ streamId, version: one.version, problem: 'hash' })
    }
    // One broken event is told once: what follows is judged by the hash that it claims to have.
    hash = one.hash
    expected = one.version + 1
  }
  const last = recorded.at(-1)
  if (head.version !== last?.version || !Buffer.from(head.hash).equals(last.hash)) {
    faults.push({ streamId, version: head.version, problem: 'head' })
  }
  return faults
}

const ANCHOR = `
select number, made_at as "madeAt", position, prev_hash as "prevHash", hash, tenants, streams, versions, hashes from anchors
where number > $1 order by number limit 1`

const UNSEALED = `
with sealed as (
  select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::bytea[]) s (tenant_id, stream_id, version, hash)
)
select s.stream_id, s.version from sealed s
left join events e on e.tenant_id = s.tenant_id and e.stream_id = s.stream_id and e.version = s.version
where e.hash is distinct from s.hash`

type Row = Omit<Anchor, 'entries'> & { tenants: string[]; streams: string[]; versions: number[]; hashes: Uint8Array[] }

async function anchorFaults(pool: Pool): Promise<Fault[]> {
  const faults: Fault[] = []
  let before: Uint8Array = GENESIS
  for (let number = 0; ; ) {
    const row = (await pool.query(ANCHOR, [number])).rows[0] as Row | undefined
    if (row === undefined) return faults
    const { tenants, streams, versions, hashes, ...rest } = row
    const entries = streams.map((streamId, index) => ({
      tenantId: tenants[index] ?? '',
      streamId,
      version: versions[index] ?? 0,
      hash: hashes[index] ?? GENESIS,
    }))
    const chained = row.number === number + 1 && Buffer.from(before).equals(rest.prevHash)
    if (!chained || !anchorHash({ ...rest, entries }).equals(rest.hash)) {
      faults.push({ streamId: '', version: row.number, problem: 'anchor' })
    }
    const unsealed = await pool.query(UNSEALED, [tenants, streams, versions, hashes])
    for (const { stream_id, version } of unsealed.rows as { stream_id: string; version: number }[]) {
      faults.push({ streamId: stream_id, version, problem: 'anchor' })
    }
    before = rest.hash
    number = row.number
  }
}

const UNLIKE = `
select distinct n.number from unnest($1::int[], $2::text[]) n (number, hash)
left join anchors a on a.number = n.number
where encode(a.hash, 'hex') is distinct from n.hash order by n.number`

async function unlikeNoted(pool: Pool, noted: readonly AnchorMark[]): Promise<Fault[]> {
  const { rows } = await pool.query(UNLIKE, [noted.map(({ number }) => number), noted.map(({ hash }) => hash)])
  return (rows as { number: number }[]).map(({ number }) => ({ streamId: '', version: number, problem: 'anchor' }))
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
