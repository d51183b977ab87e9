import { describe, expect, it } from 'vitest'
import { en } from '../src/words/en.ts'
import { exact, localInput, momentOf, near, sameOffset, upon, zoneName } from '../src/words/moments.ts'
import { ru } from '../src/words/ru.ts'
import { wordsUnder } from '../src/words/under-act.ts'
import { at, zone } from './town.ts'

describe('Plurals are right', () => {
  it.each([
    [1, '1 новое'],
    [3, '3 новых'],
    [11, '11 новых'],
    [21, '21 новое'],
  ])('%i', (count, words) => expect(ru.queue.fresh(count)).toBe(words))
  it('for working days', () => expect([1, 2, 5].map(ru.terms.workingDays)).toEqual(['1 рабочий день', '2 рабочих дня', '5 рабочих дней']))
  it('in English', () => expect([1, 2].map(en.tasks.showNew)).toEqual(['Show 1 new one', 'Show 2 new ones']))
})

describe('Moments are said in the zone of the organisation', () => {
  const now = at('2024-11-07T10:00')
  it('today by the clock alone', () => expect(near(at('2024-11-07T15:40'), 'ru', zone, now)).toBe('15:40'))
  it('this week by the day of the week', () => expect(near(at('2024-11-08T09:00'), 'ru', zone, now)).toBe('пт, 09:00'))
  it('in a sentence today and tomorrow have their names', () => {
    expect(upon(at('2024-11-07T15:40'), 'ru', zone, now)).toBe('сегодня, 15:40')
    expect(upon(at('2024-11-08T00:00'), 'ru', zone, now)).toBe('завтра, 00:00')
    expect(upon(at('2024-11-08T09:00'), 'en', zone, now)).toBe('tomorrow, 09:00')
    expect(upon(at('2024-11-09T09:00'), 'ru', zone, now)).toBe('сб, 09:00')
    expect(upon(at('2024-11-06T18:00'), 'ru', zone, now)).toBe('ср, 18:00')
  })
  it('further by the date', () => expect(near(at('2024-11-25T09:00'), 'ru', zone, now)).toBe('25 нояб., 09:00'))
  it('another year by the year', () => expect(exact(at('2025-01-09T09:00'), 'en', zone, now)).toBe('9 Jan 2025, 09:00'))
  it('midnight is 00:00, not 24:00', () => expect(near(at('2024-11-07T00:00'), 'ru', zone, now)).toBe('00:00'))
  it('a field for a date and time means the clock of the organisation, on both sides of a clock change', () => {
    expect(localInput(at('2024-11-07T00:05'), zone)).toBe('2024-11-07T00:05')
    expect(momentOf('2024-11-07T15:40', zone)).toBe(at('2024-11-07T15:40'))
    const berlin = (input: string) => new Date(momentOf(input, 'Europe/Berlin') ?? 0).toISOString()
    expect(berlin('2024-03-31T01:59')).toBe('2024-03-31T00:59:00.000Z')
    expect(berlin('2024-03-31T03:00')).toBe('2024-03-31T01:00:00.000Z')
    expect(berlin('2024-10-27T03:00')).toBe('2024-10-27T02:00:00.000Z')
    for (const none of ['', '2024-11-07', '2024-13-07T10:00', 'завтра']) expect(momentOf(none, zone)).toBeNull()
  })
  it('two names of one offset are one zone for a reader', () => {
    expect(sameOffset(now, zone, 'Asia/Ust-Nera')).toBe(true)
    expect(sameOffset(now, zone, 'Europe/Moscow')).toBe(false)
    expect(zoneName(now, 'ru', zone)).toBe('Владивосток (UTC+10)')
    expect(zoneName(now, 'en', zone)).toBe('Vladivostok (UTC+10)')
  })
})

it('A clause is written as people cite it, whether it came as an id or in words', () => {
  expect(['L-8', '8', 'п. 8', 'D-4.3'].map(ru.terms.clause)).toEqual(['п. 8', 'п. 8', 'п. 8', 'п. 4.3'])
  expect(['L-8', 'п. 8'].map(en.terms.clause)).toEqual(['cl. 8', 'cl. 8'])
})

describe('Under an act without an approval step nothing on the desk is called approval', () => {
  it.each(['publication', 'own'] as const)('%s', (releasePath) => {
    for (const words of [ru, en]) {
      const { queue, start } = wordsUnder(words, releasePath)
      const said = [queue.views.approval, queue.status.submitted, ...(queue.empty.approval ?? []), start.steps.approve.title]
      expect(said.filter((one) => /соглас|approv/i.test(one))).toEqual([])
      expect(new Set([...said, ...Object.values(queue.views)]).size, 'no two views share a name').toBeGreaterThan(said.length)
      expect(words.queue.views.approval).toBe(words.releasePath.approval.view)
    }
  })
})

/** Every key of a catalogue with its kind, so that both can be compared. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value === 'function') return [`${path}(${value.length})`]
  if (typeof value !== 'object' || value === null) return [value === '' ? `${path} is empty` : path]
  return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
}

it('Both catalogues have the same keys, and a text is empty in both or in neither', () => {
  expect(shape(en).toSorted()).toEqual(shape(ru).toSorted())
})
