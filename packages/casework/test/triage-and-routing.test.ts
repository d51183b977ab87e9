// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused`, `thenNothingHappened` in case.ts.
import { describe, expect, test } from 'vitest'
import type { Procedure } from '@otklik/regulations'
import { actionsFor, describeEvent } from '../src/index.ts'
import { desnogorsk, gazimur, lesozavodsk, smolensk, yelets } from './acts.ts'
import { arrived, at, type Case, message } from './case.ts'
import { boundedUntil, termsOf } from './counted.ts'
import { draft, route, routed, select, selected, submitted } from './orders.ts'
import { administrator, belov, gromov, housing, orlova, roads, schools, system, zueva } from './people.ts'

const lateUnder = (use: 'refused' | 'marked'): Procedure => ({ ...yelets, redirect: { by: 'curator', clause: 'E-4', late: { use } } })

/** The case where the right to return (of that unit) or to redirect ends at this moment. */
const bounded = (one: Case, norm: 'return' | 'redirect', until: number, unit?: string) =>
  one.with({ terms: boundedUntil(termsOf(one.procedure, one.recorded), norm, until, unit) })

describe('arrival', () => {
  test('a redelivered message changes nothing', () => {
    arrived()
      .when({ type: 'receive', message: message('1'), track: 'social', number: '24-000002' }, system)
      .thenNothingHappened()
  })

  test('another message does not enter an incident that is open', () => {
    arrived()
      .when({ type: 'receive', message: message('2'), track: 'social', number: '24-000002' }, system)
      .thenRefused('wrong-state', null)
  })

  test('a curator may register a message by hand; an executor may not', () => {
    const fresh = arrived().with({})
    expect(fresh.state.number).toBe('24-000001')
    const byHand = { type: 'receive', message: message('3'), track: 'social', number: '24-000003' } as const
    arrived().given([]).when(byHand, gromov).thenRefused('not-your-role', null)
  })

  test('nobody but the system records what a network said', () => {
    arrived()
      .when({ type: 'recordMessageDeleted', key: message('1').place.key }, orlova)
      .thenRefused('not-your-role', null)
  })
})

describe('triage', () => {
  test('L-17: spam is declined on the ground that the act names', () => {
    const declined = arrived().does({ type: 'decline', groundId: 'spam', note: ' ' }, orlova)
    expect(declined.state.status).toBe('declined')
    expect(declined.recorded.at(-1)?.event).toEqual({ type: 'Declined', groundId: 'spam', note: '' })
  })

  test('a ground that the act does not name is refused, with the grounds that it names', () => {
    const refused = arrived().when({ type: 'decline', groundId: 'boring', note: '' }, orlova)
    refused.thenRefused('unknown-ground', 'L-17')
    expect(refused.words).toContain('реклама')
    arrived(smolensk).when({ type: 'decline', groundId: 'spam', note: '' }, orlova).thenRefused('unknown-ground', null)
  })

  test('high importance exists only where the act knows it', () => {
    const high = { ...select, importance: 'high' } as const
    expect(arrived(lesozavodsk).does(high, orlova).state.importance).toBe('high')
    expect(arrived(gazimur).does(high, orlova).state.importance).toBe('high')
    arrived(yelets).when(high, orlova).thenRefused('step-not-in-act', 'E-3')
  })

  test('E-4: what is not ours leaves with an address and a reason', () => {
    const away = { type: 'redirect', destination: 'other-organisation', to: 'Администрация Лугового', reason: 'улица в Луговом' } as const
    expect(arrived(yelets).does(away, orlova).state.status).toBe('redirected')
    arrived(yelets)
      .when({ ...away, reason: '  ' }, orlova)
      .thenRefused('reason-missing', 'E-4')
    arrived(smolensk).when(away, orlova).thenRefused('step-not-in-act', null)
  })

  test('a formal appeal goes to the 59-FZ office under every act', () => {
    const appeal = { type: 'redirect', destination: 'formal-appeal', to: 'Отдел обращений', reason: 'просит ответ на бумаге' } as const
    for (const act of [lesozavodsk, yelets, smolensk, gazimur, desnogorsk]) {
      expect(arrived(act).does(appeal, orlova).state.status).toBe('redirected')
    }
  })

  test('a second curator who selects the same message hears who was first', () => {
    const refused = selected().when(select, belov)
    refused.thenRefused('already-done', 'L-6')
    expect(refused.words).toBe('Уже сделано: Орлова, 1 мин назад. Ничего делать не нужно.')
  })

  test('an administrator keeps units and people, not messages', () => {
    arrived().when(select, administrator).thenRefused('not-your-role', 'L-6')
  })
})

describe('routing', () => {
  test('a unit that does not execute is refused', () => {
    selected().when({ type: 'route', unitId: 'unit-of-nowhere', note: '' }, orlova).thenRefused('unknown-unit', 'L-7')
  })

  test('the same unit twice is a second press; another unit takes over', () => {
    routed().when(route, belov).thenRefused('already-done', 'L-7')
    expect(routed().does({ ...route, unitId: housing } as typeof route, orlova).state.holders).toMatchObject([{ unitId: housing }])
  })

  test('S-5, G-9: the executor returns what is not theirs, with a reason', () => {
    const back = { type: 'return', reason: 'двор, а не дорога', suggestedUnitId: housing } as const
    const returned = routed(gazimur).does(back, gromov)
    expect(returned.state).toMatchObject({ status: 'selected', holders: [] })
    returned.when(back, gromov).thenRefused('already-done', 'G-9')
    expect(returned.does({ type: 'route', unitId: housing, note: '' }, orlova).state.holders).toMatchObject([{ unitId: housing }])
    routed(smolensk)
      .when({ ...back, reason: '' }, gromov)
      .thenRefused('reason-missing', 'S-5')
    routed(smolensk).when(back, zueva).thenRefused('not-your-unit', 'S-5')
    routed(smolensk)
      .when({ ...back, suggestedUnitId: roads }, gromov)
      .thenRefused('same-unit', 'S-5')
    routed(smolensk)
      .when({ ...back, suggestedUnitId: 'nowhere' }, gromov)
      .thenRefused('unknown-unit', 'S-5')
  })

  describe('after the time that the act gives for it', () => {
    const until = at('2024-04-08T11:33')
    const late = (act: Procedure) => bounded(routed(act), 'return', until, roads)
    const back = { type: 'return', reason: 'двор, а не дорога', suggestedUnitId: housing } as const
    const marked: Procedure = { ...gazimur, return: { ...gazimur.return, late: { use: 'marked' } } }

    test('S-5, G-9: the right to return is gone, and the curator can still route it elsewhere', () => {
      for (const [act, clause] of [
        [smolensk, 'S-5'],
        [gazimur, 'G-9'],
      ] as const) {
        const one = late(act)
        const refused = one.when(back, gromov, until + 1)
        refused.thenRefused('right-lapsed', clause)
        expect(refused.words).toBe(
          'Право вернуть сообщение истекло 8 апр. в 11:33. Попросите куратора направить его другому подразделению: он может это и сейчас.',
        )
        const told = actionsFor(one.state, one.facts(gromov, until + 1)).find(({ action }) => action === 'return')
        expect(told).toMatchObject({ allowed: false, refusal: { refused: 'right-lapsed', clause } })
        expect(one.does({ type: 'route', unitId: housing, note: '' }, orlova, until + 1).state.holders).toMatchObject([{ unitId: housing }])
      }
    })

    test('its last moment still counts', () => {
      const returned = late(gazimur).does(back, gromov, until)
      expect(returned.recorded.at(-1)?.event).toEqual({ type: 'Returned', unitId: roads, reason: back.reason, suggestedUnitId: housing })
    })

    test('under the other reading it is returned, and the record says that it was late', () => {
      const returned = late(marked).does(back, gromov, until + 1)
      const last = returned.recorded.at(-1)
      expect(last?.event).toMatchObject({ type: 'Returned', lapsedAt: until })
      expect(last && describeEvent(last, { unit: (id) => id }).ru).toMatch(/^Возвращено куратору после срока: /)
      expect(late(marked).does(back, gromov, until).recorded.at(-1)?.event).not.toHaveProperty('lapsedAt')
    })

    test('the refusal says which reading of the act it rests on', () => {
      const reading = { ru: 'Пункт 9 молчит. Нельзя.', en: 'Clause 9 is silent. It may not.' }
      const act: Procedure = { ...gazimur, return: { ...gazimur.return, late: { use: 'refused', reading } } }
      expect(late(act).when(back, gromov, until + 1).words).toContain(' Толкование: Пункт 9 молчит. Нельзя.')
    })

    test('a second press is still told as such, and another unit hears that the message is not theirs', () => {
      const returned = late(gazimur).does(back, gromov, until)
      returned.when(back, gromov, until + 1).thenRefused('already-done', 'G-9')
      late(gazimur)
        .when(back, zueva, until + 1)
        .thenRefused('not-your-unit', 'G-9')
    })
  })

  test('E-4: what is not ours leaves late with a mark, or under the other reading not at all; a formal appeal is never too late', () => {
    const until = at('2024-04-08T11:30')
    const late = (use: 'refused' | 'marked') => bounded(arrived(lateUnder(use)), 'redirect', until)
    const away = { type: 'redirect', destination: 'other-organisation', to: 'Администрация Лугового', reason: 'улица в Луговом' } as const
    const appeal = { ...away, destination: 'formal-appeal' } as const
    const gone = late('marked')
      .does(away, orlova, until + 1)
      .recorded.at(-1)
    expect(gone?.event).toMatchObject({ type: 'Redirected', lapsedAt: until })
    expect(gone && describeEvent(gone, { unit: (id) => id }).ru).toBe(
      'Перенаправлено после срока: Администрация Лугового — улица в Луговом',
    )
    const refused = late('refused').when(away, orlova, until + 1)
    refused.thenRefused('right-lapsed', 'E-4')
    expect(refused.words).toContain('Скажите автору в ответе')
    const handed = late('refused').does(appeal, orlova, until + 1)
    expect(handed.recorded.at(-1)?.event).not.toHaveProperty('lapsedAt')
  })

  test('a draft under review is not returned as foreign', () => {
    submitted().when({ type: 'return', reason: 'не наше', suggestedUnitId: schools }, gromov).thenRefused('wrong-state', 'L-7')
  })

  test('only the unit that has the message drafts', () => {
    routed().when(draft(), zueva).thenRefused('not-your-unit', 'L-10')
    routed().when(draft(), orlova).thenRefused('not-your-role', 'L-10')
  })
})
