import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { maintenance } from '../src/maintenance.ts'
import { databaseAt, type TestDatabase } from './database.ts'
import { databaseUrl } from './database-url.ts'
import { startDebianPostgres } from './debian-server.ts'
import { SETTINGS, startOurs } from './own-server.ts'

/** The kind of server that this run does not use: the system's own in a run on the embedded one, and the other way round. */
export async function otherServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'otklik-other-'))
  chmodSync(directory, 0o755)
  const embeddedNow = inject('postgres').embedded
  const { url, stop } = await (embeddedNow ? startDebianPostgres(directory, SETTINGS) : startOurs(directory))
  return {
    url: databaseUrl(url, 'postgres'),
    async stop() {
      await stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A migrated database on the other kind of server, which goes away with it. */
export async function otherDatabase(): Promise<TestDatabase> {
  const { url, stop } = await otherServer()
  await maintenance.migrate({ kind: 'server', url })
  return databaseAt('postgres', url, stop)
}
