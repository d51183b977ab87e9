import { defineConfig } from 'vitest/config'
import BudgetReporter from '../reporter.ts'

/** A run with a budget so small that two of its three files are above it; `tools/budget.test.ts` starts it. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.example.ts'],
    setupFiles: ['../spent.setup.ts'],
    reporters: ['default', new BudgetReporter({ budget: Number(process.env.EXAMPLE_BUDGET) })],
    testTimeout: 120_000,
  },
})
