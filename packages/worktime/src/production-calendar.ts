import { PUBLISHED } from '../calendars/index.ts'
import type { ProductionCalendarYear } from './calendar-day.ts'
import { provisionalYear } from './provisional-year.ts'

/**
 * The calendar to count by, in order of years: what the program ships, years given in place of shipped ones with the same number or after
 * them, and one provisional year (Labour Code art. 112) after the last published one, unless that year was given itself.
 */
export function calendarInForce(given: readonly ProductionCalendarYear[] = []): readonly ProductionCalendarYear[] {
  const years = new Map([...PUBLISHED, ...given].map((each) => [each.year, each]))
  let next = PUBLISHED[0]?.year ?? 0
  while (years.get(next)?.status === 'published') next++
  if (!years.has(next)) years.set(next, provisionalYear(next))
  return [...years.values()].toSorted((one, other) => one.year - other.year)
}

/** What the program ships: 2013–2027 as published, and one provisional year after them. */
export const SHIPPED_CALENDARS: readonly ProductionCalendarYear[] = calendarInForce()
