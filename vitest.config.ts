import { defineConfig } from 'vitest/config'
import BudgetReporter, { BUDGET } from './tools/budget/reporter.ts'

/**
 * Kinds of tests by suffix: `.test.ts` and `.property.test.ts` pure; `.contract.test.ts` connectors against the simulator;
 * `.db.test.ts` a real PostgreSQL; `.flow.test.ts` server, workers and simulator together; `.kill.test.ts` killed processes;
 * `.browser.test.ts` a real Chromium. What runs where and how long it may take: docs/testing.md.
 */
const kinds = ['db', 'flow', 'kill', 'browser']
/** Guards against hanging, not stopwatches, in milliseconds: a machine that does other work at the time is several times slower. */
const minute = 60_000
const guards: Readonly<Record<string, number>> = { kill: 90 * minute, browser: 15 * minute }
/** Files at a time: files of db and flow wait for the database more than they count. */
const workers: Readonly<Record<string, number>> = { db: 3, flow: 3 }

const heavy = kinds.map((kind) => `**/*.${kind}.test.{ts,tsx}`)
const ignored = ['**/node_modules/**', '**/dist/**']
const setupFiles = ['./tools/budget/spent.setup.ts']
/** Files that scripts/test.mjs leaves out of a run, patterns between commas. */
const leftOut = process.env.OTKLIK_LEFT_OUT?.split(',') ?? []
/** Full-size runs have no budget. */
const long = process.env.OTKLIK_LONG === '1'

/** Where the run leaves its counts for scripts/test.mjs. */
const report = process.env.OTKLIK_TEST_REPORT

export default defineConfig({
  test: {
    passWithNoTests: false,
    reporters: ['default', new BudgetReporter({ budget: long ? Infinity : BUDGET }), ...(report === undefined ? [] : ['json'])],
    ...(report === undefined ? {} : { outputFile: { json: report } }),
    projects: [
      { test: { name: 'pure', include: ['**/*.test.{ts,tsx}'], exclude: [...ignored, ...heavy], setupFiles, testTimeout: 2 * minute } },
      ...kinds.map((kind, place) => ({
        test: {
          name: kind,
          include: [`**/*.${kind}.test.{ts,tsx}`],
          exclude: [...ignored, ...leftOut],
          setupFiles,
          globalSetup: ['./packages/storage/test/server.setup.ts'],
          testTimeout: guards[kind] ?? 5 * minute,
          hookTimeout: 10 * minute,
          maxWorkers: workers[kind] ?? 2,
          sequence: { groupOrder: 1 + place },
        },
      })),
    ],
  },
})
