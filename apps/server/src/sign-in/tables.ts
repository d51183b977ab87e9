import { deriveSecret } from '../key.ts'
import { authOptions } from './better-auth.ts'

type Queryable = { query(sql: string): Promise<unknown> }
type Pool = Queryable & { connect(): Promise<Queryable & { release(broken: boolean): void }> }

/** One key for the one lock that keeps two starting processes from making the tables twice. */
const lockKey = 7_301_164

async function stand(pool: Queryable): Promise<boolean> {
  try {
    await pool.query('select 1 from "session" limit 0')
    return true
  } catch {
    return false
  }
}

/**
 * Makes or changes the tables of sign-in in the schema `auth`, as better-auth describes them.
 * At an ordinary start only their presence is looked at (`whole: false`): reading the catalogue costs more than the rest of the start.
 */
export async function ensureSignInTables(pool: unknown, secret: string, whole: boolean): Promise<void> {
  const own = pool as Pool
  if (!whole && (await stand(own))) return
  const holder = await own.connect()
  let broken = true
  try {
    await holder.query(`select pg_advisory_lock(${lockKey})`)
    // Only here: the migrations bring half of the library with them.
    const { getMigrations } = await import('better-auth/db/migration')
    const { runMigrations } = await getMigrations(authOptions(own, secret, null))
    await runMigrations()
    await holder.query(`select pg_advisory_unlock(${lockKey})`)
    broken = false
  } finally {
    // The lock is of the session: thrown away, it gives the lock back too.
    holder.release(broken)
  }
}

/** Makes all tables of sign-in through a pool on the schema `auth`: for `migrate` and `restore`. @param key the installation's */
export const signInTables =
  (key: Uint8Array) =>
  (pool: unknown): Promise<void> =>
    ensureSignInTables(pool, deriveSecret(key, 'sign-in'), true)
