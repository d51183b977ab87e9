import { type DayNumber, parseDate, WEEKDAYS, weekdayIndex } from './civil.ts'
import { type Hours, hoursOf, NO_HOURS, shortened } from './hours.ts'
import type { CalendarDay, ProductionCalendarYear } from './calendar-day.ts'
import type { DayException, ScheduleDefinition } from './types.ts'

const PRESIDENTIAL = /указ\p{L}*\s+президента/iu

/** Without a production calendar counting is bounded, so that no count runs for ever. */
const BOUNDS = { first: 1970, last: 2199 }

/**
 * Which hours a local date has. A date's exception stands above the calendar, the calendar above the week.
 * Labour Code art. 95 (a day before a holiday is an hour shorter), art. 112 (holidays, moved days off).
 */
export class DayBook {
  readonly production: boolean
  /** Whether no day can ever have hours. */
  readonly idle: boolean
  readonly #week: readonly Hours[]
  readonly #exceptions = new Map<DayNumber, DayException>()
  readonly #calendar = new Map<DayNumber, CalendarDay>()
  readonly #years = new Map<number, ProductionCalendarYear>()

  /** @param calendars the years that are known; of two with one number the later stands */
  constructor(definition: ScheduleDefinition, calendars: readonly ProductionCalendarYear[]) {
    this.production = definition.calendar === 'ru'
    this.#week = WEEKDAYS.map((day) => hoursOf(definition.week[day] ?? []))
    for (const [text, exception] of Object.entries(definition.exceptions ?? {})) {
      const date = parseDate(text)
      if (date !== undefined) this.#exceptions.set(date, exception)
    }
    if (this.production) for (const year of calendars) this.#years.set(year.year, year)
    for (const year of this.#years.values()) {
      for (const day of year.days) {
        const date = parseDate(day.date)
        if (date !== undefined) this.#calendar.set(date, day)
      }
    }
    this.idle =
      this.#week.every((hours) => hours.length === 0) &&
      [...this.#exceptions.values()].every((exception) => typeof exception === 'string' || exception.length === 0)
  }

  /** The years in force, in order. Empty without a production calendar. */
  years(): readonly ProductionCalendarYear[] {
    return [...this.#years.values()].toSorted((one, other) => one.year - other.year)
  }

  knows(year: number): boolean {
    return this.production ? this.#years.has(year) : year >= BOUNDS.first && year <= BOUNDS.last
  }

  isProvisional(year: number): boolean {
    return this.#years.get(year)?.status === 'provisional'
  }

  /** A weekday with hours that nothing but a President's decree made free (36 of them in 2020 and 2021); its note in the calendar says so. */
  isFreedByDecree(date: DayNumber): boolean {
    const day = this.#calendar.get(date)
    if (day?.kind !== 'off' || !PRESIDENTIAL.test(day.holiday ?? '')) return false
    return !this.#exceptions.has(date) && (this.#week[weekdayIndex(date)] ?? NO_HOURS).length > 0
  }

  /**
   * A date's own `short` shortens the hours of its weekday (on a working weekend day, of the weekday that it replaces), also on
   * a holiday: whoever writes it wants that day worked.
   */
  hoursOn(date: DayNumber): Hours {
    const exception = this.#exceptions.get(date)
    const day = this.#calendar.get(date)
    if (exception === 'off') return NO_HOURS
    if (exception === 'short') return shortened(this.#fullHours(date, day))
    if (exception) return hoursOf(exception)
    if (day?.kind === 'off') return NO_HOURS
    const hours = this.#fullHours(date, day)
    return day?.kind === 'short' || day?.kind === 'work-short' ? shortened(hours) : hours
  }

  /** Before any shortening: a working weekend day takes the hours of the weekday that it replaces. */
  #fullHours(date: DayNumber, day: CalendarDay | undefined): Hours {
    const model = day?.replaces === undefined ? date : (parseDate(day.replaces) ?? date)
    return this.#week[weekdayIndex(model)] ?? NO_HOURS
  }
}
