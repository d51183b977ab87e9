import type pg from 'pg'

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
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
