import { describe, expect, it } from 'vitest'
import { simulate } from './simulation/run.ts'
import type { Setting } from './simulation/town.ts'

/** One town for each act, each at a time of year that is hard on terms. */
const towns: readonly (readonly [title: string, setting: Setting])[] = [
  [
    'across the New Year in Lesozavodsk',
    { seed: 20241227, act: 'lesozavodsk-2022', from: '2024-12-27T09:00:00+10:00', receive: 'webhook' },
  ],
  [
    'across the change to summer time in a zone that has one',
    { seed: 20250327, act: 'yelets-2023', from: '2025-03-27T09:00:00+01:00', timezone: 'Europe/Berlin', receive: 'poll', dailyQuota: 12 },
  ],
  [
    'across the days of May in Smolensk',
    { seed: 20250428, act: 'smolensk-region-2020', from: '2025-04-28T09:00:00+03:00', receive: 'webhook' },
  ],
  [
    'across a working Saturday in Gazimursky Zavod',
    { seed: 20241030, act: 'gazimuro-zavodsky-2024', from: '2024-10-30T09:00:00+09:00', receive: 'poll' },
  ],
  [
    'across a shortened day in Desnogorsk',
    { seed: 20250610, act: 'desnogorsk-2023', from: '2025-06-10T09:00:00+03:00', receive: 'webhook' },
  ],
]

/** Another seed for all towns, and how many days each lives: for long runs, and for playing a failure again. */
const seed = process.env.OTKLIK_SEED
const days = Number(process.env.OTKLIK_SIMULATION_DAYS ?? (process.env.OTKLIK_LONG === '1' ? '30' : '3'))
const stepsADay = 36
/** More than any machine needs for a day of a town: a guard against hanging. */
const minutesADay = 5

/** Two people who press at once are in a real race, so no single town is sure of a reply in three days; all five together are. */
let published = 0

describe('a town lives while computers die, clocks jump and VK fails, and keeps every promise', () => {
  it.each(towns)(
    '%s',
    async (_, setting) => {
      const { steps, comments, replies } = await simulate(
        seed === undefined ? setting : { ...setting, seed: Number(seed) },
        days,
        stepsADay,
      )
      if (seed !== undefined) console.info(`${setting.act} seed ${seed}: ${steps} steps, ${comments} comments, ${replies} replies`)
      expect(steps).toBe(days * stepsADay)
      expect(comments).toBeGreaterThan(days)
      published += replies
    },
    days * minutesADay * 60_000,
  )

  it('and answers citizens meanwhile', () => {
    expect(published).toBeGreaterThan(towns.length)
  })
})
