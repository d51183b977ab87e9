import type { Pool, PoolClient } from 'pg'

/**
 * A pool whose every session is this one client inside one open transaction: what runs on it begins and ends savepoints instead, so that all
 * of it can be undone at the end.
 */
export function heldPool(client: PoolClient): Pool {
  let depth = 0
  const query = (text: unknown, values?: unknown[]): Promise<unknown> => {
    if (typeof text !== 'string') return client.query(text as never)
    if (text.startsWith('begin')) return client.query(`savepoint held_${++depth}`)
    if (text === 'commit') return client.query(`release savepoint held_${depth--}`)
    if (text === 'rollback') return client.query(`rollback to savepoint held_${depth--}`)
    return client.query(text, values)
  }
  return { query, connect: () => Promise.resolve({ query, release: () => undefined }) } as unknown as Pool
}

/** Runs work on the held client and undoes it, also where it failed. */
export async function undone<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('savepoint undone')
  try {
    return await work()
  } finally {
    await client.query('rollback to savepoint undone')
  }
}
