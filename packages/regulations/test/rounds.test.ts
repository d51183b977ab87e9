import { CalendarEnds } from '@otklik/worktime'
import { describe, expect, it } from 'vitest'
import { explain, plan, planSafely } from '../src/index.ts'
import { received, routed, drafted, published, at, L, E, S, G } from './happenings.ts'
import { acts, type Case, officeHours, reading, under } from './histories.ts'

describe('rework rounds', () => {
  const twice = [
    drafted('2024-09-10 10:00'),
    at('sentBack', '2024-09-10 10:20'),
    drafted('2024-09-10 11:00'),
    at('sentBack', '2024-09-10 11:40'),
    drafted('2024-09-10 12:30'),
  ]

  it('give one obligation each to approve and to rework (L-11, L-12)', () => {
    const history = L.and(...twice, at('approved', '2024-09-10 12:50'))
    const states = (norm: string) =>
      history
        .plan()
        .filter((one) => one.norm === norm)
        .map((one) => `${one.occurrence} ${one.status}`)
    expect(states('approve')).toEqual(['1 met', '2 breached', '3 met'])
    expect(states('rework')).toEqual(['1 met', '2 met'])
  })

  it('meet the release by sending back as well as by publishing (E-7, S-8)', () => {
    const history = S.and(...twice, published('2024-09-10 12:50'))
    expect([1, 2, 3].map((round) => history.owed('release', round))).toEqual([
      '2024-09-10 11:00 met',
      '2024-09-10 12:00 met',
      '2024-09-10 14:30 met',
    ])
  })

  it('replace an unread draft by the next: nobody owes a reading of the old one', () => {
    const replaced = E.and(drafted('2024-09-10 10:00'), drafted('2024-09-10 10:10'))
    expect(replaced.owed('release', 1)).toBe('2024-09-10 10:30 cancelled')
    expect(replaced.owed('release', 2)).toBe('2024-09-10 10:40 pending')
  })
})

describe('an interim reply', () => {
  it('starts the final term, which a second interim does not push away (L-13)', () => {
    const history = L.and(published('2024-09-10 12:00', 'interim'), published('2024-09-11 12:00', 'interim'))
    expect(history.owed('final', 1)).toBe('2024-09-13 18:00 pending')
    expect(history.owed('final', 2)).toBeUndefined()
    expect(history.and(published('2024-09-12 10:00')).owed('final')).toBe('2024-09-13 18:00 met')
  })

  it('leaves the final draft owed until a draft of that kind comes (E-9, G-15)', () => {
    const history = E.and(published('2024-09-10 12:00', 'interim'), drafted('2024-09-11 10:00', 'interim'))
    expect(history.owed('finalDraft')).toBe('2024-09-19 18:00 pending')
    expect(history.and(drafted('2024-09-12 10:00', 'final')).owed('finalDraft')).toBe('2024-09-19 18:00 met')
  })
})

describe("the author's answer", () => {
  const asked = L.and(
    drafted('2024-09-10 10:00', 'clarification'),
    at('approved', '2024-09-10 10:10'),
    published('2024-09-10 10:11', 'clarification'),
  )

  it('starts the terms of a normal message also where no selection was recorded (L-8)', () => {
    const unselected = under(
      acts.L,
      received('2024-09-10 09:00'),
      routed('2024-09-10 09:20'),
      published('2024-09-10 12:00', 'clarification'),
    )
    const answered = unselected.and(at('authorAnswered', '2024-09-11 10:00'))
    expect(answered.owed('publish', 2)).toBe('2024-09-11 18:00 pending')
    expect(answered.owed('draft', 2)).toBe('2024-09-11 15:00 pending')
  })

  it('starts nothing for a unit whose part comes when the matter is closed (L-14)', () => {
    const late = L.and(at('closed', '2024-09-10 12:00'), { type: 'contributionSubmitted', at: '2024-09-10 15:00', unit: 'ЖКХ' })
    expect(late.owed('contribution')).toBeUndefined()
  })

  it('to a clarification starts a new round as an arrival', () => {
    const answered = asked.and(at('authorAnswered', '2024-09-11 10:00'))
    expect(answered.owed('route', 2)).toBe('2024-09-11 11:00 pending')
    expect(answered.owed('publish', 2)).toBe('2024-09-11 18:00 pending')
    expect(answered.owed('draft', 2)).toBe('2024-09-11 15:00 pending')
    expect(answered.plan().find((one) => one.norm === 'publish' && one.occurrence === 2)?.reading?.en).toContain('new arrival')
  })

  it('goes straight to the executor under the other reading', () => {
    const straight = under(
      reading(acts.E, 'author-answer', 'executor'),
      received('2024-09-10 09:00'),
      routed('2024-09-10 09:20'),
      published('2024-09-10 10:00', 'clarification'),
      at('authorAnswered', '2024-09-11 10:00'),
    )
    expect(straight.owed('route', 2)).toBe('2024-09-11 11:00 met')
    expect(straight.owed('draft', 2)).toBe('2024-09-11 17:00 pending')
  })

  it('starts nothing while the work goes on, nor under the reading that ignores it', () => {
    expect(L.and(at('authorAnswered', '2024-09-10 10:00')).plan()).toHaveLength(3)
    const deaf = under(
      reading(acts.E, 'author-answer', 'nothing'),
      received('2024-09-10 09:00'),
      published('2024-09-10 10:00', 'clarification'),
      at('authorAnswered', '2024-09-11 10:00'),
    )
    expect(deaf.owed('publish', 2)).toBeUndefined()
  })

  it('opens a closed matter again', () => {
    const again = L.and(published('2024-09-10 12:00'), at('closed', '2024-09-10 12:30'), at('authorAnswered', '2024-09-12 10:00'))
    expect(again.owed('publish', 2)).toBe('2024-09-12 18:00 pending')
  })
})

const draft = (history: Case) => history.plan().find((one) => one.norm === 'draft')

describe('several units', () => {
  const shared = L.and(routed('2024-09-10 09:40', 'Дороги'))

  it('owe a part each, from the moment each received the message (L-14)', () => {
    const parts = shared.and({ type: 'contributionSubmitted', at: '2024-09-10 11:30', unit: 'Дороги' })
    const found = parts.plan().filter((one) => one.norm === 'contribution')
    expect(found.map((one) => [one.unit, parts.local(one.due), one.status])).toEqual([
      ['ЖКХ', '2024-09-10 11:20', 'breached'],
      ['Дороги', '2024-09-10 11:40', 'met'],
    ])
  })

  it('have the curator compose the common draft in L, the last of them in G', () => {
    expect(draft(shared)).toMatchObject({ actor: 'curator' })
    expect(draft(shared)?.unit).toBeUndefined()
    expect(draft(G.and(routed('2024-09-10 09:40', 'Дороги')))).toMatchObject({ actor: 'executor', unit: 'Дороги' })
  })

  it('may be given another time (L-14)', () => {
    const given = L.and(
      { type: 'termSet', at: '2024-09-10 09:30', norm: 'contribution', term: '4wh' },
      routed('2024-09-10 09:40', 'Дороги'),
    )
    expect(given.owed('contribution', 2)).toBe('2024-09-10 14:40 pending')
  })

  it('are not meant where one replaces the other', () => {
    const moved = S.and(routed('2024-09-10 10:00', 'Дороги', { replaces: 'ЖКХ' }))
    expect(moved.owed('contribution')).toBeUndefined()
    expect(moved.owed('draft', 1)).toBe('2024-09-11 09:20 cancelled')
    expect(moved.owed('draft', 2)).toBe('2024-09-11 10:00 pending')
  })
})

describe('Desnogorsk', () => {
  const pos = under(acts.D, received('2024-06-03 10:00', 'pos'), at('registered', '2024-06-03 10:00'))

  it('extends a reply in ПОС to 7 days at most, from the same start (D-4.3a)', () => {
    expect(pos.owed('publish')).toBe('2024-06-06 23:59 pending')
    expect(pos.and({ type: 'extended', at: '2024-06-05 10:00', term: '+7d' }).owed('publish')).toBe('2024-06-10 23:59 pending')
    expect(pos.and({ type: 'extended', at: '2024-06-05 10:00', term: '+30d' }).owed('publish')).toBe('2024-06-10 23:59 pending')
  })

  it('does not extend what is over', () => {
    expect(pos.and({ type: 'extended', at: '2024-06-07 10:00', term: '+7d' }).owed('publish')).toBe('2024-06-06 23:59 breached')
  })

  it('counts the days from registration or routing under the other readings', () => {
    const registered = under(
      reading(acts.D, 'pos-start', 'registration'),
      received('2024-06-03 23:00', 'pos'),
      at('registered', '2024-06-04 09:00'),
    )
    expect(registered.owed('publish')).toBe('2024-06-07 23:59 pending')
    const unrouted = under(reading(acts.D, 'pos-start', 'routing'), received('2024-06-03 23:00', 'pos'))
    expect(unrouted.owed('publish')).toBeUndefined()
  })

  it('gives 24 hours for routing from the registration, though the weekend lay between arrival and it (D-4.1)', () => {
    const friday = under(acts.D, received('2024-06-07 17:30', 'pos'))
    expect(friday.owed('route')).toBe('2024-06-08 17:30 pending')
    const monday = friday.and(at('registered', '2024-06-10 09:00'))
    expect(monday.owed('route')).toBe('2024-06-11 09:00 pending')
    expect(monday.and(routed('2024-06-10 15:00')).owed('route')).toBe('2024-06-11 09:00 met')
  })

  it('owes a reply in Incident Management only by the term set there (D-4.3b)', () => {
    const incident = under(acts.D, received('2024-06-03 10:00', 'incident'))
    expect(incident.owed('publish')).toBeUndefined()
    expect(incident.and({ type: 'termSet', at: '2024-06-03 10:05', norm: 'publish', term: '+24h' }).owed('publish')).toBe(
      '2024-06-04 10:00 pending',
    )
  })

  it('treats a comment of our own finding as a message of Incident Management, and says so', () => {
    const comment = under(acts.D, received('2024-06-03 10:00'))
    expect(comment.plan().find((one) => one.norm === 'route')?.reading?.ru).toContain('Инцидент Менеджмент')
  })
})

describe('a set term', () => {
  it('does not heal what is broken', () => {
    const late = E.and({ type: 'termSet', at: '2024-09-11 09:30', norm: 'publish', due: '2024-09-12 18:00' })
    expect(late.owed('publish')).toBe('2024-09-10 18:00 breached')
  })

  it('is shown with its own clock', () => {
    const set = G.and({ type: 'termSet', at: '2024-09-10 09:30', norm: 'publish', term: '3h' })
    expect(set.plan().find((one) => one.norm === 'publish')).toMatchObject({ clock: 'h', basis: { set: 'override', term: '+3h' } })
  })
})

describe('an unnamed clock', () => {
  it('is working time by default and clock time under the other reading', () => {
    const events = [received('2024-09-10 17:40')] as const
    expect(under(acts.E, ...events).owed('publish')).toBe('2024-09-11 17:40 pending')
    expect(under(reading(acts.E, 'clock-3', 'elapsed'), ...events).owed('publish')).toBe('2024-09-11 01:40 pending')
    expect(under(acts.L, ...events).owed('route')).toBe('2024-09-11 09:40 pending')
    expect(under(reading(acts.L, 'clock-7', 'elapsed'), ...events).owed('route')).toBe('2024-09-10 18:40 pending')
  })
})

describe("where a term in days ends on a day freed by a President's decree", () => {
  const reply = under(acts.D, { type: 'received', at: '2020-06-21 10:00', track: 'pos' })

  it('the plan names the reading of the calendar', () => {
    const [publish] = reply.plan().filter((one) => one.norm === 'publish')
    expect(reply.owed('publish')).toBe('2020-06-25 23:59 pending')
    expect(publish?.reading?.ru).toContain('свободен по указу Президента (24 июня 2020)')
    expect(publish && explain(acts.D, reply.schedule, publish).ru).toContain('presidential-days: off')
  })

  it('and says nothing of it elsewhere', () => {
    const [publish] = under(acts.D, { type: 'received', at: '2020-06-15 10:00', track: 'pos' })
      .plan()
      .filter((one) => one.norm === 'publish')
    expect(publish?.reading?.ru).not.toContain('Президента')
  })
})

describe('where the calendar ends', () => {
  const schedule = officeHours('Europe/Moscow')
  const late = { type: 'received', at: Date.UTC(2199, 0, 12, 9), track: 'social' } as const

  it('a plan says which year is missing, and loses nothing when asked to be safe', () => {
    expect(() => plan(acts.E, schedule, [late], late.at)).toThrow(CalendarEnds)
    const { obligations, problems } = planSafely(acts.E, schedule, [late], late.at)
    expect(obligations).toEqual([])
    expect(problems.map((one) => one.norm)).toEqual(['redirect', 'route', 'publish'])
    expect(problems[0]?.error).toBeInstanceOf(CalendarEnds)
  })

  it('clock terms are still planned', () => {
    const { obligations, problems } = planSafely(acts.D, schedule, [{ ...late, track: 'pos' }], late.at)
    expect(obligations.map((one) => one.norm)).toEqual(['route'])
    expect(problems.map((one) => one.norm)).toEqual(['publish'])
  })
})
