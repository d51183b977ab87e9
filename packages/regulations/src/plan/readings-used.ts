import { CalendarEnds, presidentialDays, type PresidentialDays, type Schedule } from '@otklik/worktime'
import type { Occurrence } from './occurrence.ts'
import type { Text } from '../act/types.ts'
import { dayWords, inBoth } from '../act/words.ts'

const none: readonly string[] = []

/**
 * The readings that a date rests on, by their ids. A backward norm rests on those of the norm whose end it counts from, too. A term that the
 * curator set forward rests on what its start rests on, not on how the act's own hours are read; a moment set by hand on nothing.
 */
export function readingsOf(owed: Occurrence, answerReading: string | undefined): readonly string[] {
  const { setting, hangs, rule, from } = owed
  if (setting !== undefined && 'due' in setting) return none
  const forward = setting?.kind === 'override' && setting.term.direction === 'forward'
  const own = forward ? rule.clockless : rule.readings
  const start = from?.readings ?? none
  const end = hangs === undefined ? none : forward ? startOf(hangs) : (hangs.readings ?? readingsOf(hangs, answerReading))
  const round = owed.event === 'authorAnswered' && answerReading !== undefined ? [answerReading] : none
  if (start.length + end.length + round.length === 0) return own
  return [...new Set([...own, ...start, ...end, ...round])]
}

/** A norm that hangs on another starts where that one does. */
function startOf({ rule, from, hangs }: Occurrence): readonly string[] {
  return [...rule.clockless, ...(from?.readings ?? none), ...(hangs === undefined ? none : startOf(hangs))]
}

/** The readings of the act, and that of the calendar where the end of a term in calendar days rests on days freed by decree (art. 193). */
export function withCalendar(reading: Text | undefined, { setting, rule, start, hangs }: Occurrence, schedule: Schedule): Text | undefined {
  const term = setting === undefined ? rule.term : 'due' in setting ? null : setting.term
  if (term === null || term.unit !== 'd' || hangs !== undefined) return reading
  const days = freedDays(schedule, start, term, rule.options)
  const first = days[0]
  if (first === undefined) return reading
  const chosen = presidentialWords[schedule.definition['presidential-days'] ?? 'off']
  const others = days.length - 1
  return inBoth((lang) => {
    const day = dayWords(first, '')[lang] + (others === 0 ? '' : lang === 'ru' ? ` и ещё ${others}` : ` and ${others} more`)
    const question =
      lang === 'ru' ? `День свободен по указу Президента (${day}).` : `The day is free by a decree of the President (${day}).`
    return `${reading === undefined ? '' : `${reading[lang]} `}${question} ${chosen[lang]}`
  })
}

function freedDays(...[schedule, start, term, options]: Parameters<typeof presidentialDays>): readonly string[] {
  try {
    return presidentialDays(schedule, start, term, options)
  } catch (error) {
    // Where the calendar ends the date itself cannot be computed, and that is reported.
    if (error instanceof CalendarEnds) return []
    throw error
  }
}

const presidentialWords: Readonly<Record<PresidentialDays, Text>> = {
  off: {
    ru: 'Считаем его выходным: срок перешёл на рабочий день (presidential-days: off).',
    en: 'It counts as a day off: the term moved to a working day (presidential-days: off).',
  },
  'working-for-calendar-terms': {
    ru: 'Срок в календарных днях он не переносит: Обзор Верховного Суда № 1 от 21 апреля 2020 года (presidential-days: working-for-calendar-terms).',
    en: 'It does not move a term in calendar days: Review No. 1 of the Supreme Court, 21 April 2020 (presidential-days: working-for-calendar-terms).',
  },
}
