import { defineConfig } from 'vitest/config'

/**
 * Kinds of tests by suffix: `.test.ts` and `.property.test.ts` pure; `.contract.test.ts` connectors against the simulator;
 * `.db.test.ts` a real PostgreSQL; `.flow.test.ts` server, workers and simulator together; `.kill.test.ts` killed processes;
 * `.browser.test.ts` a real Chromium.
 */
const kinds = ['db', 'flow', 'kill', 'browser']
const heavy = kinds.map((kind) => `**/*.${kind}.test.{ts,tsx}`)
const ignored = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      { test: { name: 'pure', include: ['**/*.test.{ts,tsx}'], exclude: [...ignored, ...heavy], testTimeout: 30_000 } },
      ...kinds.map((kind) => ({
        test: {
          name: kind,
          include: [`**/*.${kind}.test.{ts,tsx}`],
          exclude: ignored,
          globalSetup: ['./packages/storage/test/server.setup.ts'],
          // A guard against hanging, not a stopwatch: a machine that does other work at the time is several times slower.
          testTimeout: kind === 'kill' ? 1_800_000 : 300_000,
          hookTimeout: 300_000,
          fileParallelism: kind === 'db',
          maxWorkers: 2,
        },
      })),
    ],
  },
})
