import { describe, expect, it } from 'vitest'
import { shippedRegulations } from '../shipped/index.ts'
import { check, parseRegulation, RegulationError } from '../src/index.ts'
import { goodAct } from './good-act.ts'

const publish = '- { norm: publish, clause: X-2, actor: curator, from: [received], term: +8wh, each: round, met: [published] }'
const draft = '- { norm: draft, clause: X-2, actor: executor, from: [routed], term: +4wh, each: event, unit: own, met: [draftSubmitted] }'
const alone = goodAct.replace('pos: { clause: X-1, as: social }', 'pos: { clause: X-1 }')
const byImportance = alone.replace('importance: null', 'importance: { clause: X-1 }')
const anew =
  'readings:\n  anew: { clauses: [X-1], about: round, question: { ru: Вопрос., en: A question. }, chosen: yes, alternatives: { yes: { ru: Да., en: Yes. }, no: { ru: Нет., en: No. } } }\nschedule:'

/** Places of the faults of an act in which `norm` stands once more, or `with` something else in its place. */
function faults(act: string, norm: string, ...more: readonly string[]): readonly string[] {
  expect(act).toContain(norm)
  try {
    parseRegulation(act.replace(norm, [norm, ...more].join('\n  ')))
    return []
  } catch (error) {
    if (!(error instanceof RegulationError)) throw error
    return error.faults.map(({ path }) => path)
  }
}

describe('a second norm of one name for the same message', () => {
  it.each([
    ['once a round, with another term', goodAct, publish, publish.replace('+8wh', '+2wh')],
    ['once a round, from another event', goodAct, publish, publish.replace('received', 'selected')],
    ['for one importance beside one for any', byImportance, publish, publish.replace('actor: curator', 'actor: curator, importance: high')],
    ['on one track beside one on all', alone, publish, publish.replace('actor: curator', 'actor: curator, tracks: [pos]')],
    ['at each event, from the same event', goodAct, draft, draft.replace('+4wh', '+1wh')],
    ['at each event beside one of the round, from the same event', goodAct, publish, publish.replace('each: round', 'each: event')],
    [
      'under a choice beside one that always stands',
      goodAct.replace('schedule:', anew),
      publish,
      publish.replace('actor: curator', 'actor: curator, under: { reading: anew, is: no }'),
    ],
  ])('%s is refused at its place', (_title, act, norm, second) => {
    expect(faults(act, norm, second)).toEqual([norm === publish ? 'norms.3.norm' : 'norms.4.norm'])
  })

  it.each([
    ['for another importance', byImportance, publish.replace('actor', 'importance: normal, actor'), 'importance: high'],
    ['on another track', alone, publish.replace('actor', 'tracks: [social], actor'), 'tracks: [pos]'],
  ])('%s is not', (_title, act, first, mark) => {
    const second = publish.replace('actor', `${mark}, actor`)
    expect(faults(act.replace(publish, first), first, second)).toEqual([])
  })

  it('at each of two different events is not (routing again after a return, D-4.1)', () => {
    const route = '- { norm: route, clause: X-1, actor: curator, from: [received], term: +1wh, each: round, met: [routed] }'
    expect(faults(goodAct, route, route.replace('received', 'returned').replace('each: round', 'each: event'))).toEqual([])
  })

  it('under each of two choices of one reading is not', () => {
    const under = (is: string) => publish.replace('actor', `under: { reading: anew, is: ${is} }, actor`)
    expect(faults(goodAct.replace('schedule:', anew).replace(publish, under('yes')), under('yes'), under('no'))).toEqual([])
  })

  it('on a track that runs as another would never count, and is refused', () => {
    expect(
      faults(
        goodAct.replace(publish, publish.replace('actor', 'tracks: [social], actor')),
        draft,
        publish.replace('actor', 'tracks: [pos], actor'),
      ),
    ).toEqual(['norms.4.tracks'])
  })
})

describe('a term of nothing', () => {
  it.each(['+0wd', '+0wh', '+0h', '+0d', '+0wm', '+00m'])('%s is refused', (term) => {
    expect(faults(goodAct.replace(publish, publish.replace('+8wh', term)), draft)).toEqual(['norms.2.term'])
  })

  it('is refused wherever an act gives a term', () => {
    expect(faults(goodAct.replace('after: +3wd', 'after: +0wd'), draft)).toEqual(['closeWithoutAnswer.after'])
    expect(faults(goodAct.replace(publish, publish.replace('met:', 'extension: { to: +0d, clause: X-2 }, met:')), draft)).toEqual([
      'norms.2.extension.to',
    ])
  })

  it('says what is wrong with it', () => {
    expect(() => parseRegulation(goodAct.replace('+8wh', '+0wd'))).toThrow(/числом больше нуля/)
  })

  it('is not a term that begins with zeros', () => {
    expect(faults(goodAct.replace('+8wh', '+08wh'), draft)).toEqual([])
  })
})

const by = (term: string) =>
  check(parseRegulation(goodAct.replace('from: [received], term: +8wh', `from: [received], term: ${term}`).replace(/reworkLimit.*\n/, '')))

const found = (findings: ReturnType<typeof check>, id: string) => findings.find((one) => one.id === id)

describe('the clauses of a finding', () => {
  const oneClause = goodAct
    .replaceAll(/clause: X-\d/g, 'clause: X-1')
    .replace('+30wm, each: event, unit: own', '{ reading: clock, when: { working: +30wm, elapsed: +30m } }, each: event, unit: own')
  const clock =
    'readings:\n  clock: { clauses: [X-1], about: clock, question: { ru: Вопрос., en: A question. }, chosen: working, alternatives: { working: { ru: Рабочее., en: Working. }, elapsed: { ru: По часам., en: By the clock. } } }\nschedule:'

  it('stand once each, in every act', () => {
    for (const act of [...shippedRegulations(), parseRegulation(oneClause.replace('schedule:', clock))]) {
      for (const { id, clauses } of check(act)) expect([id, clauses]).toEqual([id, [...new Set(clauses)]])
    }
  })

  it('are told apart by their norms where both sides stand in one clause', () => {
    const mixed = check(parseRegulation(oneClause.replace('schedule:', clock))).find(({ id }) => id === 'mixed-clocks')
    expect(mixed?.clauses).toEqual(['X-1'])
    expect(mixed?.text.ru).toContain('здесь не сказано, какое (п. 1: вернуть куратору)')
    expect(mixed?.text.ru).toMatch(/названо \(п\. 1: направить исполнителю, /)
  })
})

const open = (more: (text: string) => string = (text) => text) => {
  const act = more(goodAct.replace(`  ${draft}\n`, '').replace(/reworkLimit.*\n/, ''))
  return check(parseRegulation(act))
}

describe('the fit of an act without a term for the draft', () => {
  it('counts what the other steps leave', () => {
    // 8 wh in all, routing 1 wh, release 0.5 wh: 6.5 wh for the draft and for reworks of 1.5 wh.
    expect(found(open(), 'rework-rounds')?.numbers).toMatchObject({ total: 480, path: 90, round: 90, fits: 4, left: 30 })
    expect(found(open(), 'rework-rounds')?.text.ru).toContain('на проект остаётся 30 минут')
  })

  it('says that nothing is left, or less than nothing', () => {
    expect(
      found(
        open((text) => text.replace('+8wh', '+90wm')),
        'no-time-left',
      )?.numbers,
    ).toMatchObject({ total: 90, left: 0 })
    expect(
      found(
        open((text) => text.replace('+8wh', '+1wh')),
        'path-exceeds-total',
      )?.numbers,
    ).toMatchObject({ path: 90, over: 30 })
  })

  it('leaves something for the draft: the last rework that would take all of it does not fit', () => {
    expect(
      found(
        open((text) => text.replace('+8wh', '+3wh')),
        'rework-rounds',
      )?.numbers,
    ).toMatchObject({ fits: 0, left: 90 })
  })
})

describe('the fit of an act whose whole runs by another clock than its steps', () => {
  it('8 hours of the clock from the afternoon on hold fewer working ones than the steps take', () => {
    const late = found(by('+8h'), 'path-exceeds-total')
    expect(late).toMatchObject({ severity: 'warning', clauses: ['X-2', 'X-1', 'X-3', 'X-4'] })
    expect(late?.text.ru).toMatch(/На сообщение, пришедшее в пятницу в \d\d:\d\d, ответить надо/)
    expect(found(by('+8h'), 'rework-rounds')?.numbers).toMatchObject({ fits: 0, most: 1 })
  })

  it('an hour of the clock never holds them', () => {
    expect(found(by('+1h'), 'path-exceeds-total')?.severity).toBe('error')
  })

  it('three working days always do, with rework to spare', () => {
    const days = by('+3wd')
    expect(found(days, 'path-exceeds-total')).toBeUndefined()
    expect(found(days, 'no-time-left')).toBeUndefined()
    expect(found(days, 'rework-rounds')?.numbers['fits']).toBeGreaterThan(5)
  })

  it('a draft counted back from it may begin when it is due', () => {
    const act = goodAct
      .replace('from: [received], term: +8wh', 'from: [received], term: +4h')
      .replace(
        'from: [routed], term: +4wh, each: event, unit: own, met: [draftSubmitted]',
        'before: publish, term: -3wh, each: round, met: [draftSubmitted]',
      )
    expect(found(check(parseRegulation(act)), 'no-time-left')).toMatchObject({ severity: 'error', numbers: { left: 0 } })
  })
})
