import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('keeps to itself the row that PostgreSQL repeats in an error', () => {
  const log = pathToFileURL(join(import.meta.dirname, '../src/log.ts')).href
  const script = `import { makeLog } from ${JSON.stringify(log)}
    const error = Object.assign(new Error('violates not-null constraint'), {
      code: '23502', detail: 'Failing row contains (Мария: нет воды).', where: 'JSON data: {"text":"нет воды"}' })
    makeLog('error')('http.failed', { error })`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(stderr).toContain('23502')
  expect(stderr).toContain('violates not-null constraint')
  expect(stderr).not.toContain('воды')
})
