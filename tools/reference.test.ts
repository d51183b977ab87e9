import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../apps/server/src/http/problems.ts'
import { routes } from '../packages/contract/src/index.ts'
import { shippedRegulations } from '../packages/regulations/shipped/index.ts'
import { referenceFolder, referencePages } from './reference.ts'

const said = (name: string): string => referencePages[name]?.() ?? ''

describe('the reference', () => {
  test.each(Object.entries(referencePages))('%s is what the program says today (mend: node tools/reference.ts)', (name, make) => {
    expect(readFileSync(new URL(name, referenceFolder), 'utf8')).toBe(make())
  })
  test('has no page that nobody makes', () => {
    // What tampering is found by is measured on a database: its own test writes it.
    expect(readdirSync(referenceFolder).toSorted()).toEqual([...Object.keys(referencePages), 'tampering.md'].toSorted())
  })
  test('leaves out no route, no error, no norm', () => {
    const http = said('http.md')
    expect(Object.values(routes).filter(({ method, path }) => !http.includes(`\`${method} ${path}\``))).toEqual([])
    expect(Object.keys(catalogue).filter((code) => !http.includes(`\`${code}\``))).toEqual([])
    const acts = said('acts.md')
    expect(shippedRegulations().filter(({ id }) => !acts.includes(`\`${id}\``))).toEqual([])
    const norms = shippedRegulations().flatMap((act) => act.norms)
    const rows = acts.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Пункт'))
    expect(rows.length).toBeGreaterThanOrEqual(norms.length - shippedRegulations().length * 3)
  })
})
