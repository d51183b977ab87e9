import { PUBLISHED } from '../calendars/index.ts'
import { provisionalYear } from './provisional-year.ts'

/**
 * What a production calendar says of a day: off; a weekday one hour shorter; a weekend day that works; one that works an
 * hour shorter.
 */
export type CalendarDayKind = 'off' | 'short' | 'work' | 'work-short'

/** A day that differs from its weekday. Dates are local, `YYYY-MM-DD`. */
export type CalendarDay = {
  readonly date: string
  readonly kind: CalendarDayKind
  /** The day whose weekday's hours a working weekend day takes. */
  readonly replaces?: string
  /** The day from which this day off was moved. */
  readonly movedFrom?: string
  readonly holiday?: string
}

/** One year of the Russian production calendar, with the acts that it rests on. */
export type ProductionCalendarYear = {
  readonly year: number
  /** A provisional year rests on art. 112 alone: the yearly decree may still move days off. */
  readonly status: 'published' | 'provisional'
  readonly source: string
  readonly days: readonly CalendarDay[]
}

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
