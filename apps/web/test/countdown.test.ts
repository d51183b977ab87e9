import { describe, expect, it } from 'vitest'
import { amount, countdownWords, workingDaysBetween } from '../src/terms/amount.ts'
import { countdown } from '../src/terms/countdown.ts'
import { en } from '../src/words/en.ts'
import { ru } from '../src/words/ru.ts'
import { at, town, zone } from './town.ts'

const approve = { start: at('2024-11-07T14:00'), due: at('2024-11-07T18:00'), clock: 'wh' } as const
const said = (now: number, term: { start: number; due: number; clock: 'wh' | 'h' | 'wd' } = approve) =>
  countdownWords(countdown(term, town, now), town, ru, zone, now)

describe('A countdown says what a person would', () => {
  it('in hours and minutes of working time, the lunch break left out', () => {
    const draft = { start: at('2024-11-07T09:00'), due: at('2024-11-07T15:00'), clock: 'wh' } as const
    expect(said(at('2024-11-07T11:40'), draft).sentence).toBe('осталось 2 ч 20 мин')
  })
  it('is soon in its last quarter, at most an hour and at least five minutes of it', () => {
    expect(countdown(approve, town, at('2024-11-07T16:59')).urgency).toBe('plenty')
    expect(countdown(approve, town, at('2024-11-07T17:00')).urgency).toBe('soon')
    const long = { start: at('2024-11-07T09:00'), due: at('2024-11-08T18:00'), clock: 'wh' } as const
    expect(countdown(long, town, at('2024-11-08T16:59')).urgency).toBe('plenty')
    expect(countdown(long, town, at('2024-11-08T17:00')).urgency).toBe('soon')
  })
  it('does not burn from its start: an hour burns for its last quarter, ten minutes for five', () => {
    const hour = { start: at('2024-11-07T10:00'), due: at('2024-11-07T11:00'), clock: 'wh' } as const
    expect(countdown(hour, town, at('2024-11-07T10:00')).urgency).toBe('plenty')
    expect(countdown(hour, town, at('2024-11-07T10:44')).urgency).toBe('plenty')
    expect(countdown(hour, town, at('2024-11-07T10:45')).urgency).toBe('soon')
    const ten = { start: at('2024-11-07T10:00'), due: at('2024-11-07T10:10'), clock: 'wm' } as const
    expect(countdown(ten, town, at('2024-11-07T10:04')).urgency).toBe('plenty')
    expect(countdown(ten, town, at('2024-11-07T10:05')).urgency).toBe('soon')
  })
  it('rests at night and says until when', () => {
    const overnight = { start: at('2024-11-07T17:00'), due: at('2024-11-08T10:00'), clock: 'wh' } as const
    const night = said(at('2024-11-07T21:30'), overnight)
    expect(night.rest).toBe('стоит до пт, 09:00')
    expect(night.sentence).toBe('осталось 1 ч')
    expect(said(at('2024-11-08T09:15'), overnight).rest).toBeNull()
  })
  it('rests over lunch', () => {
    expect(said(at('2024-11-07T13:30'), { ...approve, start: at('2024-11-07T12:00') }).rest).toBe('стоит до 14:00')
  })
  it('does not rest on a clock that runs at night', () => {
    const elapsed = { start: at('2024-11-07T17:00'), due: at('2024-11-08T17:00'), clock: 'h' } as const
    expect(said(at('2024-11-07T21:00'), elapsed)).toMatchObject({ rest: null, sentence: 'осталось 20 ч' })
  })
  it('says by how much it is late, in working time', () => {
    expect(said(at('2024-11-08T09:35')).sentence).toBe('просрочено на 35 мин')
  })
  it('is late the moment after closing time though no working minute has passed', () => {
    const evening = said(at('2024-11-07T20:00'))
    expect(evening.sentence).toBe('срок вышел')
    expect(countdown(approve, town, at('2024-11-07T20:00')).urgency).toBe('late')
  })
  it('is not late at the due moment itself', () => {
    expect(countdown(approve, town, at('2024-11-07T18:00')).urgency).toBe('soon')
  })
  it('counts working days when there are many hours', () => {
    const final = { start: at('2024-11-07T12:00'), due: at('2024-11-12T18:00'), clock: 'wd' } as const
    expect(workingDaysBetween(town, at('2024-11-07T12:00'), final.due, zone)).toBe(3)
    expect(said(at('2024-11-07T12:00'), final).sentence).toBe('осталось 3 рабочих дня')
  })
  it('counts the days of an office that never closes', () => {
    const always: [number, number][] = [[at('2024-11-07T00:00'), at('2024-11-17T00:00')]]
    expect(workingDaysBetween(always, at('2024-11-07T12:00'), at('2024-11-10T18:00'), zone)).toBe(3)
  })
  it('speaks English too', () => {
    expect(countdownWords(countdown(approve, town, at('2024-11-07T15:10')), town, en, zone, at('2024-11-07T15:10')).sentence).toBe(
      '2 h 50 min left',
    )
  })
})

describe('An amount is rounded down to minutes', () => {
  it.each([
    [59_999, 'меньше минуты'],
    [60_000, '1 мин'],
    [3_600_000, '1 ч'],
    [-5_400_000, '1 ч 30 мин'],
  ])('%i ms is %s', (milliseconds, words) => expect(amount(milliseconds, ru)).toBe(words))
})
