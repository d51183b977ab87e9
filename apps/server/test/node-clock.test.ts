import { describe, expect, it } from 'vitest'
import { NodeClock } from '../src/node-clock.ts'

const minute = 60_000
const [hour, day] = [60 * minute, 1440 * minute]

/** A computer with a wall clock and a steady one, and a database on another; time passes only when told. */
function world(boundMs = minute) {
  const state = { now: Date.parse('2026-02-02T10:00:00+03:00'), wallOff: 0, steady: 5_000, answerMs: 0, away: false, asked: 0 }
  const told: string[] = []
  const clock = new NodeClock(boundMs, (event) => told.push(event), { wall: () => state.now + state.wallOff, steady: () => state.steady })
  const pass = (ms: number): void => {
    state.now += ms
    state.steady += ms
  }
  const ask = async (): Promise<number> => {
    state.asked += 1
    if (state.away) throw Object.assign(new Error('gone'), { code: '57P01' })
    pass(state.answerMs / 2)
    const answer = state.now
    pass(state.answerMs / 2)
    return answer
  }
  return { state, told, clock, pass, ask }
}

describe('a computer whose clock is held against the database', () => {
  it.each([0, 900, -900, 59_000, -59_000])('believes its own clock when it is off by %i ms', async (off) => {
    const { state, clock, ask, pass, told } = world()
    state.wallOff = off
    const leave = await clock.follow(ask)
    pass(hour)
    expect(await clock.right()).toBe(true)
    expect(clock.now()).toBe(state.now + off)
    expect(clock.state()).toEqual({ ok: true, offByMs: off })
    expect(told).toEqual([])
    leave()
  })

  it.each([day, -day, 61_000, -61_000, 400 * day])(
    "does not, when it is off by %i ms: moments are the database's, and it says so",
    async (off) => {
      const { state, clock, ask, pass, told } = world()
      state.wallOff = off
      const leave = await clock.follow(ask)
      pass(7 * minute)
      expect(await clock.right()).toBe(false)
      expect(clock.now()).toBe(state.now)
      expect(clock.state()).toEqual({ ok: false, offByMs: off })
      expect(told).toEqual(['clock.failed'])
      state.wallOff = 0
      pass(1_000)
      expect(await clock.right()).toBe(true)
      expect(told).toEqual(['clock.failed', 'clock.mended'])
      leave()
    },
  )

  it('sees a jump at once, between two comparisons', async () => {
    const { state, clock, ask, pass } = world()
    const leave = await clock.follow(ask)
    pass(3_000)
    state.wallOff = day
    expect(clock.now()).toBe(state.now)
    expect(await clock.right()).toBe(false)
    leave()
  })

  it('is right after a sleep of the machine: the steady clock stood still, the others did not', async () => {
    const { state, clock, ask, told } = world()
    const leave = await clock.follow(ask)
    state.now += 9 * hour
    expect(await clock.right()).toBe(true)
    expect(clock.now()).toBe(state.now)
    expect(told).toEqual(['clock.jump-uncertain'])
    leave()
  })

  it('believes what it knew while the database is away, and does not take a slow answer for a difference', async () => {
    const { state, clock, ask, pass } = world()
    const leave = await clock.follow(ask)
    state.away = true
    pass(2 * hour)
    expect(await clock.right()).toBe(true)
    state.wallOff = day
    await expect(clock.right()).rejects.toMatchObject({ code: '57P01' })
    state.away = false
    state.wallOff = 0
    state.answerMs = 10 * minute
    pass(minute)
    expect(await clock.right()).toBe(true)
    leave()
  })

  it('never takes a busy database for a wrong clock, however narrow the bound', async () => {
    const { state, clock, ask, pass, told } = world(1_000)
    for (const answerMs of [0, 400, 900, 3_000, 40_000, 10 * minute]) {
      state.answerMs = answerMs
      pass(30_000)
      const leave = await clock.follow(ask)
      expect(await clock.right()).toBe(true)
      leave()
    }
    expect(told).toEqual([])
  })

  it('asks the database rarely, however many ask while the clock is wrong', async () => {
    const { state, clock, ask } = world()
    state.wallOff = day
    const leave = await clock.follow(ask)
    const before = state.asked
    await Promise.all(Array.from({ length: 500 }, () => clock.right()))
    expect(state.asked - before).toBeLessThanOrEqual(1)
    leave()
  })
})
