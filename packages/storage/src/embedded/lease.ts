import { Client, type ClientConfig } from 'pg'

/** The advisory lock that every process using an embedded server shares, and that the one who stops it must have alone. */
const USING = 0x07_4b_11_4b

/** One process's claim on a running embedded server: a session that ends by itself when the process is killed. */
export type Lease = {
  lost(callback: () => void): void
  /** Gives the claim back. True where nobody else holds one: then the server is ours to stop, and nobody new gets in meanwhile. */
  release(): Promise<boolean>
}

/**
 * Claims the server, and makes the product's database where it is missing.
 * @param config address of the maintenance database `postgres`: a claim there hinders nobody from dropping or copying another one.
 */
export async function holdLease(config: ClientConfig, database: string): Promise<Lease> {
  const client = new Client({ ...config, application_name: 'otklik lease', keepAlive: true })
  let gone = false
  let report: (() => void) | null = null
  const end = () => {
    if (gone) return
    gone = true
    report?.()
  }
  client.on('error', end)
  client.on('end', end)
  await client.connect()
  await client.query('select pg_advisory_lock_shared($1)', [USING])
  await makeDatabase(client, database)
  return {
    lost(callback) {
      report = callback
      if (gone) callback()
    },
    async release() {
      report = null
      if (gone) return false
      await client.query('select pg_advisory_unlock_shared($1)', [USING])
      const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [USING])
      const last = rows[0]?.last === true
      if (!last) await client.end()
      // The last one keeps the session, and with it the lock, until the server itself ends it.
      return last
    },
  }
}

async function makeDatabase(client: Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
  if (rowCount !== 0) return
  try {
    await client.query(`create database "${database}"`)
  } catch (error) {
    // Another starter made it in the same moment.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  }
}
