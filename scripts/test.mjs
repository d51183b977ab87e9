// npm test: installs what it needs, runs everything but benchmarks and full-size runs, closes with the runner's own count.
// `npm test -- --only pure,db` runs some stages; `npm run test:long` runs all at full size. docs/testing.md says what runs where and why.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { chromiumPath, debianReady } from './debian.mjs'
import { built, environment, installed, node, root, say } from './ground.mjs'
import { flowsOnServer, notOnServer } from './stages.mjs'

installed()
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1]?.split(',') : undefined
const long = process.argv.includes('--long')
const missing = debianReady()
const program = (/** @type {string} */ name) => join(root, 'node_modules', ...name.split('/'))
const results = mkdtempSync(join(tmpdir(), 'otklik-results-'))

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ stage: string, ok: boolean, seconds: number, counts?: Counts }} Done */
/** @typedef {{ name: string, group: string, work: () => Promise<Done> }} Stage */

/** What failed, said again at the end: whoever reads only the last page of a long run must see which test it was and why. @type {string[]} */
const failures = []

const began = Date.now()
const sinceBegan = () => new Date(Date.now() - began).toISOString().slice(11, 19)

/**
 * Runs a program to its end. Stages run beside each other, so what one says is kept and shown whole when it is over.
 * @param {string} stage @param {string} command @param {string[]} args @param {Record<string, string>} [env]
 * @returns {Promise<{ status: number, seconds: number }>}
 */
function run(stage, command, args, env = {}) {
  const started = Date.now()
  say(`${sinceBegan()} … ${stage}`)
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] })
    /** @type {Buffer[]} */
    const said = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    child.on('error', (error) => said.push(Buffer.from(`${command}: ${error.message}\n`)))
    child.on('close', (code) => {
      const seconds = Math.round((Date.now() - started) / 1000)
      const words = Buffer.concat(said).toString('utf8')
      say(`\n── ${stage} ──\n${words}`)
      for (const [line] of words.matchAll(/^ABOVE BUDGET.*/gm)) failures.push(`${stage} › ${line}`)
      say(`${sinceBegan()} ${code === 0 ? 'ok' : 'FAIL'} ${stage}, ${seconds} s`)
      resolve({ status: code ?? 1, seconds })
    })
  })
}

/** @param {string} name @param {string} command @param {string[]} args @param {string} [group] @returns {Stage} */
const check = (name, command, args, group = name) => ({
  name,
  group,
  work: async () => {
    const { status, seconds } = await run(name, command, args)
    return { stage: name, ok: status === 0, seconds }
  },
})

/** @param {string} name @param {string} project @param {string[]} [more] @param {Record<string, string>} [env] @returns {Stage} */
const vitest = (name, project, more = [], env = {}) => ({
  name,
  group: project,
  work: async () => {
    const report = join(results, `${name.replace(/\W+/g, '-')}.json`)
    const args = [program('vitest/vitest.mjs'), 'run', '--project', project, ...more]
    const size = long ? { OTKLIK_LONG: '1' } : {}
    const { status, seconds } = await run(name, node(), args, {
      ...env,
      ...size,
      OTKLIK_TEST_REPORT: report,
      CHROMIUM: chromiumPath() ?? '',
    })
    const counts = countsOf(name, report)
    return { stage: name, ok: status === 0 && counts !== undefined && counts.passed > 0, seconds, ...(counts ? { counts } : {}) }
  },
})

/** @param {string} stage @param {string} report @returns {Counts | undefined} */
function countsOf(stage, report) {
  try {
    const told = JSON.parse(readFileSync(report, 'utf8'))
    for (const file of told.testResults) {
      if (file.status === 'failed' && file.assertionResults.length === 0)
        failures.push(`${stage} › ${relative(root, file.name)}\n${file.message}`)
      for (const test of file.assertionResults)
        if (test.status === 'failed')
          failures.push(`${stage} › ${relative(root, file.name)} › ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 6000)}`)
    }
    return { passed: told.numPassedTests, failed: told.numFailedTests, skipped: told.numPendingTests }
  } catch {
    say(`${stage}: исполнитель тестов не оставил отчёта / the runner left no report`)
    return undefined
  }
}

const onServer = { OTKLIK_TEST_DATABASE: 'server' }
const dbOnServer = long ? onServer : { ...onServer, OTKLIK_LEFT_OUT: notOnServer.map((name) => `**/${name}.db.test.ts`).join(',') }
const flowOnServer = long ? [] : flowsOnServer.map((name) => `/${name}.flow.test.ts`)
const server = missing.includes('postgresql')
  ? []
  : [vitest('db on a PostgreSQL server', 'db', [], dbOnServer), vitest('flow on a PostgreSQL server', 'flow', flowOnServer, onServer)]
const browser = missing.includes('chromium') ? [] : [vitest('browser', 'browser')]
const tsc = program('typescript/bin/tsc')

/**
 * Stages of one lane run one after another, lanes beside each other: each keeps about one core busy. The kill stage mostly waits.
 * @type {Stage[][]}
 */
const lanes = [
  [vitest('kill', 'kill')],
  browser,
  [
    check('format', program('@biomejs/biome/bin/biome'), ['format', '.']),
    check('lint', program('oxlint/bin/oxlint'), ['--type-aware', '--deny-warnings']),
    check('types of the core', node(), [tsc, '-p', 'tsconfig.core.json'], 'types'),
    check('types', node(), [tsc, '-p', 'tsconfig.json']),
    check('architecture', node(), [join(root, 'tools', 'architecture.ts')]),
    check('unused', program('knip/bin/knip.js'), []),
    vitest('pure', 'pure'),
    vitest('db on the embedded database', 'db'),
    vitest('flow on the embedded database', 'flow'),
    ...server,
  ],
]

const wants = (/** @type {Stage} */ { name, group }) => only === undefined || only.includes(name) || only.includes(group)
const wanted = lanes.map((lane) => lane.filter(wants))
if (wanted.flat().some(({ group }) => ['flow', 'browser', 'kill'].includes(group))) built()

/** @type {Done[]} */
const stages = []
await Promise.all(
  wanted.map(async (lane) => {
    for (const { work } of lane) stages.push(await work())
  }),
)
rmSync(results, { recursive: true, force: true })

for (const failure of failures) say(`\n✗ ${failure}`)
if (missing.includes('postgresql'))
  say('\n!! ПРОПУЩЕНО: нет PostgreSQL ≥ 15, тесты на сервере не выполнены. / SKIPPED: no PostgreSQL ≥ 15, server tests did not run.')
if (missing.includes('chromium'))
  say('\n!! ПРОПУЩЕНО: нет Chromium, тесты в браузере не выполнены. / SKIPPED: no Chromium, browser tests did not run.')
say('')
for (const { stage, ok, seconds, counts } of stages) {
  const told = counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : ''
  say(`${ok ? 'ok  ' : 'FAIL'} ${stage.padEnd(34)} ${String(seconds).padStart(5)} s  ${told}`)
}
const total = { passed: 0, failed: 0, skipped: 0 }
for (const { counts } of stages)
  if (counts) for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key]
say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped in ${sinceBegan()}`)
process.exit(stages.length > 0 && stages.every((one) => one.ok) ? 0 : 1)
