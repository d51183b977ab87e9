import { describe, expect, it } from 'vitest'
import { check, parseRegulation, type Regulation } from '../src/index.ts'
import { goodAct } from './good-act.ts'
import { acts, reading } from './histories.ts'

function finding(act: Regulation, id: string) {
  const found = check(act).find((one) => one.id === id)
  if (found === undefined)
    throw new Error(
      `no finding ${id}; there are ${check(act)
        .map((one) => one.id)
        .join(', ')}`,
    )
  return found
}

describe('the findings about the five acts', () => {
  it('L, high importance: routing may leave the executor 0 minutes', () => {
    expect(finding(acts.L, 'no-time-left-high')).toMatchObject({
      severity: 'error',
      clauses: ['L-9', 'L-10', 'L-7'],
      numbers: { total: 180, before: 120, front: 60, route: 60, left: 0 },
    })
    expect(finding(acts.L, 'no-time-left-high').text.ru).toContain('исполнителю остаётся 0 минут')
  })

  it('L, normal importance: one rework round fits, two do not; two co-executors in sequence do not', () => {
    expect(finding(acts.L, 'rework-rounds-normal').numbers).toMatchObject({ total: 420, fits: 1, withOneMore: 450 })
    expect(finding(acts.L, 'co-executors-normal').numbers).toMatchObject({ available: 180, each: 120, fits: 1, withOneMore: 240 })
    expect(finding(acts.L, 'co-executors-normal').clauses).toContain('L-14')
  })

  it('L: nobody is named for placing the reply', () => {
    expect(finding(acts.L, 'nobody-named').clauses).toEqual(['L-8', 'L-9', 'L-13'])
  })

  it('E: 7.5 h of 8, one rework round makes 8.5', () => {
    expect(finding(acts.E, 'rework-rounds').numbers).toMatchObject({ total: 480, path: 450, round: 60, fits: 0, withOneMore: 510 })
    expect(finding(acts.E, 'rework-rounds').text.en).toContain('1 + 6 + 0.5 = 7.5 h of 8 h')
  })

  it('E: by the clock a message of 16:00 must be answered by midnight', () => {
    expect(finding(acts.E, 'overall-clock-unnamed')).toMatchObject({ clauses: ['E-3'], numbers: { hours: 8, arrival: '16:00' } })
    expect(finding(acts.E, 'mixed-clocks').clauses).toEqual(['E-3', 'E-4', 'E-5', 'E-6', 'E-7', 'E-8'])
  })

  it('G: two rework rounds fit with nothing left, three do not; two co-executors fit, three do not', () => {
    expect(finding(acts.G, 'rework-rounds').numbers).toMatchObject({ fits: 2, left: 0, withOneMore: 630 })
    expect(finding(acts.G, 'co-executors').numbers).toMatchObject({ available: 270, each: 120, fits: 2, withOneMore: 360 })
  })

  it('S: no overall term, so rework can go on without end; routing has no norm', () => {
    expect(finding(acts.S, 'no-overall-term')).toMatchObject({ clauses: ['S-6', 'S-8', 'S-9'], numbers: { round: 120 } })
    expect(finding(acts.S, 'step-without-norm-route').clauses).toEqual(['S-2'])
  })

  it('D: clause 2.1.3 stands twice, 1080×1020 is no usual format, the start of the 3 days is not named', () => {
    expect(finding(acts.D, 'numbering-repeated-2.1.3')).toMatchObject({ clauses: ['D-2.1.3', 'D-2.1.3b'], numbers: { times: 2 } })
    expect(finding(acts.D, 'unusual-video-frame')).toMatchObject({ clauses: ['D-2.1'], numbers: { width: 1080, height: 1020 } })
    expect(finding(acts.D, 'unnamed-start-pos-start').clauses).toEqual(['D-4.3a'])
  })

  it('stand with the gravest first, each with an id of its own', () => {
    for (const act of Object.values(acts)) {
      const found = check(act)
      const order = found.map((one) => ['error', 'warning', 'note'].indexOf(one.severity))
      expect(order).toEqual(order.toSorted((one, other) => one - other))
      expect(new Set(found.map((one) => one.id)).size).toBe(found.length)
    }
  })

  it('follow the chosen reading: with clock hours the parts of E cannot be added to its whole', () => {
    expect(check(reading(acts.E, 'clock-3', 'elapsed')).map((one) => one.id)).not.toContain('rework-rounds')
  })
})

/** Id and words of what is said of steps without a term. */
const stepsWithout = (text: string) =>
  check(parseRegulation(text))
    .filter(({ id }) => id.startsWith('step-without-norm'))
    .map(({ id, text: { en } }) => [id, en])

describe('a good act', () => {
  it('has no findings', () => {
    expect(check(parseRegulation(goodAct))).toEqual([])
  })

  it.each([
    ['the total is shorter than its parts', 'term: +8wh', 'term: +5wh', 'path-exceeds-total'],
    ['more rework is allowed than fits', 'rounds: 1', 'rounds: 2', 'rework-rounds'],
    ['a number is printed twice', "'2.1', '3'", "'2.1', '2.1', '3'", 'numbering-repeated-2.1'],
    ['numbers stand out of order', "'4', '10'", "'10', '4'", 'numbering-order-4'],
    ['it has no number', "number: '1'", 'number: null', 'source-incomplete'],
    ['an example does not come out', 'T17:00:00', 'T16:00:00', 'example-fails-1'],
    ['a step loses its norm', 'norm: route, clause', 'norm: redirect, clause', 'step-without-norm-route'],
  ])('has one when %s', (_title, from, to, id) => {
    expect(goodAct).toContain(from)
    const changed = parseRegulation(goodAct.replace(from, to))
    expect(check(changed).map((one) => one.id)).toContain(id)
  })

  it('has one for the track alone on which a step has no term, and it names the track', () => {
    const apart = goodAct
      .replace('pos: { clause: X-1, as: social }', 'pos: { clause: X-1 }')
      .replace('lapses: true', 'lapses: true, tracks: [social]')
    const found = check(parseRegulation(apart)).filter(({ id }) => id.startsWith('step-without-norm'))
    expect(found.map(({ id, text }) => [id, text.ru])).toEqual([['step-without-norm-return-pos', 'ПОС: шаг без срока: вернуть куратору.']])
  })

  it('has one for the importance alone for which a step has no term, and one for a track where it has none for any', () => {
    const levels = goodAct
      .replace('importance: null', 'importance: { clause: X-1 }')
      .replace('lapses: true', 'lapses: true, importance: high')
    expect(stepsWithout(levels)).toEqual([
      ['step-without-norm-return-normal', 'Normal importance: a step without a term: return to the curator.'],
    ])
    const both = levels
      .replace('pos: { clause: X-1, as: social }', 'pos: { clause: X-1 }')
      .replace('importance: high', 'importance: high, tracks: [social]')
    expect(stepsWithout(both)).toEqual([
      ['step-without-norm-return-social-normal', 'Social networks: Normal importance: a step without a term: return to the curator.'],
      ['step-without-norm-return-pos', 'ПОС: a step without a term: return to the curator.'],
    ])
  })

  it('has no room for drafting where a backward norm takes it all', () => {
    const backward = goodAct
      .replace(
        'from: [routed], term: +4wh, each: event, unit: own, met: [draftSubmitted]',
        'before: publish, term: -7wh, each: round, met: [draftSubmitted]',
      )
      .replace('reworkLimit', 'joint: { clause: X-2, order: curator, composes: curator }\nreworkLimit')
    expect(finding(parseRegulation(backward), 'no-time-left').numbers).toMatchObject({ total: 480, front: 60, route: 60, left: 0 })
  })
})
