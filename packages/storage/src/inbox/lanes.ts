import type { PoolClient } from 'pg'
import type { Arriving } from './arriving.ts'

const LANES = `
select distinct on (about) about, lane from raw_events
where account_id = $1 and about = any ($2) and lane is not null order by about, arrival desc`

const MOVE = `update raw_events set lane = $3 where account_id = $1 and about = $2 and lane <> $3 and state in ('waiting', 'failed')`

/**
 * The lane of each event, in their order: the thread's first message, for all that is said in the thread. An event that does not tell its
 * thread (a deletion) has the lane that was known of its message; where a later one tells it, what still waits moves there too.
 * Under the account's lock.
 */
export async function lanesOf(
  client: PoolClient,
  accountId: string,
  all: readonly (NonNullable<Arriving['about']> | null)[],
): Promise<readonly (string | null)[]> {
  const keys = new Set(all.flatMap((about) => (about === null ? [] : [about.message, ...(about.thread === null ? [] : [about.thread])])))
  if (keys.size === 0) return all.map(() => null)
  const { rows } = await client.query({ name: 'raw-lanes', text: LANES, values: [accountId, [...keys]] })
  const known = new Map((rows as { about: string; lane: string }[]).map(({ about, lane }) => [about, lane]))
  const moved = new Map<string, string>()
  const lanes = all.map((about) => {
    if (about === null) return null
    const { message, thread } = about
    const before = known.get(message)
    const lane = thread === null ? (before ?? message) : (known.get(thread) ?? thread)
    if (before !== undefined && before !== lane) moved.set(message, lane)
    known.set(message, lane)
    return lane
  })
  for (const [message, lane] of moved) await client.query(MOVE, [accountId, message, lane])
  // Of one message told both ways at once, the later telling counts for both.
  return lanes.map((lane, index) => (lane === null ? null : (moved.get(all[index]?.message ?? '') ?? lane)))
}
