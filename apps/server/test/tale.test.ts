import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileSchedule } from '@otklik/worktime'
import { afterEach, expect, it } from 'vitest'
import { Tale } from './simulation/tale.ts'

const folder = mkdtempSync(join(tmpdir(), 'otklik-tale-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a run that broke leaves its whole tale in a file, and its last thirty steps in the error', () => {
  let at = Date.parse('2025-04-30T15:00:00+03:00')
  const tale = new Tale(() => at, compileSchedule({ timezone: 'Europe/Moscow', week: { mon: ['09:00-18:00'] }, calendar: 'none' }))
  for (let step = 1; step <= 100; step += 1) {
    tale.tell('curator', `selects ${step}`)
    at += 60_000
  }
  expect(tale.told).toBe(100)
  expect(tale.ending().split('\n')).toHaveLength(30)
  expect(tale.ending()).toMatch(/^30\.04 16:10 {2}curator {3}selects 71\n/)
  tale.keep('smolensk-1', 'smolensk, seed 1: comment 7 is lost', 'OTKLIK_SEED=1', folder)
  const lines = readFileSync(join(folder, 'smolensk-1.txt'), 'utf8').split('\n')
  expect(lines.slice(0, 4)).toEqual([
    '# smolensk, seed 1: comment 7 is lost',
    '# again: OTKLIK_SEED=1',
    '',
    '30.04 15:00  curator   selects 1',
  ])
  expect(lines.filter((line) => line.includes('selects'))).toHaveLength(100)
})
