import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './cruise.ts'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const code = tracked.filter((file) => /\.(ts|tsx|mjs)$/.test(file))
const written = tracked.filter((file) => /\.(ts|tsx|mjs|md|ya?ml|sql|css|html|json)$/.test(file) && file !== 'package-lock.json')

/** Files past the limit, each with the reason that was good enough. */
const longFor: Record<string, string> = {
  'packages/storage/src/engine/tables.ts': 'generated from the schema',
}

const found = (files: string[], pattern: RegExp) =>
  files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
  )

describe('the tree is tidy', () => {
  it('keeps every file of code within 300 lines, or says why not', () => {
    const data = /\/(calendars|demo|words)\//
    const long = code.filter((file) => !data.test(file) && !(file in longFor) && read(file).split('\n').length > 301)
    expect(long).toEqual([])
  })
  it('has no package or folder called lib, common, shared, utils or helpers', () => {
    expect(tracked.filter((file) => /(^|\/)(lib|common|shared|utils|helpers)\//.test(file))).toEqual([])
  })
  it('has names of the field, not Manager, Helper, Util or Service', () => {
    expect(found(code, /\b(class|interface|type|function|const)\s+\w*(Manager|Helper|Utils?|ServiceImpl)\b/)).toEqual([])
  })
  it('has nothing unfinished', () => {
    // Written with ~ inside, so that this file does not find itself.
    const marks = new RegExp(
      ['TO~DO', 'FIX~ME', 'X~XX', 'not ~implemented', 'it\\.~todo', '\\.~only\\(', '\\.~skip\\('].join('|').replaceAll('~', ''),
    )
    expect(found(code, marks)).toEqual([])
  })
  it('has no paths of a machine in it', () => {
    expect(found(written, new RegExp(['/~work/', '/~farm/', '/tmp/~bash_jobs', '/~root/'].join('|').replaceAll('~', '')))).toEqual([])
  })
  it('asks neither clock nor chance in the core', () => {
    const core = code.filter((file) => /^packages\/(worktime|regulations|casework)\/src\//.test(file))
    expect(core.length).toBeGreaterThan(10)
    expect(found(core, /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|Temporal\.Now/)).toEqual([])
  })
  it('names every folder of packages and apps in ARCHITECTURE.md', () => {
    const folders = new Set(tracked.flatMap((file) => /^((?:packages|apps)\/[^/]+)\//.exec(file)?.[1] ?? []))
    const text = read('ARCHITECTURE.md')
    expect([...folders].filter((folder) => !text.includes(`\`${folder}\``))).toEqual([])
  })
  it('numbers decision records without a gap or a double', () => {
    const numbers = tracked.flatMap((file) => /^docs\/decisions\/(\d{4})-/.exec(file)?.[1] ?? []).map(Number)
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })
  it('locks every optional platform package, so that npm ci takes the lock (mend: node scripts/complete-lock.mjs)', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const asked = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    expect(asked.filter((name) => !Object.keys(packages).some((place) => place.endsWith(`node_modules/${name}`)))).toEqual([])
  })
  it('pins every dependency to an exact version', () => {
    const manifests = tracked.filter((file) => /(^|\/)package\.json$/.test(file))
    const loose = manifests.flatMap((file) => {
      const manifest = JSON.parse(read(file)) as Record<string, Record<string, string> | undefined>
      const all = { ...manifest['dependencies'], ...manifest['devDependencies'], ...manifest['optionalDependencies'] }
      return Object.entries(all).flatMap(([name, version]) =>
        /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) ? [] : [`${file}: ${name} ${version}`],
      )
    })
    expect(loose).toEqual([])
  })
})
