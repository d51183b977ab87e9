import { describe, expect, test } from 'vitest'
import { due, office } from './counting.ts'

describe('the terms of the acts, as their clerks would count them', () => {
  const vladivostok = office('Asia/Vladivostok')
  const moscow = office('Europe/Moscow')
  const chita = office('Asia/Chita')

  test('Lesozavodsk, normal importance: route in 1 h, publish in 7 h, draft 4 h before', () => {
    expect(due(vladivostok, '2024-12-27T16:30:00+10:00', '+1wh')).toBe('2024-12-27T17:30:00+10:00')
    // Saturday 28 December 2024 worked in place of Monday the 30th.
    expect(due(vladivostok, '2024-12-27T16:40:00+10:00', '+7wh')).toBe('2024-12-28T15:40:00+10:00')
    expect(due(vladivostok, '2024-12-28T15:40:00+10:00', '-3wh')).toBe('2024-12-28T11:40:00+10:00')
  })

  test('Lesozavodsk, high importance: publish in 3 h, draft 2 h before', () => {
    expect(due(vladivostok, '2024-04-08T11:00:00+10:00', '+3wh')).toBe('2024-04-08T15:00:00+10:00')
    expect(due(vladivostok, '2024-04-08T15:00:00+10:00', '-2wh')).toBe('2024-04-08T12:00:00+10:00')
  })

  test('Yelets: route in 1 h, draft in 6 h after routing', () => {
    expect(due(moscow, '2024-09-03T16:30:00+03:00', '+1wh')).toBe('2024-09-03T17:30:00+03:00')
    expect(due(moscow, '2024-09-03T17:00:00+03:00', '+6wh')).toBe('2024-09-04T15:00:00+03:00')
  })

  test('Smolensk region: draft in 8 h after routing', () => {
    expect(due(moscow, '2024-11-07T17:00:00+03:00', '+8wh')).toBe('2024-11-08T17:00:00+03:00')
  })

  test('Gazimuro-Zavodsky: 9 h over a shortened working Saturday', () => {
    expect(due(chita, '2024-11-01T17:00:00+09:00', '+9wh')).toBe('2024-11-05T10:00:00+09:00')
    expect(due(chita, '2024-11-05T10:00:00+09:00', '-4wh')).toBe('2024-11-02T14:00:00+09:00')
  })

  test('Desnogorsk, a message of the feedback platform: route in 1 working day of hours, reply in 3 days', () => {
    expect(due(moscow, '2024-06-05T10:00:00+03:00', '+24h')).toBe('2024-06-06T10:00:00+03:00')
    // The third day is Saturday 8 June (art. 193).
    expect(due(moscow, '2024-06-05T10:00:00+03:00', '+3d')).toBe('2024-06-10T23:59:59+03:00')
    expect(due(moscow, '2024-06-05T10:00:00+03:00', '+3d', { roll: 'none' })).toBe('2024-06-08T23:59:59+03:00')
  })
})

describe('days', () => {
  const moscow = office('Europe/Moscow')

  test('working days start on the next day and end with its hours (art. 191, 194)', () => {
    expect(due(moscow, '2024-06-05T08:00:00+03:00', '+1wd')).toBe('2024-06-06T18:00:00+03:00')
    expect(due(moscow, '2024-06-05T23:59:59+03:00', '+1wd')).toBe('2024-06-06T18:00:00+03:00')
    // Tuesday 11 June is an hour shorter, Wednesday is a holiday.
    expect(due(moscow, '2024-06-10T10:00:00+03:00', '+1wd')).toBe('2024-06-11T17:00:00+03:00')
    expect(due(moscow, '2024-06-10T10:00:00+03:00', '+2wd')).toBe('2024-06-13T18:00:00+03:00')
  })

  test('what is done online ends at midnight', () => {
    expect(due(moscow, '2024-06-10T10:00:00+03:00', '+1wd', { until: 'midnight' })).toBe('2024-06-11T23:59:59+03:00')
  })

  test('a term from a day off counts from the first day after it', () => {
    expect(due(moscow, '2024-12-29T12:00:00+03:00', '+1wd')).toBe('2025-01-09T18:00:00+03:00')
    expect(due(moscow, '2024-06-08T12:00:00+03:00', '+1wh')).toBe('2024-06-10T10:00:00+03:00')
  })

  test('calendar days roll over the whole of the New Year holidays', () => {
    expect(due(moscow, '2024-12-28T12:00:00+03:00', '+1d')).toBe('2025-01-09T23:59:59+03:00')
    expect(due(moscow, '2024-12-28T12:00:00+03:00', '+12d')).toBe('2025-01-09T23:59:59+03:00')
    expect(due(moscow, '2024-12-28T12:00:00+03:00', '+13d')).toBe('2025-01-10T23:59:59+03:00')
  })

  test('backward days do not roll, backward working days end with the hours of their day', () => {
    expect(due(moscow, '2024-06-11T10:00:00+03:00', '-3d')).toBe('2024-06-08T23:59:59+03:00')
    expect(due(moscow, '2024-06-11T10:00:00+03:00', '-1wd')).toBe('2024-06-10T18:00:00+03:00')
    expect(due(moscow, '2024-06-13T10:00:00+03:00', '-1wd')).toBe('2024-06-11T17:00:00+03:00')
    expect(due(moscow, '2024-06-13T10:00:00+03:00', '-2wd', { until: 'midnight' })).toBe('2024-06-10T23:59:59+03:00')
  })

  test('a term of no days is the day of the event, or the next that works', () => {
    expect(due(moscow, '2024-06-10T10:00:00+03:00', '+0wd')).toBe('2024-06-10T18:00:00+03:00')
    expect(due(moscow, '2024-06-12T10:00:00+03:00', '+0wd')).toBe('2024-06-13T18:00:00+03:00')
    expect(due(moscow, '2024-06-12T10:00:00+03:00', '-0wd')).toBe('2024-06-11T17:00:00+03:00')
    expect(due(moscow, '2024-06-12T10:00:00+03:00', '+0d')).toBe('2024-06-13T23:59:59+03:00')
    expect(due(moscow, '2024-06-12T10:00:00+03:00', '-0d')).toBe('2024-06-12T23:59:59+03:00')
  })

  test('the date of an event is the local one', () => {
    expect(due(office('Asia/Vladivostok'), '2024-06-05T20:00:00Z', '+1wd')).toBe('2024-06-07T18:00:00+10:00')
    expect(due(moscow, '2024-06-05T20:00:00Z', '+1wd')).toBe('2024-06-06T18:00:00+03:00')
  })
})
