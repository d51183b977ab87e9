import type { Log } from '../engine/log.ts'
import { existsSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { type Binaries, findBinaries } from './binaries.ts'
import { checkMajor, clusterIn, makeCluster, passwordOf, SUPERUSER } from './cluster.ts'
import { diagnose, diagnoseFiles } from '../engine/diagnosis.ts'
import { StorageFault } from '../engine/fault.ts'
import { holdLease, type Lease } from './lease.ts'
import { makeDirectory } from '../engine/make-directory.ts'
import { type Listening, lives, type Postmaster, readPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { SETTINGS } from '../engine/server-settings.ts'
import { socketPlace } from './socket-place.ts'
import { type Account, unprivilegedAccount } from './unprivileged.ts'

/** Business log; see `OpenOptions.log`. */

export type EmbeddedOptions = {
  readonly log?: Log
  /** Over the standing ones. Tests alone turn durability off. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A running embedded server that this process uses. */
export type Embedded = {
  /** Address of a database of this server; `otklik` is the one of the product. */
  config(database?: string): ClientConfig & { host: string; port: number; user: string; password: string; database: string }
  /** False where a live server was found: left by a killed process, or used by another one now. */
  readonly startedHere: boolean
  readonly pid: () => number | null
  /** Lets go of the server; the last process out stops it, so that nobody loses it under their feet. Returns whether it was stopped. */
  release(): Promise<boolean>
}

const DATABASE = 'otklik'

/** Between two attempts to bring a server up again that cannot start, milliseconds. */
const MEND_AGAIN = 3_000

/**
 * Brings up the server of a directory: makes the cluster the first time, reuses a live server, restarts a killed one (now and later:
 * should it die while we use it, it is started again and the pools reconnect).
 * @param directory kept data; made where missing. As root the cluster belongs to an unprivileged user.
 * @throws StorageFault
 */
export async function startEmbedded(directory: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const log = options.log ?? (() => {})
  const settings = { ...SETTINGS, ...options.settings }
  const home = resolve(directory)
  openDirectory(home)
  const named = clusterIn(home)
  const account = access(named, () => unprivilegedAccount(existsSync(named) ? named : null))
  let found: Binaries | null = null
  const binaries = () => (found ??= access(home, () => findBinaries(cacheIn(home), account)))
  if (!existsSync(named)) {
    const elsewhere = await access(named, () => makeCluster(home, binaries(), account, settings.fsync !== 'off'))
    log('database-made', { directory: home })
    if (elsewhere !== null) log('database-elsewhere', { directory: home, cluster: elsewhere, user: account?.name })
  }
  const cluster = access(named, () => realpathSync(named))
  const password = access(cluster, () => passwordOf(cluster))
  let address: Postmaster | null = null
  const config = (database = DATABASE) => ({
    host: address?.socketDirectory || '127.0.0.1',
    port: address?.port ?? 0,
    user: SUPERUSER,
    password,
    database,
  })
  const bring = async (): Promise<{ lease: Lease; here: boolean }> => {
    const { postmaster, here } = await ensure(cluster, account, binaries, settings, address?.port ?? null)
    address = postmaster
    return { lease: await holdLease(config('postgres'), DATABASE), here }
  }

  let { lease, here } = await persist(bring)
  log(here ? 'database-started' : 'database-reused', { cluster, pid: (address as Postmaster | null)?.pid })
  const leave = new AbortController()
  const { signal } = leave
  let mending: Promise<void> = Promise.resolve()
  const watch = () =>
    lease.lost(() => {
      if (signal.aborted) return
      log('database-lost', { cluster })
      mending = mend()
    })
  const mend = async () => {
    // However long it lasts: a full disk is emptied, a directory comes back, and nobody should have to start us anew for it.
    for (let told = ''; !signal.aborted; ) {
      try {
        const again = await persist(bring, () => signal.aborted)
        lease = again.lease
        log('database-restarted', { cluster, here: again.here })
        return watch()
      } catch (error) {
        const reason = error instanceof StorageFault ? error.message : String(error)
        if (reason !== told) log('database-restart-failed', { cluster, reason })
        told = reason
        await pause(MEND_AGAIN, undefined, { signal }).catch(() => undefined)
      }
    }
  }
  watch()
  return {
    config,
    startedHere: here,
    pid: () => readPostmaster(cluster)?.pid ?? null,
    async release() {
      if (signal.aborted) return false
      leave.abort()
      await mending
      const last = await lease.release()
      if (last) await stopPostmaster(binaries, cluster)
      log(last ? 'database-stopped' : 'database-left-running', { cluster })
      return last
    },
  }
}

/** Finds a live server or starts one; waits for one that is starting or stopping. */
async function ensure(
  cluster: string,
  account: Account | null,
  binaries: () => Binaries,
  settings: Readonly<Record<string, string>>,
  port: number | null,
): Promise<{ postmaster: Postmaster; here: boolean }> {
  for (let refused = 0; ; ) {
    const seen = access(cluster, () => readPostmaster(cluster))
    const alive = seen !== null && lives(seen.pid)
    if (alive && seen.status === 'ready') return { postmaster: seen, here: false }
    if (alive) {
      await pause(5)
      continue
    }
    checkMajor(cluster, binaries())
    const place = await listening(cluster, account, port)
    const started = await access(cluster, () => startPostmaster(binaries(), cluster, account, place, settings))
    if (started !== null) return { postmaster: started, here: true }
    if ((refused += 1) > 1500) throw diagnose(cluster, 'another server holds this directory')
    await pause(40)
  }
}

/** A server may go down between being seen and being spoken to (its last user just left): then it is brought up again. */
async function persist<T>(bring: () => Promise<T>, stop: () => boolean = () => false): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await bring()
    } catch (error) {
      if (error instanceof StorageFault || round >= 100 || stop()) throw error
      await pause(Math.min(10 * round, 500))
    }
  }
}

/** A unix socket, or a port on Windows: the one it had before, which our pools go on asking. */
async function listening(cluster: string, account: Account | null, port: number | null): Promise<Listening> {
  if (process.platform === 'win32') return { socketDirectory: null, port: port ?? (await freePort()) }
  return { socketDirectory: socketPlace(cluster, account), port: 5432 }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function cacheIn(home: string): string {
  return process.getuid?.() === 0 ? '/var/cache/otklik' : join(home, 'programs')
}

function openDirectory(home: string): void {
  access(home, () => makeDirectory(home, process.getuid?.() === 0 ? 0o755 : 0o700))
}

/** Turns a refusal or a lack of the file system into words a person can act on. */
function access<T>(path: string, look: () => T): T {
  try {
    const result = look()
    return result instanceof Promise ? (result.catch((error: unknown) => explain(path, error)) as T) : result
  } catch (error) {
    return explain(path, error)
  }
}

/** @throws StorageFault for what the file system refuses; anything else as it came. */
function explain(path: string, error: unknown): never {
  if (error instanceof StorageFault) throw error
  throw diagnoseFiles(path, error) ?? error
}
