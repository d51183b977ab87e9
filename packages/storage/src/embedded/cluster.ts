import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { diagnose, isLocaleAtFault } from '../engine/diagnosis.ts'
import { StorageFault } from '../engine/fault.ts'
import { type Account, reachable } from './unprivileged.ts'

/** Name of the database's superuser; the password stands in the cluster, readable by its owner (and root) only. */
export const SUPERUSER = 'otklik'
const PASSWORD_FILE = 'otklik.password'

/** Where clusters go when root keeps the installation in a place that no other user can enter, such as /root. */
const SYSTEM_DIRECTORY = '/var/lib/otklik'

export function clusterIn(directory: string): string {
  return join(directory, 'cluster')
}

export function passwordOf(cluster: string): string {
  return readFileSync(join(cluster, PASSWORD_FILE), 'utf8').trim()
}

/** @throws StorageFault `other-major-version`: the files of one major version cannot be opened by another. */
export function checkMajor(cluster: string, binaries: Binaries): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const own = binaries.version.split('.')[0]
  if (found !== own) throw diagnose(cluster, `initialized by PostgreSQL version ${found}`)
}

/**
 * Makes a cluster unless there is one. Built beside and renamed into place: two starters cannot both make it, and one that was killed in
 * the middle leaves nothing that could be taken for a database.
 * @returns a note for the log where the cluster had to stand elsewhere, else null.
 */
export async function makeCluster(
  directory: string,
  binaries: Binaries,
  account: Account | null,
  durable: boolean,
): Promise<string | null> {
  const cluster = clusterIn(directory)
  const elsewhere = account !== null && !reachable(cluster, account)
  const home = elsewhere ? SYSTEM_DIRECTORY : directory
  if (elsewhere) openSystemDirectory(account)
  const staging = join(home, `making-${process.pid}-${randomBytes(4).toString('hex')}`)
  sweep(home)
  mkdirSync(staging, { mode: 0o700 })
  try {
    give(staging, account)
    const made = join(staging, 'cluster')
    const password = join(staging, PASSWORD_FILE)
    writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
    give(password, account)
    await initialise(binaries, made, password, account, durable)
    renameSync(password, join(made, PASSWORD_FILE))
    if (elsewhere) {
      const kept = join(home, `cluster-${randomBytes(6).toString('hex')}`)
      renameSync(made, kept)
      if (!place(() => symlinkSync(kept, cluster))) rmSync(kept, { recursive: true, force: true })
      return kept
    }
    place(() => renameSync(made, cluster))
    return null
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** False where another starter was first: then its cluster is as good as ours. */
function place(move: () => void): boolean {
  try {
    move()
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOTEMPTY' || code === 'EPERM') return false
    throw error
  }
}

function openSystemDirectory(account: Account): void {
  try {
    mkdirSync(SYSTEM_DIRECTORY, { recursive: true, mode: 0o755 })
  } catch (cause) {
    throw new StorageFault(
      'directory-denied',
      {
        ru: `Пользователь ${account.name} (PostgreSQL не работает от root) не может войти в каталог данных, а ${SYSTEM_DIRECTORY} создать нельзя. Укажите OTKLIK_DATA в доступном ему месте.`,
        en: `The user ${account.name} (PostgreSQL refuses root) cannot enter the data directory, and ${SYSTEM_DIRECTORY} cannot be made. Point OTKLIK_DATA at a place that user can enter.`,
      },
      { cause },
    )
  }
}

function give(path: string, account: Account | null): void {
  if (account === null) return
  chownSync(path, account.uid, account.gid)
  chmodSync(path, path.endsWith(PASSWORD_FILE) ? 0o600 : 0o700)
}

/** Removes what starters killed in the middle of initdb left. */
function sweep(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = /^making-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && Number(pid) !== process.pid && !exists(Number(pid))) rmSync(join(home, name), { recursive: true, force: true })
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Locales whose character classes know Cyrillic letters, for full-text search; the order of words is ICU's everywhere. */
const LOCALES = process.platform === 'win32' ? ['C'] : ['C.UTF-8', 'ru_RU.UTF-8', 'en_US.UTF-8']

async function initialise(binaries: Binaries, made: string, password: string, account: Account | null, durable: boolean): Promise<void> {
  let words = ''
  for (const locale of LOCALES) {
    const answer = await run(
      binaries.initdb,
      [
        `--pgdata=${made}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${password}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        `--locale=${locale}`,
        '--locale-provider=icu',
        '--icu-locale=ru-RU',
        '--lc-messages=C',
        '--data-checksums',
        '--text-search-config=russian',
        ...(durable ? [] : ['--no-sync']),
      ],
      account,
    )
    if (answer.code === 0) return
    words = answer.words
    rmSync(made, { recursive: true, force: true })
    if (!isLocaleAtFault(words)) break
  }
  throw diagnose(made, words)
}

function run(program: string, args: readonly string[], account: Account | null): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve, reject) => {
    const owner = account === null ? {} : { uid: account.uid, gid: account.gid }
    const child = spawn(program, args, { ...owner, cwd: '/', env: { PATH: process.env.PATH ?? '', TZ: 'UTC' }, windowsHide: true })
    let words = ''
    child.stdout.on('data', (piece: Buffer) => (words += piece.toString()))
    child.stderr.on('data', (piece: Buffer) => (words += piece.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, words: existsSync(program) ? words : `missing ${program}` }))
  })
}
