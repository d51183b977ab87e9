import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { play } from './simulation/scenario-play.ts'
import { openStage, type Stage } from './simulation/scenario-stage.ts'
import { readScenario } from './simulation/scenario-text.ts'

const folder = join(import.meta.dirname, 'scenarios')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const scenarios = files.map((file) => ({ file, ...readScenario(file, readFileSync(join(folder, file), 'utf8')) }))

const told = (...lines: string[]) => readScenario('пример.txt', ['# Яма', 'act lesozavodsk-2022, 2024', ...lines].join('\n'))

let stage: Stage | null = null
afterEach(async () => {
  await stage?.close()
  stage = null
})

describe('scenarios that a clerk can read', () => {
  it.each(scenarios)('$title ($act)', async ({ file, ...scenario }) => {
    stage = await openStage(scenario.act)
    await expect(play(file, scenario, stage)).resolves.toBeUndefined()
  })

  it('each shipped act has one', () => {
    expect(scenarios.map(({ act }) => act).toSorted()).toEqual([
      'desnogorsk-2023',
      'gazimuro-zavodsky-2024',
      'lesozavodsk-2022',
      'smolensk-region-2020',
      'yelets-2023',
    ])
  })
})

describe('a scenario that cannot be read or does not come true says where', () => {
  it('a word that nobody knows', () => {
    expect(() => told('27.12 16:30  curator  forgets 1')).toThrow(/^пример\.txt:3: curator cannot «forgets»; known: selects/)
    expect(() => told('27.12 16:30  vk       message 1 «Яма»', '             hopes    reply by 28.12 15:40 (L-8)')).toThrow(
      /:4: «hopes» is no expectation/,
    )
    expect(() => told('27.12 vk message')).toThrow(/:3: a line is/)
    expect(() => told('             is       answered')).toThrow(/:3: nothing has happened yet/)
    expect(() => readScenario('пример.txt', 'Яма')).toThrow(/:1: a title is expected/)
  })

  it('another date than the act gives, and a refusal that nobody expected', async () => {
    stage = await openStage('lesozavodsk-2022')
    const wrong = told('27.12 16:30  vk       message 1 «Яма»', '             keeps    route by 27.12 17:31 (L-7)')
    await expect(play('пример.txt', wrong, stage)).rejects.toThrow(
      /:4: expected «pending route by 27\.12 17:31 \(L-7\)»; .*\npending route by 27\.12 17:30 \(L-7\)/,
    )
    const refused = told('27.12 16:30  vk       message 2 «Яма»', '27.12 16:31  roads    drafts 2 «Здравствуйте!»')
    await expect(play('пример.txt', refused, stage)).rejects.toThrow(/:4: was refused: not-your-unit \(L-10\)/)
  })
})
