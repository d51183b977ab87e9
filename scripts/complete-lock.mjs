// npm leaves an optional platform package out of the lock file when the registry at hand does not serve it, and `npm ci` then
// refuses the lock. This writes the missing entries (version from the package that asks, system from its name), without a checksum:
// npm fetches and checks them on the system that they are for. Run after a dependency changed: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './ground.mjs'

const systems = /(?:^|[-/])(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(.+))?$/
const path = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
let added = 0

for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`
    const system = systems.exec(name)
    if (place in lock.packages || !system) continue
    const [, os, cpu, kind = ''] = system
    const libc = os !== 'linux' ? {} : { libc: [kind.startsWith('musl') ? 'musl' : 'glibc'] }
    lock.packages[place] = { version, cpu: [cpu], ...(entry.dev ? { dev: true } : {}), ...libc, optional: true, os: [os] }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
say(`package-lock.json: +${added}`)
