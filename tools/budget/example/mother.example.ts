import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('lets a child count for a second', () => {
  expect(spawnSync(process.execPath, [join(import.meta.dirname, 'counting.ts')]).status).toBe(0)
})
