import { describe, expect, it } from 'vitest'
import { clauseText, releasePath, normsTable, procedureOf, regulationSummary } from '../src/index.ts'
import { acts, reading } from './histories.ts'

const grounds = (id: 'L' | 'G') => procedureOf(acts[id]).declineGrounds.filter((one) => one.clause === (id === 'L' ? 'L-17' : 'G-19'))
const late = (id: keyof typeof acts) => procedureOf(acts[id]).return.late?.use
const kinds = (id: keyof typeof acts) => procedureOf(acts[id]).replyKinds.map((one) => one.kind)
/** Every clause that an act's file refers to. */
const cited = (id: keyof typeof acts) =>
  new Set(
    JSON.stringify({ ...acts[id], clauses: null })
      .match(/"[LESGD]A?-[\w.-]+"/g)
      ?.map((text) => text.slice(1, -1)),
  )

describe('who does what', () => {
  it.each([
    ['L', { route: 'L-7', approve: 'L-11', sendBack: 'L-11', publish: ['curator', 'approval'] }],
    ['E', { route: 'E-5', approve: null, sendBack: 'E-8', publish: ['curator', 'press'] }],
    ['S', { route: 'S-2', approve: null, sendBack: 'S-8', publish: ['curator', 'press'] }],
    ['G', { route: 'G-8', approve: 'G-12', sendBack: 'G-12', publish: ['executor', 'press'] }],
    ['D', { route: 'D-4.1', approve: null, sendBack: null, publish: ['executor', 'press'] }],
  ] as const)('under %s', (id, wanted) => {
    const { route, approve, sendBack, publish } = procedureOf(acts[id])
    expect({
      route: route.clause,
      approve: approve?.clause ?? null,
      sendBack: sendBack?.clause ?? null,
      publish: [publish.by, publish.trigger],
    }).toEqual(wanted)
  })

  it('a draft waits for an approval (L, G), for a publisher who reads it (E, S) or for its own writer (D)', () => {
    const waits = Object.entries(acts).map(([id, act]) => [id, releasePath(procedureOf(act))])
    expect(Object.fromEntries(waits)).toEqual({ L: 'approval', E: 'publication', S: 'publication', G: 'approval', D: 'own' })
  })

  it('every act takes every track, so that no message is refused', () => {
    for (const act of Object.values(acts)) expect(procedureOf(act).tracks.toSorted()).toEqual(['incident', 'pos', 'social'])
  })

  it('placing in L rests on a reading that can be changed', () => {
    expect(procedureOf(acts.L).publish.reading?.ru).toContain('акт не говорит')
    expect(procedureOf(reading(acts.L, 'placing', 'by-executor')).publish).toMatchObject({
      by: 'executor',
      trigger: 'press',
      clause: 'L-3',
    })
  })

  it('G-9 and S-5 give half an hour to return and say nothing of later; L, E and D give no time, so nothing can be late', () => {
    expect([late('S'), late('G'), late('L'), late('E'), late('D')]).toEqual(['refused', 'refused', undefined, undefined, undefined])
    expect(procedureOf(acts.G).return.late?.reading?.ru).toBe(
      'Можно ли вернуть сообщение позже 30 минут, пункт 9 не говорит. Нельзя: сообщение остаётся у исполнителя, передать его другому может куратор.',
    )
    for (const id of ['S', 'G'] as const) {
      expect(procedureOf(reading(acts[id], 'late-return', 'marked')).return.late).toMatchObject({ use: 'marked' })
    }
  })

  it('E-4: what is not ours may leave late, marked; under the other reading it may not', () => {
    expect(procedureOf(acts.E).redirect?.late?.use).toBe('marked')
    expect(procedureOf(reading(acts.E, 'late-redirect', 'refused')).redirect?.late?.use).toBe('refused')
  })

  it("E-7's three checks stop a reply", () => {
    const stops = procedureOf(acts.E).requirements.filter((one) => one.clause === 'E-7')
    expect(stops.map((one) => [one.id, one.check, one.weight])).toEqual([
      ['greeting', 'auto', 'stop'],
      ['grammar', 'manual', 'stop'],
      ['complete', 'manual', 'stop'],
    ])
  })

  it('L-17 and G-19 name whom not to answer; only L allows a blacklist', () => {
    expect(grounds('L').map((one) => [one.id, one.mayBlacklist])).toEqual([
      ['obscene', true],
      ['threat', true],
      ['spam', true],
      ['advertising', true],
    ])
    expect(grounds('G').every((one) => !one.mayBlacklist)).toBe(true)
  })

  it('S and D know the reply alone, the others clarification and interim too', () => {
    expect([kinds('S'), kinds('D')]).toEqual([['final'], ['final']])
    for (const id of ['L', 'E', 'G'] as const) expect(kinds(id)).toEqual(['clarification', 'interim', 'final'])
  })
})

const duty = (id: keyof typeof acts, clause: string) => acts[id].duties.filter((one) => one.clause === clause)

describe('what is owed beside the replies', () => {
  it('D-2.1: material comes with contact details, its text in Russian; what 2 MB are is a reading', () => {
    expect(duty('D', 'D-2.1').map(({ text }) => text.ru)).toEqual(['Указать в письме контактные данные для обратной связи'])
    expect(acts.D.materials.find(({ kind }) => kind === 'text')).toMatchObject({ formats: ['doc', 'docx'], language: 'ru' })
    const least = acts.D.materials.find(({ kind }) => kind === 'photo')?.minBytes
    expect(least).toEqual({ reading: 'megabyte', when: { binary: 2_097_152, decimal: 2_000_000 } })
    expect(acts.D.readings['megabyte']?.chosen).toBe('binary')
  })

  it('D-1.2a: Mondays by 15:00, and what follows a Monday off is a reading', () => {
    expect(duty('D', 'D-1.2a')[0]?.when).toEqual({ every: 'week', weekday: 'mon', by: '15:00', reading: 'monday-off' })
    expect(acts.D.readings['monday-off']).toMatchObject({ clauses: ['D-1.2a'], chosen: 'next-working-day' })
  })

  it('is owed by those whom the act names', () => {
    expect(duty('D', 'D-4.2').map(({ actor }) => actor)).toEqual(['unit'])
    expect(duty('S', 'S-4').map(({ actor }) => actor)).toEqual(['curator-head'])
    expect(duty('S', 'S-15').map(({ actor }) => actor)).toEqual(['curator-head', 'curator-head'])
    expect(duty('E', 'E-11').map(({ actor }) => actor)).toEqual(['executor', 'curator'])
    expect(duty('S', 'S-ord-2.2').map(({ kind }) => kind)).toEqual(['advice'])
  })
})

/** Norm, clause, how far, on which tracks. */
const settable = (id: keyof typeof acts) =>
  procedureOf(acts[id]).overrides.map(({ norm, clause, allows, tracks }) => [norm, clause, allows, ...tracks.toSorted()])

describe('a term for one message', () => {
  it('may be shortened by G-8, set by L-14, taken from Incident Management by D-4.3b; E and S let none be set', () => {
    expect(settable('G')).toEqual([['publish', 'G-8', 'shorten', 'incident', 'pos', 'social']])
    expect(settable('L')).toEqual([['contribution', 'L-14', 'any', 'incident', 'pos', 'social']])
    // Comments of our own finding run as messages of Incident Management there.
    expect(settable('D')).toEqual([['publish', 'D-4.3b', 'any', 'incident', 'social']])
    expect([settable('E'), settable('S')]).toEqual([[], []])
  })
})

describe('an act for people', () => {
  it('shows a clause as a person writes it', () => {
    expect(clauseText(acts.L, 'L-8').ru).toBe('п. 8')
    expect(clauseText(acts.L, 'LA-2.2').ru).toBe('прил. 2, п. 2.2')
  })

  it('is cited with kind, body, date and number', () => {
    expect(regulationSummary(acts.G)).toMatchObject({
      edition: '2024-11-20',
      source: expect.stringContaining('от 20.11.2024, № 352') as string,
    })
    expect(regulationSummary(acts.E).source).toContain('без номера')
  })

  it('has its norms as a table, with conditions and readings', () => {
    const rows = normsTable(acts.L)
    expect(rows.find((row) => row.clause === 'L-9')).toMatchObject({
      norm: 'publish',
      term: '+3wh',
      from: 'received',
      condition: 'importance:high',
    })
    expect(rows.find((row) => row.clause === 'L-10')).toMatchObject({ from: 'end:publish', reading: null })
    expect(rows.find((row) => row.clause === 'L-7')?.reading?.ru).toContain('рабочее время')
  })

  it('has every clause of the specification with an obligation for the desk', () => {
    for (const number of [2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
      expect(cited('L').has(`L-${number}`), `L-${number}`).toBe(true)
    for (const number of [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) expect(cited('E').has(`E-${number}`), `E-${number}`).toBe(true)
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
      expect(cited('S').has(`S-${number}`), `S-${number}`).toBe(true)
    for (const number of [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]) {
      expect(cited('G').has(`G-${number}`), `G-${number}`).toBe(true)
    }
    for (const clause of [
      '1.1',
      '1.2a',
      '1.2b',
      '1.2c',
      '2.1',
      '2.1.1',
      '2.1.2',
      '2.1.3b',
      '2.2',
      '3.1',
      '4.1',
      '4.2',
      '4.3a',
      '4.3b',
      '4.3c',
    ]) {
      expect(cited('D').has(`D-${clause}`), `D-${clause}`).toBe(true)
    }
  })
})
