// What the tests need from Debian, installed when missing. Without root it says so, and the tests that need it are skipped loudly.
import { existsSync, readdirSync } from 'node:fs'
import { run, say } from './ground.mjs'

/** Directory of PostgreSQL's server programs, the newest from 15 on, or null. */
export function postgresBin() {
  const base = '/usr/lib/postgresql'
  if (!existsSync(base)) return null
  const version = readdirSync(base)
    .map(Number)
    .filter((major) => major >= 15 && existsSync(`${base}/${major}/bin/initdb`))
    .toSorted((a, b) => a - b)
    .at(0)
  return version === undefined ? null : `${base}/${version}/bin`
}

export const chromiumPath = () =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path)) ?? null

/** @returns {string[]} what is still missing afterwards */
export function debianReady() {
  const wanted = [
    { name: 'postgresql', there: () => postgresBin() !== null },
    { name: 'chromium', there: () => chromiumPath() !== null },
  ]
  const missing = wanted.filter((one) => !one.there())
  if (missing.length > 0 && existsSync('/usr/bin/apt-get')) {
    if (process.getuid?.() === 0) {
      const names = missing.map((one) => one.name)
      say(`Ставлю из Debian / installing from Debian: ${names.join(', ')}`)
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      run('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    } else say(`Нет прав root, чтобы поставить / no root to install: ${missing.map((one) => one.name).join(', ')}`)
  }
  return wanted.filter((one) => !one.there()).map((one) => one.name)
}
