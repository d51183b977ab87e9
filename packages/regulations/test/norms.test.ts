import { describe, expect, it } from 'vitest'
import { shippedRegulations } from '../shipped/index.ts'
import { type NormName, runExamples } from '../src/index.ts'
import { acts, type Case, under } from './histories.ts'

const received = (at: string, track = 'social') => ({ type: 'received', at, track }) as const
const routed = (at: string, unit = 'ЖКХ') => ({ type: 'routed', at, unit }) as const
const drafted = (at: string, kind = 'final', unit = 'ЖКХ') => ({ type: 'draftSubmitted', at, unit, kind }) as const
const selected = (at: string, importance = 'normal') => ({ type: 'selected', at, importance }) as const

describe('the worked examples of the specification', () => {
  it.each([
    ['L, normal: route', under(acts.L, received('2024-12-27 16:30'), selected('2024-12-27 16:40')), 'route', '2024-12-27 17:30'],
    [
      'L, normal: publish on a working Saturday',
      under(acts.L, received('2024-12-27 16:30'), selected('2024-12-27 16:40')),
      'publish',
      '2024-12-28 15:40',
    ],
    ['L, normal: draft', under(acts.L, received('2024-12-27 16:30'), selected('2024-12-27 16:40')), 'draft', '2024-12-28 11:40'],
    ['L, high: publish', under(acts.L, received('2024-04-08 11:00'), selected('2024-04-08 11:00', 'high')), 'publish', '2024-04-08 15:00'],
    ['L, high: draft', under(acts.L, received('2024-04-08 11:00'), selected('2024-04-08 11:00', 'high')), 'draft', '2024-04-08 12:00'],
    ['E: route', under(acts.E, received('2024-09-03 16:30')), 'route', '2024-09-03 17:30'],
    ['E: draft', under(acts.E, received('2024-09-03 16:30'), routed('2024-09-03 17:00')), 'draft', '2024-09-04 15:00'],
    ['S: draft', under(acts.S, routed('2024-11-07 17:00')), 'draft', '2024-11-08 17:00'],
    ['G: publish over a holiday', under(acts.G, received('2024-11-01 17:00')), 'publish', '2024-11-05 10:00'],
    ['G: draft on a short Saturday', under(acts.G, received('2024-11-01 17:00')), 'draft', '2024-11-02 14:00'],
    ['D, ПОС: route', under(acts.D, received('2024-06-05 10:00', 'pos')), 'route', '2024-06-06 10:00'],
    ['D, ПОС: reply rolled to Monday', under(acts.D, received('2024-06-05 10:00', 'pos')), 'publish', '2024-06-10 23:59'],
  ] as const)('%s', (_title, history, norm, due) => {
    expect(history.owed(norm)).toBe(`${due} pending`)
  })

  it('come out inside every act file', () => {
    for (const regulation of shippedRegulations()) {
      for (const { title, differences } of runExamples(regulation)) expect(differences, `${regulation.id}: ${title.en}`).toEqual([])
    }
  })
})

/** A Tuesday without holidays near it: 10 September 2024. */
const L = under(acts.L, received('2024-09-10 09:00'), selected('2024-09-10 09:10'), routed('2024-09-10 09:20'))
const E = under(acts.E, received('2024-09-10 09:00'), routed('2024-09-10 09:20'))
const S = under(acts.S, received('2024-09-10 09:00'), routed('2024-09-10 09:20'))
const G = under(acts.G, received('2024-09-10 09:00'), selected('2024-09-10 09:10'), routed('2024-09-10 09:20'))
const D = under(acts.D, received('2024-09-10 09:00', 'pos'), { type: 'registered', at: '2024-09-10 09:30' })
const sentBack = { type: 'sentBack', at: '2024-09-10 11:20' } as const
const returned = { type: 'returned', at: '2024-09-10 09:40', unit: 'ЖКХ', reason: 'дорога областная' } as const
const interim = { type: 'published', at: '2024-09-10 12:00', kind: 'interim' } as const
const second = routed('2024-09-10 09:30', 'Дороги')

const owers = (history: Case) => Object.fromEntries(history.plan().map((one) => [one.norm, one.actor]))

describe('every clause gives its norm', () => {
  it.each<[string, Case, NormName, number, string]>([
    ['L-7', under(acts.L, received('2024-09-10 09:00')), 'route', 1, '2024-09-10 10:00'],
    ['L-7', L.and(returned), 'route', 2, '2024-09-10 10:40'],
    ['L-8', L, 'publish', 1, '2024-09-10 17:10'],
    ['L-9', under(acts.L, received('2024-09-10 09:00'), selected('2024-09-10 09:10', 'high')), 'publish', 1, '2024-09-10 12:00'],
    ['L-10', L, 'draft', 1, '2024-09-10 14:10'],
    ['L-11', L.and(drafted('2024-09-10 11:00')), 'approve', 1, '2024-09-10 11:30'],
    ['L-12', L.and(drafted('2024-09-10 11:00'), sentBack), 'rework', 1, '2024-09-10 12:20'],
    ['L-13', L.and(interim), 'final', 1, '2024-09-13 18:00'],
    ['L-14', L.and(second), 'contribution', 1, '2024-09-10 11:20'],
    ['L-14', L.and(second), 'contribution', 2, '2024-09-10 11:30'],
    ['E-3', E, 'publish', 1, '2024-09-10 18:00'],
    ['E-4', under(acts.E, received('2024-09-10 09:00')), 'redirect', 1, '2024-09-10 09:30'],
    ['E-5', under(acts.E, received('2024-09-10 09:00')), 'route', 1, '2024-09-10 10:00'],
    ['E-6', E, 'draft', 1, '2024-09-10 16:20'],
    ['E-7', E.and(drafted('2024-09-10 11:00')), 'release', 1, '2024-09-10 11:30'],
    ['E-8', E.and(drafted('2024-09-10 11:00'), sentBack), 'rework', 1, '2024-09-10 11:50'],
    ['E-9', E.and(interim), 'finalDraft', 1, '2024-09-19 18:00'],
    ['S-5', S, 'return', 1, '2024-09-10 09:50'],
    ['S-6', S, 'draft', 1, '2024-09-11 09:20'],
    ['S-8', S.and(drafted('2024-09-10 11:00')), 'release', 1, '2024-09-10 12:00'],
    ['S-9', S.and(drafted('2024-09-10 11:00'), sentBack), 'rework', 1, '2024-09-10 12:20'],
    ['G-8', under(acts.G, received('2024-09-10 09:00')), 'route', 1, '2024-09-10 09:30'],
    ['G-9', G, 'return', 1, '2024-09-10 09:50'],
    ['G-10', G, 'publish', 1, '2024-09-11 10:00'],
    ['G-11', G, 'draft', 1, '2024-09-10 15:00'],
    ['G-12', G.and(drafted('2024-09-10 11:00')), 'approve', 1, '2024-09-10 11:30'],
    ['G-13', G.and(drafted('2024-09-10 11:00'), sentBack), 'rework', 1, '2024-09-10 12:20'],
    ['G-14', G.and(drafted('2024-09-10 11:00'), { type: 'approved', at: '2024-09-10 11:10' }), 'release', 1, '2024-09-10 11:40'],
    ['G-15', G.and(interim), 'finalDraft', 1, '2024-09-19 18:00'],
    ['G-16', G.and(second), 'contribution', 2, '2024-09-10 11:30'],
    ['D-4.1', D, 'route', 1, '2024-09-11 09:30'],
    ['D-4.3a', D, 'publish', 1, '2024-09-13 23:59'],
    [
      'D-4.3b',
      under(acts.D, received('2024-09-10 09:00', 'incident'), {
        type: 'termSet',
        at: '2024-09-10 09:05',
        norm: 'publish',
        due: '2024-09-11 17:00',
      }),
      'publish',
      1,
      '2024-09-11 17:00',
    ],
  ])('%s', (clause, history, norm, occurrence, due) => {
    const found = history.plan().find((one) => one.norm === norm && one.occurrence === occurrence)
    expect(found && [found.clause, history.local(found.due)]).toEqual([clause, due])
  })

  it('names who owes it', () => {
    expect(owers(L.and(drafted('2024-09-10 11:00'), sentBack))).toEqual({
      route: 'curator',
      publish: 'organisation',
      draft: 'executor',
      approve: 'curator',
      rework: 'executor',
    })
    expect(owers(G.and(drafted('2024-09-10 11:00'), { type: 'approved', at: '2024-09-10 11:10' }))['release']).toBe('executor')
    expect(owers(E.and(drafted('2024-09-10 11:00')))['release']).toBe('curator')
  })
})
