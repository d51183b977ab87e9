// npm test: installs what it needs, runs everything but benchmarks, closes with the runner's own count.
// `npm test -- --only pure,db` runs some stages; stages are named below.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { chromiumPath, debianReady } from './debian.mjs'
import { built, environment, installed, node, root, run, say } from './ground.mjs'

installed()
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1]?.split(',') : undefined
const wants = (/** @type {string} */ stage) => only === undefined || only.includes(stage)
const missing = debianReady()
const program = (/** @type {string} */ name) => join(root, 'node_modules', ...name.split('/'))
const results = mkdtempSync(join(tmpdir(), 'otklik-results-'))

/** @type {{ stage: string, ok: boolean, seconds: number, counts?: { passed: number, failed: number, skipped: number } }[]} */
const stages = []

/** What failed, said again at the end: whoever reads only the last page of a long run must see which test it was and why. @type {string[]} */
const failures = []

/** @param {string} stage @param {() => number} work */
function stage(stage, work) {
  if (!wants(stage)) return
  say(`\n── ${stage} ──`)
  const started = Date.now()
  const status = work()
  stages.push({ stage, ok: status === 0, seconds: Math.round((Date.now() - started) / 1000) })
}

/** @param {string} name @param {string} project @param {Record<string, string>} [env] */
function vitest(name, project, env = {}) {
  if (!wants(name) && !wants(project)) return
  say(`\n── ${name} ──`)
  const started = Date.now()
  const report = join(results, `${name.replace(/\W+/g, '-')}.json`)
  const args = [
    program('vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const status = run(node(), args, { env: environment({ ...env, CHROMIUM: chromiumPath() ?? '' }) })
  let counts
  try {
    const told = JSON.parse(readFileSync(report, 'utf8'))
    counts = { passed: told.numPassedTests, failed: told.numFailedTests, skipped: told.numPendingTests }
    for (const file of told.testResults) {
      if (file.status === 'failed' && file.assertionResults.length === 0)
        failures.push(`${name} › ${relative(root, file.name)}\n${file.message}`)
      for (const test of file.assertionResults)
        if (test.status === 'failed')
          failures.push(`${name} › ${relative(root, file.name)} › ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 6000)}`)
    }
  } catch {
    say(`${name}: исполнитель тестов не оставил отчёта / the runner left no report`)
  }
  stages.push({
    stage: name,
    ok: status === 0 && counts !== undefined && counts.passed > 0,
    seconds: Math.round((Date.now() - started) / 1000),
    counts,
  })
}

stage('format', () => run(program('@biomejs/biome/bin/biome'), ['format', '.']))
stage('lint', () => run(program('oxlint/bin/oxlint'), ['--type-aware', '--deny-warnings']))
stage('types', () =>
  ['tsconfig.core.json', 'tsconfig.json'].reduce(
    (worst, file) => Math.max(worst, run(node(), [program('typescript/bin/tsc'), '-p', file])),
    0,
  ),
)
stage('architecture', () => run(node(), [join(root, 'tools', 'architecture.ts')]))
stage('unused', () => run(program('knip/bin/knip.js'), []))
if (wants('flow') || wants('browser') || wants('kill')) built()
vitest('pure', 'pure')
vitest('db on the embedded database', 'db')
vitest('flow on the embedded database', 'flow')
if (missing.includes('postgresql'))
  say('\n!! ПРОПУЩЕНО: нет PostgreSQL ≥ 15, тесты на сервере не выполнены. / SKIPPED: no PostgreSQL ≥ 15, server tests did not run.')
else {
  vitest('db on a PostgreSQL server', 'db', { OTKLIK_TEST_DATABASE: 'server' })
  vitest('flow on a PostgreSQL server', 'flow', { OTKLIK_TEST_DATABASE: 'server' })
}
vitest('kill', 'kill')
if (missing.includes('chromium'))
  say('\n!! ПРОПУЩЕНО: нет Chromium, тесты в браузере не выполнены. / SKIPPED: no Chromium, browser tests did not run.')
else vitest('browser', 'browser')
rmSync(results, { recursive: true, force: true })

for (const failure of failures) say(`\n✗ ${failure}`)
say('')
for (const { stage, ok, seconds, counts } of stages) {
  const told = counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : ''
  say(`${ok ? 'ok  ' : 'FAIL'} ${stage.padEnd(34)} ${String(seconds).padStart(5)} s  ${told}`)
}
const total = { passed: 0, failed: 0, skipped: 0 }
for (const { counts } of stages)
  if (counts) for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key]
say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(stages.length > 0 && stages.every((one) => one.ok) ? 0 : 1)
