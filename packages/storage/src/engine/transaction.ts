import type pg from 'pg'

type Work<T> = (client: pg.PoolClient) => Promise<T>

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export const inTransaction = <T>(pool: pg.Pool, work: Work<T>): Promise<T> => within(pool, 'begin', work)

/** Runs questions over one snapshot: what they answer belongs together, whatever is committed between them. */
export const inSnapshot = <T>(pool: pg.Pool, work: Work<T>): Promise<T> =>
  within(pool, 'begin isolation level repeatable read, read only', work)

async function within<T>(pool: pg.Pool, begin: string, work: Work<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await work(client)
    const { command } = await client.query('commit')
    // PostgreSQL answers so, without an error, where a statement failed and the work went on as if nothing were.
    if (command === 'ROLLBACK') throw new Error('a statement failed within a transaction that was to be committed')
    return result
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => (broken = fault))
    throw error
  } finally {
    // A session that cannot even roll back is thrown away, not given to the next one.
    client.release(broken)
  }
}

/** The SQLSTATE of a database error and the constraint it names; nulls for anything else. */
export function violation(error: unknown): { readonly state: string | null; readonly constraint: string | null } {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown }
  return { state: typeof code === 'string' ? code : null, constraint: typeof constraint === 'string' ? constraint : null }
}
