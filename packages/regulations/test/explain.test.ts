import { describe, expect, it } from 'vitest'
import { explain, type NormName } from '../src/index.ts'
import { acts, type Case, under } from './histories.ts'

const received = (at: string, track = 'social') => ({ type: 'received', at, track }) as const
const selected = (at: string, importance = 'normal') => ({ type: 'selected', at, importance }) as const

function why(history: Case, norm: NormName) {
  const found = history.plan().find((one) => one.norm === norm)
  if (found === undefined) throw new Error(`nothing owed by ${norm}`)
  return explain(history.act, history.schedule, found)
}

describe('a person is told why', () => {
  it('the reply of a Friday evening is due on a working Saturday', () => {
    const text = why(under(acts.L, received('2024-12-27 16:30'), selected('2024-12-27 16:40')), 'publish')
    expect(text.ru).toBe(
      'Срок по п. 8: 7 рабочих часов с отбора (27 дек., 16:40). Учтено: 27 дек. 16:40–18:00; 28 дек. 09:00–13:00, 14:00–15:40. ' +
        'Не считались: перерывы, ночь. Рабочий выходной: 28 дек.',
    )
    expect(text.en).toBe(
      'Term by cl. 8: 7 working hours from selection (27 Dec, 16:40). Counted: 27 Dec 16:40–18:00; 28 Dec 09:00–13:00, 14:00–15:40. ' +
        'Not counted: breaks, nights. Working day off: 28 Dec.',
    )
  })

  it('a draft is due before the end of another term', () => {
    const text = why(under(acts.L, received('2024-04-08 11:00'), selected('2024-04-08 11:05', 'high')), 'draft')
    expect(text.ru).toContain('за 2 рабочих часа до конца срока размещения (8 апр., 15:00)')
  })

  it('holidays, days off and a shortened day move a date', () => {
    const text = why(under(acts.G, received('2024-11-01 17:00')), 'publish')
    expect(text.ru).toContain('нерабочие дни 3 нояб., 4 нояб.')
    expect(text.ru).toContain('Сокращённый день: 2 нояб.')
    expect(text.ru).toContain('Толкование: Сроки идут с выявления')
  })

  it('a message of the night waits for the morning', () => {
    expect(why(under(acts.E, received('2024-09-07 22:00')), 'route').ru).toContain('Не считались: ночь, нерабочие дни 8 сент.')
  })

  it('a calendar term rolled over a weekend', () => {
    expect(why(under(acts.D, received('2024-06-05 10:00', 'pos')), 'publish').ru).toContain(
      'последний день 8 июня. День нерабочий, срок перешёл на 10 июня, 23:59:59.',
    )
  })

  it('a term was set or extended by a person', () => {
    const set = under(acts.D, received('2024-06-03 10:00', 'incident'), {
      type: 'termSet',
      at: '2024-06-03 10:05',
      norm: 'publish',
      due: '2024-06-04 18:00',
    })
    expect(why(set, 'publish').ru).toBe('Срок по п. 4.3, абз. 3: до 4 июня, 18:00. Срок задан куратором для этого сообщения.')
    const longer = under(acts.D, received('2024-06-03 10:00', 'pos'), { type: 'extended', at: '2024-06-04 10:00', term: '+7d' })
    expect(why(longer, 'publish').ru).toContain('Срок продлён.')
  })

  it('a date on an unpublished year may move', () => {
    const far = under(acts.E, received('2028-03-14 10:00'))
    const [obligation] = far.plan().filter((one) => one.norm === 'publish')
    expect(obligation?.provisional).toBe(true)
    expect(why(far, 'publish').ru).toContain('Календарь на 2028 год ещё не опубликован: дата может сдвинуться.')
  })

  it('working days are counted from the next one', () => {
    const interim = under(acts.L, received('2024-04-26 10:00'), selected('2024-04-26 10:00'), {
      type: 'published',
      at: '2024-04-26 12:00',
      kind: 'interim',
    })
    expect(why(interim, 'final').ru).toContain('3 рабочих дня с промежуточного ответа (26 апр., 12:00). Счёт идёт со следующего дня')
  })
})
