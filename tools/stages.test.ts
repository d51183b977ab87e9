import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './cruise.ts'

type Stages = { readonly notOnServer: readonly string[]; readonly flowsOnServer: readonly string[] }
const stages = (await import(join(root, 'scripts', 'stages.mjs'))) as Stages
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n')
const missing = (names: readonly string[], kind: string) =>
  names.filter((name) => !files.some((file) => file.endsWith(`/${name}.${kind}.test.ts`)))

it('the lists of what runs on the second database name files that are there', () => {
  expect(missing(stages.notOnServer, 'db')).toEqual([])
  expect(missing(stages.flowsOnServer, 'flow')).toEqual([])
})

it('docs/testing.md names each of them', () => {
  const page = readFileSync(join(root, 'docs', 'testing.md'), 'utf8')
  expect([...stages.notOnServer, ...stages.flowsOnServer].filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
