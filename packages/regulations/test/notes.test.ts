import { describe, expect, it } from 'vitest'
import { notesOn } from '../src/index.ts'
import { drafted, E, G, L, received, returned, routed, selected } from './happenings.ts'
import { acts, type Case, reading, under } from './histories.ts'

/** `3 G-8 Срок …`: number of the event, clause, words. */
const told = (history: Case) =>
  notesOn(history.act, history.schedule, history.events).map(({ event, clause, text }) => `${event} ${clause ?? '—'} ${text.ru}`)

const set = (moment: string, norm: string, what: object) => ({ type: 'termSet', at: moment, norm, ...what }) as const
const pos = under(acts.D, received('2024-09-03 10:00', 'pos'), routed('2024-09-03 12:00'))
const extended = (moment: string, term: string) => ({ type: 'extended', at: moment, term }) as const

describe('what an act has against a history', () => {
  it('is nothing where all went by it', () => {
    const good = [
      L.and(routed('2024-09-10 09:30', 'Дороги'), set('2024-09-10 09:40', 'contribution', { term: '+4wh' })),
      G.and(set('2024-09-10 09:30', 'publish', { term: '+5wh' }), drafted('2024-09-10 10:00')),
      under(acts.D, received('2024-09-03 10:00', 'incident'), set('2024-09-03 10:05', 'publish', { due: '2024-09-05 18:00' })),
      // Comments of our own finding run as messages of Incident Management.
      under(acts.D, received('2024-09-03 10:00'), set('2024-09-03 10:05', 'publish', { term: '+24h' })),
      pos.and(extended('2024-09-04 10:00', '+7d')),
    ]
    for (const history of good) expect(told(history)).toEqual([])
  })

  it('names a term that the act does not let be set, and what it does; the plan counts with it all the same', () => {
    const reworked = E.and(set('2024-09-10 11:15', 'draft', { term: '+9wh' }))
    expect(told(reworked)).toEqual([
      '2 — Акт не даёт назначать одному сообщению срок «представить проект ответа». Других сроков он тоже назначать не даёт.',
    ])
    expect(reworked.owed('draft')).toBe('2024-09-11 10:20 pending')
    expect(told(L.and(set('2024-09-10 09:40', 'publish', { due: '2024-09-10 16:00' })))).toEqual([
      '3 L-14 Акт не даёт назначать одному сообщению срок «разместить ответ». Назначить можно только: «прислать свою часть».',
    ])
    expect(told(pos.and(set('2024-09-03 13:00', 'publish', { due: '2024-09-04 18:00' })))).toHaveLength(1)
  })

  it('G-8: names a term that was lengthened, by both ends', () => {
    const longer = G.and(set('2024-09-10 09:30', 'publish', { term: '+12wh' }))
    expect(told(longer)).toEqual([
      '3 G-8 Срок «разместить ответ» акт даёт только сократить. По акту он кончается 11 сент. в 10:00, а назначено на 11 сент. в 13:00.',
    ])
    expect(longer.owed('publish')).toBe('2024-09-11 13:00 pending')
    expect(told(G.and(set('2024-09-10 09:30', 'publish', { due: '2024-09-11 10:00' })))).toEqual([])
    expect(told(G.and(set('2024-09-10 09:30', 'publish', { due: '2024-09-11 10:01' })))).toHaveLength(1)
  })

  it('G-8: back to a longer term within the act’s own is no lengthening, and one set after the breach is', () => {
    const shortened = G.and(set('2024-09-10 09:30', 'publish', { term: '+5wh' }), set('2024-09-10 09:40', 'publish', { term: '+7wh' }))
    expect(told(shortened)).toEqual([])
    expect(told(G.and(set('2024-09-12 09:30', 'publish', { term: '+30wh' })))).toHaveLength(1)
  })

  it('G-8: a term set before the norm has begun is judged by the amounts', () => {
    const act = reading(acts.G, 'detection', 'selection')
    const early = (term: string) =>
      under(act, received('2024-09-10 09:00'), set('2024-09-10 09:05', 'publish', { term }), selected('2024-09-10 09:10'))
    expect(told(early('+5wh'))).toEqual([])
    expect(told(early('+12wh'))[0]).toBe(
      '1 G-8 Срок «разместить ответ» акт даёт только сократить. По акту это 9 рабочих часов, а назначено: 12 рабочих часов.',
    )
  })

  it('D-4.3a: names an extension past the limit and one of what is over; an act without any names that', () => {
    expect(told(pos.and(extended('2024-09-04 10:00', '+10d')))).toEqual([
      '2 D-4.3a Дольше, чем даёт акт: срок «разместить ответ» продлевается самое большее до 10 сент. в 23:59.',
    ])
    expect(told(pos.and(extended('2024-09-04 10:00', '+2d')))).toEqual([
      '2 D-4.3a Срок «разместить ответ» от этого не сдвинется: он и так до 6 сент. в 23:59. Продление считают от начала срока.',
    ])
    expect(told(pos.and(extended('2024-09-09 10:00', '+7d')))).toEqual(['2 D-4.3a Продлевать уже нечего: срок исполнен, снят или прошёл.'])
    const none = 'Ни один срок этого сообщения акт продлять не даёт: сроки прежние.'
    expect(told(L.and(extended('2024-09-10 10:00', '+7d')))).toEqual([`3 — ${none}`])
    expect(told(under(acts.D, received('2024-09-03 10:00', 'incident'), extended('2024-09-03 11:00', '+7d')))).toEqual([`1 — ${none}`])
  })

  it('names events of a unit that does not have the message, and exact repetitions, by their own numbers', () => {
    const history = L.and(returned('2024-09-10 09:40', 'Школы'), drafted('2024-09-10 10:00'), drafted('2024-09-10 10:00'))
    expect(told(history)).toEqual([
      '3 — Сообщения у подразделения «Школы» сейчас нет: событие не считается.',
      '5 — Точный повтор: считается один раз.',
    ])
  })

  it('is said in plain English, too', () => {
    const history = G.and(
      set('2024-09-10 09:30', 'publish', { term: '+12wh' }),
      set('2024-09-10 09:31', 'draft', { term: '+1wh' }),
      extended('2024-09-10 09:32', '+7d'),
      returned('2024-09-10 09:40', 'Roads'),
    )
    const texts = notesOn(history.act, history.schedule, history.events).map(({ text }) => text.en)
    expect(texts).toHaveLength(4)
    for (const text of texts) expect(text).toMatch(/^[A-Z][^а-яё]*\.$/i)
  })
})
