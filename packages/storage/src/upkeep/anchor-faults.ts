import type { Pool } from 'pg'
import { GENESIS } from '../record/chain.ts'
import type { SealKey } from '../record/mac.ts'
import type { AnchorMark } from './maintenance-type.ts'
import { type Anchor, anchorHash } from './anchor.ts'
import type { Fault } from './stream-faults.ts'

const ANCHOR = `
select number, made_at as "madeAt", position, prev_hash as "prevHash", hash, mac, tenants, streams, versions, hashes from anchors
where number > $1 order by number limit 1`

/** What an anchor sealed must stand there still, and at a position that this anchor reached and the one before did not. */
const UNSEALED = `
with sealed as (
  select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::bytea[]) s (tenant_id, stream_id, version, hash)
)
select s.stream_id, s.version from sealed s
left join events e on e.tenant_id = s.tenant_id and e.stream_id = s.stream_id and e.version = s.version
where e.hash is distinct from s.hash or e.position <= $5 or e.position > $6`

type Row = Omit<Anchor, 'entries'> & { mac: Uint8Array; tenants: string[]; streams: string[]; versions: number[]; hashes: Uint8Array[] }

/** Checks the anchors one after the other: number, chain, hash and MAC (`mac` where only that is wrong), then what each sealed. */
export async function anchorFaults(pool: Pool, sealKey: SealKey | null): Promise<Fault[]> {
  const faults: Fault[] = []
  let before: { hash: Uint8Array; position: number } = { hash: GENESIS, position: 0 }
  for (let number = 0; ; ) {
    const row = (await pool.query(ANCHOR, [number])).rows[0] as Row | undefined
    if (row === undefined) return faults
    const { tenants, streams, versions, hashes, mac, ...rest } = row
    const entries = streams.map((streamId, index) => ({
      tenantId: tenants[index] ?? '',
      streamId,
      version: versions[index] ?? 0,
      hash: hashes[index] ?? GENESIS,
    }))
    const chained = row.number === number + 1 && Buffer.from(before.hash).equals(rest.prevHash)
    if (!chained || !anchorHash({ ...rest, entries }).equals(rest.hash)) {
      faults.push({ streamId: '', version: row.number, problem: 'anchor' })
    } else if (sealKey !== null && !sealKey.fits('anchor', rest.hash, mac)) {
      faults.push({ streamId: '', version: row.number, problem: 'mac' })
    }
    const unsealed = await pool.query(UNSEALED, [tenants, streams, versions, hashes, before.position, rest.position])
    for (const { stream_id, version } of unsealed.rows as { stream_id: string; version: number }[]) {
      faults.push({ streamId: stream_id, version, problem: 'anchor' })
    }
    before = rest
    number = row.number
  }
}

const UNLIKE = `
select distinct n.number from unnest($1::int[], $2::text[]) n (number, hash)
left join anchors a on a.number = n.number
where encode(a.hash, 'hex') is distinct from n.hash order by n.number`

/** Anchors that were noted outside the database and do not stand in it as they were noted. */
export async function unlikeNoted(pool: Pool, noted: readonly AnchorMark[]): Promise<Fault[]> {
  const { rows } = await pool.query(UNLIKE, [noted.map(({ number }) => number), noted.map(({ hash }) => hash)])
  return (rows as { number: number }[]).map(({ number }) => ({ streamId: '', version: number, problem: 'anchor' }))
}
