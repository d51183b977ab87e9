import type pg from 'pg'

/**
 * A backup knows nothing of what happened after it. A reply that waited then may stand in the network since: as `ambiguous` it is looked for
 * before it is sent, and only what is certainly not there goes out. What was drafted then may have been approved and published since,
 * without a trace in the record: the moment is noted, and a publication requested later under a message of before begins as `ambiguous`
 * too (see `append`). Needs the program's own schema.
 * @param madeAt moment of the backup
 * @param now moment of the restore
 * @returns how many replies were on their way
 */
export async function doubtReplies(client: pg.PoolClient, madeAt: number, now: number): Promise<number> {
  const { rowCount } = await client.query(
    `update public.intents set state = 'ambiguous', sender = null, not_before = 0 where state in ('prepared', 'sending', 'ambiguous')`,
  )
  await client.query(
    `insert into public.restores (number, restored_at, made_at, position)
     select (select coalesce(max(number), 0) + 1 from public.restores), $1, $2, coalesce(max(position), 0) from public.events`,
    [now, madeAt],
  )
  // Numbers of transactions begin anew in another cluster.
  await client.query('update public.followers set pending = 0, pending_xid = 0')
  return rowCount ?? 0
}
