// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused` in case.ts.
import { describe, expect, test } from 'vitest'
import { actionsFor, historyOf, type IncidentEvent } from '../src/index.ts'
import { draft, routed, selected } from './orders.ts'
import { gromov, housing, orlova, roads, schools, zueva } from './people.ts'

/** A unit that joins those that have the message; no command makes such an event yet. */
const joins = (unitId: string, part: string): IncidentEvent => ({ type: 'Routed', unitId, note: '', beside: { role: 'coExecutor', part } })
const two = routed().given([joins(housing, 'p-1')], orlova)
const back = { type: 'return', reason: 'не наше', suggestedUnitId: schools } as const

describe('units that have a message', () => {
  test('one routing, one holder: with its moment, for the whole reply', () => {
    const one = routed()
    expect(one.state.holders).toEqual([{ unitId: roads, since: one.recorded.at(-1)?.at, role: 'executor', part: null }])
  })

  test('a routing takes the place of all who had it; the plan hears who was relieved', () => {
    const moved = two.does({ type: 'route', unitId: schools, note: '' }, orlova)
    expect(moved.state.holders).toMatchObject([{ unitId: schools, role: 'executor' }])
    expect(historyOf(moved.recorded).at(-1)).toMatchObject({ type: 'routed', unit: schools, replaces: [roads, housing] })
  })

  test('a unit that joins stands beside the others, who keep the moment of theirs', () => {
    expect(two.state.holders).toEqual([
      ...routed().state.holders,
      { unitId: housing, since: two.now - 60_000, role: 'coExecutor', part: 'p-1' },
    ])
    expect(historyOf(two.recorded).at(-1)).not.toHaveProperty('replaces')
    // Each of several owes its part (L-14): the plan already knows that.
    const owed = two.facts(orlova).terms.obligations.filter(({ norm }) => norm === 'contribution')
    expect(owed.map(({ unit }) => unit)).toEqual([roads, housing])
  })

  test('each of them may write, in the name of their own unit; nobody else may', () => {
    expect(two.does(draft(), gromov).recorded.at(-1)?.event).toMatchObject({ type: 'DraftSubmitted', unitId: roads })
    expect(two.does(draft(), zueva).recorded.at(-1)?.event).toMatchObject({ type: 'DraftSubmitted', unitId: housing })
    routed().when(draft(), zueva).thenRefused('not-your-unit', 'L-10')
  })

  test('one of several that returns it leaves the others at work; the last one brings it back to the curator', () => {
    const left = two.does(back, zueva)
    expect(left.state).toMatchObject({ status: 'routed', holders: [{ unitId: roads }] })
    const mayReturn = (acting: typeof zueva) =>
      actionsFor(left.state, left.facts(acting)).some(({ action, allowed }) => action === 'return' && allowed)
    expect([mayReturn(gromov), mayReturn(zueva)]).toEqual([true, false])
    expect(left.does(back, gromov).state).toMatchObject({ status: 'selected', holders: [] })
  })

  test('one that receives it again has it from then on', () => {
    const returned = routed().does(back, gromov)
    const again = returned.does({ type: 'route', unitId: roads, note: '' }, orlova)
    expect(again.state.holders).toMatchObject([{ unitId: roads, since: again.recorded.at(-1)?.at }])
    expect(selected().state.holders).toEqual([])
  })
})
