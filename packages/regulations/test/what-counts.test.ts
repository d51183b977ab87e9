import { describe, expect, it } from 'vitest'
import { at, drafted, E, G, L, published, received, returned, routed, S, selected } from './happenings.ts'
import { acts, type Case, reading, under } from './histories.ts'

const part = (moment: string, unit = 'ЖКХ') => ({ type: 'contributionSubmitted', at: moment, unit }) as const
const named = (history: Case, now?: string) => history.plan(now).map((one) => one.norm)
const metAt = (history: Case, norm: string) => {
  const found = history.plan().find((one) => one.norm === norm)
  return found?.metAt === undefined ? undefined : history.local(found.metAt)
}

describe('a duty that was done before its norm was known', () => {
  it('D-4.3b: a term of the programme entered after the reply is met by the reply', () => {
    const late = under(acts.D, received('2024-09-03 10:00', 'incident'), routed('2024-09-03 11:00'), published('2024-09-03 15:00')).and({
      type: 'termSet',
      at: '2024-09-03 16:00',
      norm: 'publish',
      due: '2024-09-04 18:00',
    })
    expect(late.owed('publish', 1, '2024-09-09 12:00')).toBe('2024-09-04 18:00 met')
    expect(metAt(late, 'publish')).toBe('2024-09-03 15:00')
  })

  it('and is breached where the reply came after the term that was entered', () => {
    const late = under(acts.D, received('2024-09-03 10:00', 'incident'), published('2024-09-03 15:00')).and({
      type: 'termSet',
      at: '2024-09-03 16:00',
      norm: 'publish',
      due: '2024-09-03 14:00',
    })
    expect(late.owed('publish')).toBe('2024-09-03 14:00 breached')
    expect(metAt(late, 'publish')).toBe('2024-09-03 15:00')
  })

  it('L-9: a reply before the selection meets the term, and the draft is owed no more', () => {
    const early = under(acts.L, received('2024-09-03 10:00'), published('2024-09-03 10:20'), selected('2024-09-03 10:30', 'high'))
    expect(early.owed('publish', 1, '2024-09-05 10:00')).toBe('2024-09-03 13:00 met')
    expect(early.owed('draft', 1, '2024-09-05 10:00')).toBe('2024-09-03 11:00 cancelled')
    expect(metAt(early, 'publish')).toBe('2024-09-03 10:20')
  })

  it('L-8, L-10: a draft and a reply before the selection meet both terms, though these start later', () => {
    const early = under(acts.L, received('2024-09-03 10:00'), drafted('2024-09-03 10:10'), published('2024-09-03 10:20')).and(
      selected('2024-09-03 10:30'),
    )
    expect(early.owed('publish', 1, '2024-09-05 10:00')).toBe('2024-09-04 09:30 met')
    expect(early.owed('draft', 1, '2024-09-05 10:00')).toBe('2024-09-03 15:30 met')
  })

  it('L-14: the part of a unit that drafted before a second one joined it is delivered', () => {
    const joined = L.and(drafted('2024-09-10 10:00'), routed('2024-09-10 15:00', 'Дороги'))
    expect(joined.owed('contribution', 1)).toBe('2024-09-10 11:20 met')
    expect(joined.owed('contribution', 2)).toBe('2024-09-10 17:00 pending')
  })

  it('but what an older round saw does not meet the terms of a new one', () => {
    const again = L.and(published('2024-09-10 12:00', 'clarification'), at('authorAnswered', '2024-09-11 10:00'))
    expect(again.owed('publish', 2)).toBe('2024-09-11 18:00 pending')
  })
})

describe('a unit that does not have the message', () => {
  it('S-5: its return meets nobody else’s right and takes the message from nobody', () => {
    const stranger = S.and(returned('2024-09-10 09:40', 'Школы'))
    expect(stranger.owed('return')).toBe('2024-09-10 09:50 pending')
    expect(stranger.owed('draft')).toBe('2024-09-11 09:20 pending')
  })

  it.each([
    ['L', L],
    ['E', E],
    ['G', G],
  ] as const)('%s: its return starts no new term for routing', (_, history) => {
    expect(named(history.and(returned('2024-09-10 09:40', 'Школы')))).toEqual(named(history))
  })

  it('S-6, L-10: its part and its draft meet nothing, and nobody has to read them', () => {
    expect(S.and(part('2024-09-10 10:00', 'Школы')).owed('draft')).toBe('2024-09-11 09:20 pending')
    const stranger = L.and(drafted('2024-09-10 10:00', 'final', 'Школы'))
    expect(stranger.owed('draft')).toBe('2024-09-10 14:10 pending')
    expect(stranger.owed('approve')).toBeUndefined()
  })

  it('is one whom another replaced, too', () => {
    const moved = S.and(routed('2024-09-10 10:00', 'Дороги', { replaces: 'ЖКХ' }))
    expect(moved.and(drafted('2024-09-10 10:30')).owed('draft', 2)).toBe('2024-09-11 10:00 pending')
    expect(moved.and(drafted('2024-09-10 10:30', 'final', 'Дороги')).owed('draft', 2)).toBe('2024-09-11 10:00 met')
  })

  it('a draft that comes when nobody has it is read all the same: it may be the curator’s own (E-7)', () => {
    const own = under(acts.E, received('2024-09-10 09:00'), drafted('2024-09-10 10:00'))
    expect(own.owed('release')).toBe('2024-09-10 10:30 pending')
  })

  it('L-12: a draft sent back after the message went to another unit is reworked by that one', () => {
    const moved = L.and(drafted('2024-09-10 10:00'), routed('2024-09-10 10:10', 'Дороги', { replaces: 'ЖКХ' }))
    const back = moved.and(at('sentBack', '2024-09-10 10:20'))
    expect(back.plan().find((one) => one.norm === 'rework')?.unit).toBe('Дороги')
    expect(back.and(drafted('2024-09-10 11:00', 'final', 'Дороги')).owed('rework')).toBe('2024-09-10 11:20 met')
  })
})

describe('a matter that has left', () => {
  const asked = E.and(drafted('2024-09-10 10:00', 'clarification'), published('2024-09-10 10:20', 'clarification'))

  it.each(['redirected', 'declined'] as const)('%s is not brought back by its author', (type) => {
    const gone = asked.and({ type, at: '2024-09-10 12:00', ground: 'spam' })
    expect(named(gone.and(at('authorAnswered', '2024-09-11 10:00')))).toEqual(named(gone))
    const closed = gone.and(at('closed', '2024-09-10 12:30'), at('authorAnswered', '2024-09-11 10:00'))
    expect(named(closed)).toEqual(named(gone))
  })
})

describe('an event told twice', () => {
  it.each([
    ['a routing', S, routed('2024-09-10 09:20')],
    ['a draft', L, drafted('2024-09-10 10:00')],
    ['a sending back', L.and(drafted('2024-09-10 10:00')), at('sentBack', '2024-09-10 10:10')],
    ['a return', G, returned('2024-09-10 09:40')],
    ['an approval', G.and(drafted('2024-09-10 10:00')), at('approved', '2024-09-10 10:10')],
    ['an interim reply', L, published('2024-09-10 12:00', 'interim')],
  ] as const)('%s counts once', (_, history, event) => {
    expect(history.and(event, event).plan()).toEqual(history.and(event).plan())
  })

  it('with another in between counts once, too, and a minute later it is another event', () => {
    const draft = drafted('2024-09-10 10:00')
    const between = [draft, at('sentBack', '2024-09-10 10:00'), draft] as const
    expect(L.and(...between).owed('approve', 2)).toBeUndefined()
    const twice = L.and(drafted('2024-09-10 10:00'), at('sentBack', '2024-09-10 10:10'), at('sentBack', '2024-09-10 10:11'))
    expect(twice.owed('rework', 2)).toBe('2024-09-10 11:11 pending')
  })

  it('of another unit or kind is another event', () => {
    const both = under(acts.S, received('2024-09-10 09:00'), routed('2024-09-10 09:20'), routed('2024-09-10 09:20', 'Дороги'))
    expect(both.plan().filter((one) => one.norm === 'draft')).toHaveLength(2)
  })
})

describe('a selection recorded late', () => {
  const unselected = under(acts.L, received('2024-09-03 10:00'), routed('2024-09-03 10:30'))

  it('L-8: heals no breach, since routing was the selection', () => {
    const late = unselected.and(selected('2024-09-04 12:00'))
    expect(late.owed('publish')).toBe('2024-09-04 09:30 breached')
    expect(late.owed('draft')).toBe('2024-09-03 15:30 breached')
  })

  it('L-8: moves no term either, and the reading stays with the date', () => {
    const late = unselected.and(selected('2024-09-03 11:00'))
    expect(late.owed('publish')).toBe('2024-09-04 09:30 pending')
    expect(late.plan().find((one) => one.norm === 'publish')?.reading?.ru).toContain('Отбором считаем направление')
  })

  it('L-8: of the same moment as routing needs no reading', () => {
    const same = unselected.and(selected('2024-09-03 10:30'))
    expect(same.owed('publish')).toBe('2024-09-04 09:30 pending')
    expect(same.plan().find((one) => one.norm === 'publish')?.reading).toBeUndefined()
  })

  it('D-4.1: a registration recorded late does move the term, since arrival only stood for it', () => {
    const friday = under(acts.D, received('2024-06-07 17:30', 'pos'))
    expect(friday.and(at('registered', '2024-06-10 09:00')).owed('route')).toBe('2024-06-11 09:00 pending')
  })
})

describe('the time of co-executors (L-14)', () => {
  const set = { type: 'termSet', at: '2024-09-10 09:15', norm: 'contribution', due: '2024-09-10 16:00' } as const
  const before = under(acts.L, received('2024-09-10 09:00'), selected('2024-09-10 09:10'), set)

  it('set as a moment before routing is the time of each of them', () => {
    const both = before.and(routed('2024-09-10 09:20'), routed('2024-09-10 09:30', 'Дороги'))
    expect([1, 2].map((one) => both.owed('contribution', one))).toEqual(['2024-09-10 16:00 pending', '2024-09-10 16:00 pending'])
  })

  it('is that of a unit that joins later, unless it joins after that moment', () => {
    const both = L.and(routed('2024-09-10 09:30', 'Дороги'), { ...set, at: '2024-09-10 09:40' })
    expect(both.and(routed('2024-09-10 15:00', 'Школы')).owed('contribution', 3)).toBe('2024-09-10 16:00 pending')
    expect(both.and(routed('2024-09-10 16:30', 'Школы')).owed('contribution', 3)).toBe('2024-09-11 09:30 pending')
  })
})

describe('a reply that goes out unapproved', () => {
  it.each(['clarification', 'interim', 'final'] as const)(
    'as a %s leaves nothing to approve or rework (L-11, L-12, G-12, G-13)',
    (kind) => {
      for (const history of [L, G]) {
        const unread = history.and(drafted('2024-09-10 10:00', kind), published('2024-09-10 10:15', kind))
        expect(unread.owed('approve', 1, '2024-09-11 10:00')).toBe('2024-09-10 10:30 cancelled')
        const back = history.and(drafted('2024-09-10 10:00'), at('sentBack', '2024-09-10 10:10'), published('2024-09-10 10:30', kind))
        expect(back.owed('rework', 1, '2024-09-11 10:00')).toBe('2024-09-10 11:10 cancelled')
      }
      for (const history of [S, E]) {
        const back = history.and(drafted('2024-09-10 10:00'), at('sentBack', '2024-09-10 10:10'), published('2024-09-10 10:30', kind))
        expect(back.owed('rework', 1, '2024-09-11 10:00')).toMatch(/cancelled$/)
      }
    },
  )
})

describe('detection (L-9)', () => {
  it('is the arrival, says so, and may be read as the selection', () => {
    const events = [received('2024-09-10 09:00'), selected('2024-09-10 10:00', 'high')] as const
    const high = under(acts.L, ...events)
    expect(high.owed('publish')).toBe('2024-09-10 12:00 pending')
    expect(high.plan().find((one) => one.norm === 'publish')?.reading?.ru).toContain('Выявлением считаем поступление')
    expect(under(reading(acts.L, 'detection', 'selection'), ...events).owed('publish')).toBe('2024-09-10 13:00 pending')
  })
})
