import { defineConfig } from 'vitest/config'

/**
 * Kinds of tests by suffix: `.test.ts` and `.property.test.ts` pure; `.contract.test.ts` connectors against the simulator;
 * `.db.test.ts` a real PostgreSQL; `.flow.test.ts` server, workers and simulator together; `.kill.test.ts` killed processes;
 * `.browser.test.ts` a real Chromium.
 */
const kinds = ['db', 'flow', 'kill', 'browser']
/** Guards against hanging, not stopwatches, in milliseconds: a machine that does other work at the time is several times slower. */
const minute = 60_000
const guards: Readonly<Record<string, number>> = { kill: 90 * minute, browser: 15 * minute }

const heavy = kinds.map((kind) => `**/*.${kind}.test.{ts,tsx}`)
const ignored = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      { test: { name: 'pure', include: ['**/*.test.{ts,tsx}'], exclude: [...ignored, ...heavy], testTimeout: 2 * minute } },
      ...kinds.map((kind) => ({
        test: {
          name: kind,
          include: [`**/*.${kind}.test.{ts,tsx}`],
          exclude: ignored,
          globalSetup: ['./packages/storage/test/server.setup.ts'],
          testTimeout: guards[kind] ?? 5 * minute,
          hookTimeout: 10 * minute,
          // Flow files wait more than they count; a browser and a killed process have the machine to themselves.
          fileParallelism: kind === 'db' || kind === 'flow',
          maxWorkers: 2,
        },
      })),
    ],
  },
})
