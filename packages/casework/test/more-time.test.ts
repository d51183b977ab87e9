// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused` in case.ts.
import { procedureOf } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { describe, expect, test } from 'vitest'
import { actionsFor, describeEvent, historyOf } from '../src/index.ts'
import { arrived, type Case } from './case.ts'
import { termsOf } from './counted.ts'
import { draft, route, select } from './orders.ts'
import { gromov, orlova, roads, zueva } from './people.ts'

const acts = shippedRegulations().map((act) => [act.id, procedureOf(act)] as const)
const ask = { type: 'askForTime', term: '+2wd', reason: 'Ждём подрядчика' } as const
const deny = { type: 'denyTime', reason: 'Подрядчик отвечает сегодня' } as const
const held = (procedure: (typeof acts)[number][1], track = procedure.tracks[0]!) =>
  arrived({ ...procedure, tracks: [track] })
    .does(select, orlova)
    .does(route, orlova)
/** Terms of which one may be extended, under whatever act: D's. */
const desnogorsk = acts.find(([id]) => id === 'desnogorsk-2023')![1]
const extendable = termsOf(desnogorsk, held(desnogorsk, 'pos').recorded)
const offers = (one: Case, acting: typeof gromov, action: string) =>
  actionsFor(one.state, one.facts(acting)).find((each) => each.action === action)

describe.each(acts)('%s: more time', (id, procedure) => {
  test('is asked for where the act could give it, and nowhere else; what is offered is what is decided', () => {
    for (const track of procedure.tracks) {
      const one = held(procedure, track)
      const given = id === 'desnogorsk-2023' && track === 'pos'
      expect([track, offers(one, gromov, 'askForTime')?.allowed]).toEqual([track, given])
      if (given) one.does(ask, gromov)
      else one.when(ask, gromov).thenRefused('step-not-in-act', procedure.extend?.clause ?? procedure.compose.clause)
    }
  })

  test('asked for and refused: the banner goes, the executor has the reason, the term stays, another request may follow', () => {
    const asked = held(procedure, 'pos').with({ terms: extendable }).does(ask, gromov)
    expect(offers(asked, orlova, 'denyTime')?.allowed).toBe(true)
    const denied = asked
      .when(deny, orlova)
      .thenHappens([{ type: 'TimeDenied', unitId: roads, term: '+2wd', reason: 'Подрядчик отвечает сегодня' }])
    expect(denied.state).toMatchObject({ timeAsked: null, timeAnswered: { given: false, term: '+2wd', reason: deny.reason } })
    expect(historyOf(denied.recorded)).toEqual(historyOf(asked.recorded))
    expect(describeEvent(denied.recorded.at(-1)!, { unit: () => 'Дороги' }).ru).toBe(
      'Время не добавлено: 2 рабочих дня, Дороги — Подрядчик отвечает сегодня',
    )
    denied.when(deny, orlova).thenRefused('already-done', null)
    const again = denied.does({ ...ask, term: '+1wd' }, gromov)
    expect(again.state).toMatchObject({ timeAsked: { term: '+1wd' }, timeAnswered: null })
  })

  test('is refused by the curator alone, with a reason, and only where somebody asks', () => {
    const one = held(procedure, 'pos').with({ terms: extendable })
    one.when(deny, orlova).thenRefused('wrong-state', null)
    const asked = one.does(ask, gromov)
    asked.when(deny, gromov).thenRefused('not-your-role', null)
    asked.when(deny, zueva).thenRefused('not-your-role', null)
    asked.when({ ...deny, reason: ' ' }, orlova).thenRefused('reason-missing', null)
    // What was asked for is moot once the reply is handed in or the message goes elsewhere.
    expect(asked.does(draft(), gromov).state).toMatchObject({ timeAsked: null, timeAnswered: null })
    expect(asked.does(deny, orlova).does(draft(), gromov).state.timeAnswered).toBeNull()
  })
})

test('under D the executor hears that the time was given', () => {
  const given = held(desnogorsk, 'pos').does(ask, gromov).does({ type: 'extendTerm', term: '+5d', reason: 'ждём смету' }, orlova)
  expect(given.state).toMatchObject({ timeAsked: null, timeAnswered: { given: true, term: '+2wd', reason: 'ждём смету' } })
  expect(offers(given, orlova, 'denyTime')?.allowed).toBe(false)
  // Time that nobody asked for is no answer.
  expect(held(desnogorsk, 'pos').does({ type: 'extendTerm', term: '+5d', reason: 'смета' }, orlova).state.timeAnswered).toBeNull()
})
