import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { diagnose } from '../engine/diagnosis.ts'
import { settingArguments } from '../engine/server-settings.ts'
import type { Account } from './unprivileged.ts'

/** What a running server says of itself in `postmaster.pid`. */
export type Postmaster = {
  readonly pid: number
  readonly port: number
  /** Directory of the unix socket; '' on Windows. */
  readonly socketDirectory: string
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby' | 'unknown'
}

/** Where the server is to listen: a socket directory, or (Windows) a port of the loopback. */
export type Listening = { readonly socketDirectory: string | null; readonly port: number }

/** Reads `postmaster.pid`; null where there is none or it is not written to its end yet. */
export function readPostmaster(cluster: string): Postmaster | null {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port, socketDirectory, , , status] = readFileSync(file, 'utf8').split('\n')
  if (pid === undefined || !(Number(pid) > 0)) return null
  return {
    pid: Number(pid),
    port: Number(port ?? 0),
    socketDirectory: socketDirectory?.trim() ?? '',
    status: (status?.trim() || 'unknown') as Postmaster['status'],
  }
}

/**
 * True where the process of that number lives and is PostgreSQL. After a restart of the machine or container the number may belong to
 * somebody else: then PostgreSQL itself would refuse to start because of its own old file.
 */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return /postgres/i.test(programOf(pid))
}

function programOf(pid: number): string {
  if (process.platform === 'win32') return spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { encoding: 'utf8' }).stdout ?? ''
  const comm = `/proc/${pid}/comm`
  if (existsSync('/proc/self/comm')) return existsSync(comm) ? readFileSync(comm, 'utf8') : ''
  return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/** The log of the server stays small: it is begun anew past this size, in bytes. */
const LOG_LIMIT = 10_000_000

/**
 * Starts a server in a session of its own, so that neither Ctrl+C in the terminal nor the death of this process ends it in the middle.
 * Resolves when it accepts connections, or `null` where another server, new or dying, holds the directory: look again.
 * Recovery after a crash may take minutes: there is no limit while the process lives.
 * @throws StorageFault with the reason from the server's own log.
 */
export async function startPostmaster(
  binaries: Binaries,
  cluster: string,
  account: Account | null,
  listening: Listening,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster | null> {
  const stale = readPostmaster(cluster)
  if (stale !== null && !lives(stale.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
  const log = join(cluster, 'server.log')
  const from = existsSync(log) ? statSync(log).size : 0
  const output = openSync(log, from > LOG_LIMIT ? 'w' : 'a', 0o600)
  const place =
    listening.socketDirectory === null
      ? { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
      : { listen_addresses: '', unix_socket_directories: listening.socketDirectory, unix_socket_permissions: '0700' }
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(listening.port), ...settingArguments({ ...settings, ...place })], {
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    cwd: cluster,
    env: { TZ: 'UTC', PATH: process.env.PATH ?? '' },
    detached: true,
    stdio: ['ignore', output, output],
    windowsHide: true,
  })
  closeSync(output)
  let ended: { code: number | null; error?: Error } | null = null
  child.once('error', (error) => (ended = { code: null, error }))
  child.once('exit', (code) => (ended ??= { code }))
  child.unref()
  for (;;) {
    await pause(4)
    const seen = readPostmaster(cluster)
    if (ended === null && seen?.pid === child.pid && seen?.status === 'ready') return seen
    if (ended !== null) break
  }
  const { code, error } = ended as { code: number | null; error?: Error }
  const words = existsSync(log)
    ? readFileSync(log)
        .subarray(from > LOG_LIMIT ? 0 : from)
        .toString('utf8')
    : ''
  // Of a killed server the last sessions may live a moment longer, and hold its shared memory.
  if (/lock file ".*postmaster\.pid" already exists|shared memory block .* still in use/.test(words)) return null
  throw diagnose(cluster, words || (error?.message ?? `exit code ${code}`), error)
}

/** Asks for a fast stop: open transactions are rolled back, everything confirmed is on the disk. Resolves when the process is gone. */
export async function stopPostmaster(binaries: () => Binaries, cluster: string): Promise<void> {
  const seen = readPostmaster(cluster)
  if (seen === null || !lives(seen.pid)) return
  if (process.platform === 'win32') {
    spawnSync(binaries().pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'], { windowsHide: true })
    return
  }
  process.kill(seen.pid, 'SIGINT')
  while (lives(seen.pid)) await pause(5)
}
