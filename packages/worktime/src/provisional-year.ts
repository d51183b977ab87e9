import { dayNumber, formatDate, weekdayIndex } from './civil.ts'
import type { CalendarDay, ProductionCalendarYear } from './calendar-day.ts'

/** Labour Code art. 112 part 1, edition of Federal Law 35-FZ of 23.04.2012: month, day, name. */
const HOLIDAYS: readonly (readonly [month: number, day: number, name: string])[] = [
  ...[1, 2, 3, 4, 5, 6].map((day) => [1, day, 'Новогодние каникулы'] as const),
  [1, 7, 'Рождество Христово'],
  [1, 8, 'Новогодние каникулы'],
  [2, 23, 'День защитника Отечества'],
  [3, 8, 'Международный женский день'],
  [5, 1, 'Праздник Весны и Труда'],
  [5, 9, 'День Победы'],
  [6, 12, 'День России'],
  [11, 4, 'День народного единства'],
]

/**
 * A year before its decree: the holidays of art. 112; a weekend day that falls on a holiday moves to the next working day
 * by part 2 of the same article, except in the first days of January, whose days off only the decree moves; the working
 * day right before a holiday is an hour shorter (art. 95). What a decree will move beyond that is not guessed.
 */
export function provisionalYear(year: number): ProductionCalendarYear {
  const days = new Map<number, CalendarDay>()
  for (const [month, day, holiday] of HOLIDAYS) {
    const date = dayNumber(year, month, day)
    days.set(date, { date: formatDate(date), kind: 'off', holiday })
  }
  for (const [month, day] of HOLIDAYS) {
    const date = dayNumber(year, month, day)
    if (weekdayIndex(date) < 5 || date < dayNumber(year, 1, 9)) continue
    let next = date + 1
    while (weekdayIndex(next) >= 5 || days.has(next)) next++
    days.set(next, { date: formatDate(next), kind: 'off', movedFrom: formatDate(date) })
  }
  const holidays = [...HOLIDAYS.map(([month, day]) => dayNumber(year, month, day)), dayNumber(year + 1, 1, 1)]
  for (const holiday of holidays) {
    const eve = holiday - 1
    if (eve >= dayNumber(year, 1, 1) && weekdayIndex(eve) < 5 && !days.has(eve)) days.set(eve, { date: formatDate(eve), kind: 'short' })
  }
  return {
    year,
    status: 'provisional',
    source: 'Трудовой кодекс РФ, статьи 95 и 112; постановление Правительства о переносе выходных дней ещё не учтено',
    days: [...days.entries()].toSorted(([one], [other]) => one - other).map(([, day]) => day),
  }
}
