// What stands before TypeScript can run: plain JavaScript for any Node from 18 on, nothing but Node's own modules.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'node_modules', '.bin')

/** @param {string} line */
export const say = (line) => process.stdout.write(`${line}\n`)

/** @param {string} command @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} [options] */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment(), ...options })
  if (error) say(`${command}: ${error.message}`)
  return status ?? 1
}

/** The environment in which node_modules/.bin comes first, so that `node` is the one npm brought. */
export function environment(extra = {}) {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra }
}

/** True when everything that the lock file demands of this system stands in node_modules in the locked version. */
function standsAsLocked() {
  const mark = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(mark)) return false
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const standing = JSON.parse(readFileSync(mark, 'utf8')).packages
  return Object.entries(locked).every(([place, { version, optional, link }]) => {
    if (!place.includes('node_modules/') || link) return true
    return place in standing ? standing[place].version === version : optional === true
  })
}

/** Installs by the lock file when something that it demands is not there. */
export function installed() {
  if (standsAsLocked()) return
  say('Устанавливаю зависимости по package-lock.json … / Installing what package-lock.json names …')
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' }) !== 0) {
    say('npm ci не удался: проверьте доступ к реестру npm и повторите. / npm ci failed: check access to the npm registry and try again.')
    process.exit(1)
  }
}

/** Path of a Node that reads TypeScript by itself (≥ 22.18): this one, or the one that npm brought. */
export function node() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  const brought = join(bin, process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(brought)) return brought
  say(`Нужен Node 22.18 или новее (лучше 24); здесь ${process.versions.node}, и для этой системы npm свой не привёз.`)
  say(`Node 22.18 or newer (24 is best) is needed; this is ${process.versions.node}, and npm has none for this system.`)
  return process.exit(1)
}

/** Builds the desk when it has not been built, or when a source is newer than what was built. */
export function built() {
  const page = join(root, 'apps', 'web', 'dist', 'index.html')
  if (
    existsSync(page) &&
    newest(['apps/web/src', 'apps/web/index.html', 'packages/contract/src', 'package-lock.json']) < statSync(page).mtimeMs
  )
    return
  say('Собираю рабочее место … / Building the desk …')
  if (
    run(node(), [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'apps', 'web'),
    }) !== 0
  )
    process.exit(1)
}

/** @param {string[]} places */
function newest(places) {
  let latest = 0
  for (const place of places) {
    const path = join(root, place)
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((file) => join(path, file))
      : [path]
    for (const file of files) latest = Math.max(latest, statSync(file).mtimeMs)
  }
  return latest
}
