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
