import { describe, expect, it } from 'vitest'
import { assert, integer, property } from 'fast-check'
import { foldAxis, spanOf, written } from '../src/terms/axis.ts'
import { at, town, zone } from './town.ts'

const week = () => foldAxis(town, at('2024-11-07T09:00'), at('2024-11-11T18:00'), 1000, zone)

describe('The axis folds what nobody works in', () => {
  it('into a seam for each lunch, night and weekend', () => {
    expect(week().seams.map((seam) => seam.kind)).toEqual(['lunch', 'night', 'lunch', 'daysOff', 'lunch'])
  })
  it('so that a weekend takes no more room than a few minutes of work', () => {
    const weekend = week().seams[3]
    expect(weekend?.from).toBe(at('2024-11-08T18:00'))
    expect(weekend?.to).toBe(at('2024-11-11T09:00'))
    expect(weekend?.width).toBe(16)
  })
  it('and gives equal working time equal room', () => {
    const { x } = week()
    const morning = x(at('2024-11-07T13:00')) - x(at('2024-11-07T09:00'))
    const evening = x(at('2024-11-11T18:00')) - x(at('2024-11-11T14:00'))
    expect(morning).toBeCloseTo(evening, 6)
  })
  it('fills the width it was given', () => {
    expect(week().x(at('2024-11-07T09:00'))).toBe(0)
    expect(week().x(at('2024-11-11T18:00'))).toBeCloseTo(1000, 6)
  })
  it('writes each day once', () => {
    const days = week().ticks.filter((tick) => tick.kind === 'day')
    expect(days.map((tick) => tick.moment)).toEqual([at('2024-11-07T09:00'), at('2024-11-08T09:00'), at('2024-11-11T09:00')])
  })
  it('leaves work visible on a phone even over a long span', () => {
    const narrow = foldAxis(town, at('2024-11-07T09:00'), at('2024-11-12T18:00'), 60, zone)
    const seams = narrow.seams.reduce((sum, seam) => sum + seam.width, 0)
    expect(seams).toBeLessThanOrEqual(24.001)
  })
  it('draws a span with no working time at all', () => {
    const sunday = foldAxis(town, at('2024-11-10T10:00'), at('2024-11-10T12:00'), 200, zone)
    expect(sunday.x(at('2024-11-10T11:00'))).toBeCloseTo(100, 6)
  })
  it('never goes back as time goes on', () => {
    const { x } = week()
    const moment = integer({ min: at('2024-11-06T00:00'), max: at('2024-11-13T00:00') })
    assert(
      property(moment, moment, (a, b) => {
        expect(x(Math.min(a, b))).toBeLessThanOrEqual(x(Math.max(a, b)) + 1e-9)
      }),
      { seed: 20241107 },
    )
  })
})

describe('The span of a line', () => {
  const obligation = { start: at('2024-11-07T09:00'), due: at('2024-11-07T10:00'), metAt: null }
  it('reaches to the present while something is owed', () => {
    expect(spanOf([{ ...obligation, status: 'breached' }], at('2024-11-08T12:00')).to).toBeGreaterThan(at('2024-11-08T12:00'))
  })
  it('leaves the present out once everything is done', () => {
    const done = { ...obligation, metAt: at('2024-11-07T09:30'), status: 'met' }
    expect(spanOf([done], at('2024-12-08T12:00')).to).toBeLessThan(at('2024-11-07T10:05'))
  })
})

describe('The days of the axis are named', () => {
  const always: [number, number][] = [[at('2024-11-06T00:00'), at('2024-11-20T00:00')]]
  const days = (axis: ReturnType<typeof foldAxis>) => axis.ticks.filter((tick) => tick.kind === 'day')

  it('also where work runs through midnight', () => {
    const axis = foldAxis(always, at('2024-11-07T15:00'), at('2024-11-10T15:00'), 600, zone)
    expect(days(axis).map((tick) => tick.moment)).toEqual([
      at('2024-11-07T15:00'),
      at('2024-11-08T00:00'),
      at('2024-11-09T00:00'),
      at('2024-11-10T00:00'),
    ])
  })
  it('before the hours, however long the name of a day is', () => {
    const axis = foldAxis(town, at('2024-11-07T09:00'), at('2024-11-11T18:00'), 600, zone)
    const shown = written(axis.ticks, axis.width, (tick) => (tick.kind === 'day' ? 100 : 40))
    expect([...shown].filter((tick) => tick.kind === 'day')).toHaveLength(3)
  })
  it('so that no two names lie over each other or leave the line', () => {
    assert(
      property(integer({ min: 90, max: 1200 }), integer({ min: 1, max: 240 }), integer({ min: 20, max: 120 }), (width, hours, size) => {
        const axis = foldAxis(always, at('2024-11-07T15:00'), at('2024-11-07T15:00') + hours * 3_600_000, width, zone)
        const shown = [...written(axis.ticks, width, () => size)].toSorted((a, b) => a.x - b.x)
        shown.forEach((tick, index) => expect(tick.x + size).toBeLessThanOrEqual(shown[index + 1]?.x ?? width))
      }),
      { seed: 11, numRuns: 300 },
    )
  })
})
