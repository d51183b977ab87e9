import { startEmbedded } from '../src/embedded/embedded.ts'

/**
 * Nothing here outlives the run, so nothing is worth waiting for the disk. No vacuum comes by itself: it would hold a table that a test locks
 * for a moment, or sit in the database that others are copied from.
 */
export const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
  max_wal_size: '1GB',
  autovacuum: 'off',
}

/** An embedded server in a directory that goes away. */
export async function startOurs(directory: string): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const embedded = await startEmbedded(directory, { settings: SETTINGS })
  const { user, password, host, port } = embedded.config()
  const place = host.startsWith('/') ? `/postgres?host=${encodeURIComponent(host)}&port=${port}` : `${host}:${port}/postgres`
  return { url: `postgres://${user}:${password}@${place}`, stop: () => embedded.release() }
}
