import { describe, expect, it } from 'vitest'
import { received, selected, routed, drafted, published, returned, at, L, E, S, G } from './happenings.ts'
import { acts, reading, under } from './histories.ts'

describe('an obligation', () => {
  it('is pending up to and including its last moment, and breached after it', () => {
    expect(L.owed('publish', 1, '2024-09-10 17:10')).toBe('2024-09-10 17:10 pending')
    expect(L.owed('publish', 1, '2024-09-10 17:11')).toBe('2024-09-10 17:10 breached')
  })

  it('met at its last moment is met, a minute later breached with the moment it was met', () => {
    expect(L.and(published('2024-09-10 17:10')).owed('publish')).toBe('2024-09-10 17:10 met')
    const late = L.and(published('2024-09-10 17:11'))
    const found = late.plan().find((one) => one.norm === 'publish')
    expect(found?.status).toBe('breached')
    expect(found?.metAt).toBe(late.moment('2024-09-10 17:11'))
  })

  it.each(['declined', 'redirected', 'closed'] as const)('is cancelled when the message is %s in time', (type) => {
    const ended = under(acts.L, received('2024-09-10 09:00'), selected('2024-09-10 09:10')).and({
      type,
      at: '2024-09-10 09:30',
      ground: 'spam',
    })
    expect(ended.plan('2024-09-12 09:00').map((one) => one.status)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })

  it('that was broken before the message was declined stays broken', () => {
    const late = under(acts.L, received('2024-09-10 09:00')).and({ type: 'declined', at: '2024-09-10 10:30', ground: 'spam' })
    expect(late.owed('route')).toBe('2024-09-10 10:00 breached')
  })

  it('stands in order of start, then of the act', () => {
    expect(L.plan().map((one) => one.norm)).toEqual(['route', 'publish', 'draft'])
  })
})

describe('the publication term of Lesozavodsk', () => {
  it('does not run before selection: L-8 counts from it, and L-9 only where it says high', () => {
    expect(
      under(acts.L, received('2024-09-10 09:00'))
        .plan()
        .map((one) => one.norm),
    ).toEqual(['route'])
  })

  it('runs from arrival for high importance, however late the selection', () => {
    expect(under(acts.L, received('2024-09-10 09:00'), selected('2024-09-10 11:00', 'high')).owed('publish')).toBe(
      '2024-09-10 12:00 pending',
    )
  })

  it('moves to L-9 when the importance is raised, and the draft with it', () => {
    const raised = L.and(selected('2024-09-10 10:00', 'high'))
    expect(raised.owed('publish')).toBe('2024-09-10 12:00 pending')
    expect(raised.owed('draft')).toBe('2024-09-10 10:00 pending')
    expect(raised.plan().filter((one) => one.norm === 'publish')).toHaveLength(1)
  })

  it('is not healed by lowering the importance after it was broken', () => {
    const high = under(acts.L, received('2024-09-10 09:00'), selected('2024-09-10 09:10', 'high'), selected('2024-09-10 12:30', 'normal'))
    expect(high.owed('publish')).toBe('2024-09-10 12:00 breached')
  })

  it('runs from the first selection, not from the second', () => {
    expect(L.and(selected('2024-09-10 12:00')).owed('publish')).toBe('2024-09-10 17:10 pending')
  })

  it('counts routing as selection where none is recorded, and says so', () => {
    const bare = under(acts.L, received('2024-09-10 09:00'), routed('2024-09-10 09:20'))
    expect(bare.owed('publish')).toBe('2024-09-10 17:20 pending')
    expect(bare.plan().find((one) => one.norm === 'publish')?.reading?.ru).toContain('Отбором считаем направление')
  })

  it.each(['clarification', 'interim', 'final'] as const)('is met by publishing a %s', (kind) => {
    expect(L.and(published('2024-09-10 12:00', kind)).owed('publish')).toBe('2024-09-10 17:10 met')
  })
})

const drafts = (history: typeof G): string | undefined => history.plan().find((one) => one.norm === 'draft')?.reading?.ru

describe('a backward norm', () => {
  it('that was broken keeps its date when the norm it hangs on moves away', () => {
    const late = G.and({ type: 'termSet', at: '2024-09-10 15:30', norm: 'publish', term: '+20wh' })
    expect(late.owed('publish')).toBe('2024-09-12 13:00 pending')
    expect(late.owed('draft')).toBe('2024-09-10 15:00 breached')
  })

  it('moves with the norm it hangs on', () => {
    const shortened = G.and({ type: 'termSet', at: '2024-09-10 09:30', norm: 'publish', term: '+7wh' })
    expect(shortened.owed('publish')).toBe('2024-09-10 17:00 pending')
    expect(shortened.owed('draft')).toBe('2024-09-10 12:00 pending')
  })

  it('keeps the date of its day once it is met', () => {
    const met = G.and(drafted('2024-09-10 12:30'), { type: 'termSet', at: '2024-09-10 12:40', norm: 'publish', term: '+7wh' })
    expect(met.owed('draft')).toBe('2024-09-10 15:00 met')
    expect(met.owed('publish')).toBe('2024-09-10 17:00 pending')
  })

  it('keeps the readings it rested on once it is met, whatever date the other is given by hand', () => {
    const met = G.and(drafted('2024-09-10 12:30'))
    expect(drafts(met)).toContain('Выявлением считаем поступление')
    expect(drafts(met.and({ type: 'termSet', at: '2024-09-10 12:40', norm: 'publish', due: '2024-09-10 17:00' }))).toBe(drafts(met))
  })

  it('given a term of its own rests on where it starts, not on the norm it hung on nor on the clock that the act left unnamed', () => {
    const own = G.and({ type: 'termSet', at: '2024-09-10 09:30', norm: 'draft', term: '+1wd' })
    expect(drafts(own)).toBe('Сроки идут с выявления, а чем оно отмечается, акт не говорит. Выявлением считаем поступление сообщения.')
  })

  it('is moot once a reply stands in the network', () => {
    expect(L.and(published('2024-09-10 12:00')).owed('draft')).toBe('2024-09-10 14:10 cancelled')
  })
})

describe('a return for lack of competence', () => {
  it('starts a new routing term and leaves the overall term running (L, E, G)', () => {
    for (const history of [L, E, G]) {
      const back = history.and(returned('2024-09-10 09:40'))
      expect(back.owed('publish')).toBe(history.owed('publish'))
      expect(back.plan().filter((one) => one.norm === 'route')).toHaveLength(2)
    }
    expect(L.and(returned('2024-09-10 09:40')).owed('route', 2)).toBe('2024-09-10 10:40 pending')
    expect(L.and(returned('2024-09-10 09:40'), routed('2024-09-10 10:00', 'Дороги')).owed('route', 2)).toBe('2024-09-10 10:40 met')
  })

  it('lets the 8 hours of Smolensk start anew with the new executor (S-6)', () => {
    const anew = S.and(returned('2024-09-10 09:40'), routed('2024-09-10 10:00', 'Дороги'))
    expect(anew.owed('draft', 1)).toBe('2024-09-11 09:20 cancelled')
    expect(anew.owed('draft', 2)).toBe('2024-09-11 10:00 pending')
    expect(anew.plan().find((one) => one.norm === 'draft' && one.occurrence === 2)?.unit).toBe('Дороги')
  })

  it('in time meets S-5, late breaks it, and unused the right is simply gone', () => {
    expect(S.and(returned('2024-09-10 09:50')).owed('return')).toBe('2024-09-10 09:50 met')
    expect(S.and(returned('2024-09-10 09:51')).owed('return')).toBe('2024-09-10 09:50 breached')
    expect(S.owed('return', 1, '2024-09-10 09:50')).toBe('2024-09-10 09:50 pending')
    expect(S.owed('return', 1, '2024-09-10 12:00')).toBe('2024-09-10 09:50 cancelled')
    expect(S.and(drafted('2024-09-10 09:30')).owed('return')).toBe('2024-09-10 09:50 cancelled')
  })

  it('gives no new routing term under the other reading', () => {
    const history = under(
      reading(acts.L, 'return-restarts', 'none'),
      received('2024-09-10 09:00'),
      routed('2024-09-10 09:20'),
      returned('2024-09-10 09:40'),
    )
    expect(history.plan().filter((one) => one.norm === 'route')).toHaveLength(1)
  })
})

describe('redirecting (E-4)', () => {
  it('is a right that lapses: routing or time ends it, a late redirect breaks it', () => {
    const fresh = under(acts.E, received('2024-09-10 09:00'))
    expect(fresh.owed('redirect')).toBe('2024-09-10 09:30 pending')
    expect(fresh.plan()[0]?.lapses).toBe(true)
    expect(fresh.owed('redirect', 1, '2024-09-10 09:31')).toBe('2024-09-10 09:30 cancelled')
    expect(fresh.and(at('redirected', '2024-09-10 09:20')).owed('redirect')).toBe('2024-09-10 09:30 met')
    expect(fresh.and(at('redirected', '2024-09-10 09:40')).owed('redirect')).toBe('2024-09-10 09:30 breached')
  })
})
