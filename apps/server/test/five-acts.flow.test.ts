import type { IncidentCard } from '@otklik/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { openTown, type Town, until } from './town.ts'

const complaint = 'На Ленина, 5 яма во весь двор. Когда засыплете?'
const weak = 'Здравствуйте! Разберёмся.'
const reply = 'Здравствуйте, Мария! Яму во дворе дома 5 по улице Ленина засыплем до 15 января, отвечает отдел дорог. Фото приложим.'

type Path = {
  readonly act: string
  /** Moments of the worked example: received, selected, routed, drafted, sent back or corrected, redrafted, let out. */
  readonly at: readonly [string, string, string, string, string, string, string]
  readonly sentBackBy: string | null
  /** Who lets the reply out, by which clause; `approve` alone where approval publishes by itself. */
  readonly out: readonly { readonly who: 'curator' | 'roads'; readonly step: 'approve' | 'publish' }[]
  readonly confirmed: readonly string[]
  /** Norm, clause, due, status: what the act demanded of this message and what came of it. */
  readonly owed: readonly (readonly [norm: string, clause: string, due: string, status: string])[]
  readonly clauses: readonly string[]
}

const paths: readonly Path[] = [
  {
    act: 'lesozavodsk-2022',
    at: at('2024-12-27T', '+10:00', '16:30', '16:40', '16:50', '17:00', '17:10', '17:20', '17:30'),
    sentBackBy: 'L-11',
    out: [{ who: 'curator', step: 'approve' }],
    confirmed: [],
    owed: [
      ['route', 'L-7', '2024-12-27T17:30:00+10:00', 'met'],
      ['publish', 'L-8', '2024-12-28T15:40:00+10:00', 'met'],
      ['draft', 'L-10', '2024-12-28T11:40:00+10:00', 'met'],
    ],
    clauses: ['L-6', 'L-7', 'L-11'],
  },
  {
    act: 'yelets-2023',
    at: at('2024-09-03T', '+03:00', '16:30', '16:40', '17:00', '17:10', '17:15', '17:25', '17:30'),
    sentBackBy: 'E-8',
    out: [{ who: 'curator', step: 'publish' }],
    confirmed: ['grammar', 'complete'],
    owed: [
      ['route', 'E-5', '2024-09-03T17:30:00+03:00', 'met'],
      ['draft', 'E-6', '2024-09-04T15:00:00+03:00', 'met'],
    ],
    clauses: ['E-5', 'E-7', 'E-8'],
  },
  {
    act: 'smolensk-region-2020',
    at: at('2024-11-07T', '+03:00', '16:30', '16:40', '17:00', '17:10', '17:15', '17:25', '17:30'),
    sentBackBy: 'S-8',
    out: [{ who: 'curator', step: 'publish' }],
    confirmed: [],
    owed: [['draft', 'S-6', '2024-11-08T17:00:00+03:00', 'met']],
    clauses: ['S-2', 'S-8'],
  },
  {
    act: 'gazimuro-zavodsky-2024',
    at: at('2024-11-01T', '+09:00', '17:00', '17:05', '17:10', '17:20', '17:30', '17:40', '17:50'),
    sentBackBy: 'G-12',
    out: [
      { who: 'curator', step: 'approve' },
      { who: 'roads', step: 'publish' },
    ],
    confirmed: [],
    owed: [
      ['publish', 'G-10', '2024-11-05T10:00:00+09:00', 'met'],
      ['draft', 'G-11', '2024-11-02T14:00:00+09:00', 'met'],
    ],
    clauses: ['G-8', 'G-12', 'G-14'],
  },
  {
    act: 'desnogorsk-2023',
    at: at('2024-06-05T', '+03:00', '10:00', '10:10', '10:20', '11:00', '11:10', '11:20', '11:30'),
    sentBackBy: null,
    out: [{ who: 'roads', step: 'publish' }],
    confirmed: [],
    owed: [['route', 'D-4.1', '2024-06-06T10:00:00+03:00', 'met']],
    clauses: ['D-4.1', 'D-4'],
  },
]

function at(day: string, offset: string, ...times: string[]): Path['at'] {
  return times.map((time) => `${day}${time}:00${offset}`) as unknown as Path['at']
}

let town: Town | null = null
afterEach(async () => {
  await town?.close()
  town = null
})

/** Dates to the minute: the town's clock runs on between two steps. */
const minute = (moment: number): number => Math.floor(moment / 60_000)

describe('from a comment to the reply under it, by the act', () => {
  it.each(paths)('$act', async ({ act, at: times, sentBackBy, out, confirmed, owed, clauses }) => {
    town = await openTown({ act, at: times[0] })
    const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
    // Signing in has taken its time, and terms are counted from the comment.
    town.setClock(times[0])
    const { id, commentId, status } = await town.write(complaint)
    expect(status).toBe('received')
    await until(async () => (await curator.card(id)).row.authorName === 'Жительница Мария')
    const queue = await curator.get<{ rows: { id: string }[] }>('/api/queue?view=new')
    expect(queue.rows.map((row) => row.id)).toEqual([id])

    town.setClock(times[1])
    await curator.act(id, { type: 'select', location: 'ул. Ленина, 5' })
    town.setClock(times[2])
    await curator.act(id, { type: 'route', unitId: town.units.roads })
    town.setClock(times[3])
    const mine = await roads.get<{ rows: { id: string }[] }>('/api/queue?view=mine')
    expect(mine.rows.map((row) => row.id)).toEqual([id])
    await roads.act(id, { type: 'submitDraft', kind: 'final', text: weak })
    town.setClock(times[4])
    const { actions } = await curator.card(id)
    const may = actions.find(({ action }) => action === 'sendBack')
    expect({ allowed: may?.allowed, code: may?.code }).toEqual(
      sentBackBy === null ? { allowed: false, code: 'step-not-in-act' } : { allowed: true, code: null },
    )
    if (sentBackBy !== null) await curator.act(id, { type: 'sendBack', revision: 1, remarks: [{ text: 'Назовите срок' }] })
    town.setClock(times[5])
    await roads.act(id, { type: 'submitDraft', kind: 'final', text: reply })
    town.setClock(times[6])
    for (const { who, step } of out) await (await town.as(who)).act(id, { type: step, revision: 2, confirmed: [...confirmed] })

    const done = await until(async () => {
      const card = await curator.card(id)
      return card.row.status === 'answered' && card.context !== null ? card : null
    })
    expect(town.sandbox.ledger()).toMatchObject([{ replyTo: commentId, text: reply, state: 'stands' }])
    expect(done.publications).toMatchObject([{ state: 'published', revision: 2 }])
    expect(done.revisions.map(({ outcome }) => outcome)).toEqual([sentBackBy === null ? 'pending' : 'sentBack', 'published'])
    expect(termsOf(done)).toEqual(
      expect.arrayContaining(owed.map(([norm, clause, due, state]) => [norm, clause, minute(Date.parse(due)), state])),
    )
    expect(done.obligations.filter((each) => each.status === 'breached')).toEqual([])
    expect(done.record.find(({ type }) => type === 'SentBack')?.clause ?? null).toBe(sentBackBy)
    const named = new Set(done.record.map(({ clause }) => clause))
    for (const clause of clauses) expect(named).toContain(clause)
    expect(done.context?.post?.text).toBe('Дорогие жители!')
  })
})

const termsOf = ({ obligations }: IncidentCard) => obligations.map(({ norm, clause, due, status }) => [norm, clause, minute(due), status])
