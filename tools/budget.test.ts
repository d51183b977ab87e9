import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './cruise.ts'

// One second is what the two dear files count; a file that counts nothing takes a fraction of that to load.
it('a run whose tests all pass fails for a file above its budget of CPU, also when a child of it did the work', () => {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(root, 'tools', 'budget', 'example', 'vitest.config.ts')
  const env = { ...process.env, EXAMPLE_BUDGET: '1', NO_COLOR: '1' }
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--config', config], { env, encoding: 'utf8' })
  expect(stdout).toMatch(/Tests\s+3 passed/)
  expect(new Set([...stdout.matchAll(/^ABOVE BUDGET {2}(\w+)/gm)].map(([, name]) => name))).toEqual(new Set(['hungry', 'mother']))
  expect(status).toBe(1)
})
