import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from '../src/embedded/binaries.ts'
import { startPostmaster, stopPostmaster } from '../src/embedded/postmaster.ts'
import { unprivilegedAccount } from '../src/embedded/unprivileged.ts'

const BASE = '/usr/lib/postgresql'

/** The oldest PostgreSQL ≥ 15 that Debian installed: the floor is what must be tested. */
function installed(): Binaries {
  const majors = existsSync(BASE) ? readdirSync(BASE).map(Number) : []
  const major = majors.filter((each) => each >= 15 && existsSync(`${BASE}/${each}/bin/initdb`)).toSorted((a, b) => a - b)[0]
  if (major === undefined) throw new Error(`no PostgreSQL ≥ 15 in ${BASE}: apt-get install postgresql, or set OTKLIK_TEST_DATABASE_URL`)
  const program = (name: string) => `${BASE}/${major}/bin/${name}`
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version: String(major) }
}

/**
 * A throw-away cluster of the system's own PostgreSQL, on a unix socket in `directory`. Its default locale is plain C.UTF-8, as on most servers
 * one is given: what sorts right here does not lean on the embedded server's locale.
 */
export async function startDebianPostgres(directory: string, settings: Readonly<Record<string, string>>) {
  const binaries = installed()
  const account = unprivilegedAccount(null)
  const cluster = join(directory, 'cluster')
  mkdirSync(cluster, { mode: 0o700 })
  if (account !== null) chownSync(cluster, account.uid, account.gid)
  const owner = account === null ? {} : { uid: account.uid, gid: account.gid }
  const made = spawnSync(
    binaries.initdb,
    ['-D', cluster, '-U', 'otklik', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
    { ...owner, cwd: '/', encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb of ${binaries.version}: ${made.stderr}`)
  const start = async (): Promise<void> => {
    const listening = { socketDirectory: cluster, port: 5432 }
    // Of a killed server the last sessions may live a moment longer.
    while ((await startPostmaster(binaries, cluster, account, listening, settings)) === null)
      await new Promise((done) => setTimeout(done, 40))
  }
  await start()
  return {
    cluster,
    start,
    url: `postgres://otklik@/postgres?host=${encodeURIComponent(cluster)}&port=5432`,
    stop: () => stopPostmaster(() => binaries, cluster),
  }
}
