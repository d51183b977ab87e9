import { type DayNumber, civil, DAY } from './civil.ts'
import { DayBook } from './day-book.ts'
import { digest } from './digest.ts'
import { CalendarEnds, NoWorkingTime } from './errors.ts'
import type { ProductionCalendarYear } from './calendar-day.ts'
import { SHIPPED_CALENDARS } from './production-calendar.ts'
import { Timeline } from './timeline.ts'
import { type Moment, type ScheduleDefinition } from './types.ts'
import { planYear, type YearPlan } from './year-plan.ts'
import { type Zone, zoneNamed } from './zone.ts'

/**
 * A schedule ready to count with. Years are worked out when a count first touches them, so compiling costs nothing; what
 * is worked out is kept. Equal definitions and calendars answer equally, whatever was asked before.
 */
export class Schedule {
  readonly definition: ScheduleDefinition
  readonly timezone: string
  readonly zone: Zone
  readonly #book: DayBook
  readonly #plans = new Map<number, YearPlan>()
  /** One timeline for each unbroken run of known years that was touched; nearly always just one. */
  #timelines: readonly Timeline[] = []
  #latest: Timeline | undefined
  #version: string | undefined

  constructor(definition: ScheduleDefinition, years: readonly ProductionCalendarYear[]) {
    this.definition = definition
    this.timezone = definition.timezone
    this.zone = zoneNamed(definition.timezone)
    this.#book = new DayBook(definition, years)
  }

  /** Names the definition together with the calendars it rests on: stored beside a planned term as its calendar version. */
  get version(): string {
    this.#version ??= digest(JSON.stringify([canonical(this.definition), this.#book.years()]))
    return this.#version
  }

  isProvisional(year: number): boolean {
    return this.#book.isProvisional(year)
  }

  /** See `PresidentialDays`: a weekday that is free by a President's decree alone. */
  isFreedByDecree(date: DayNumber): boolean {
    return this.#book.isFreedByDecree(date)
  }

  /** The timeline that covers the moment. @throws CalendarEnds when its year is missing */
  timelineAt(moment: Moment): Timeline {
    const latest = this.#latest
    if (latest?.covers(moment)) return latest
    return this.#touch(this.#yearOf(moment))
  }

  /** The timeline that covers the local date. @throws CalendarEnds when its year is missing */
  timelineOn(date: DayNumber): Timeline {
    const latest = this.#latest
    if (latest?.hasDate(date)) return latest
    return this.#touch(civil(date).year)
  }

  /** The timeline with one year more after it. @throws CalendarEnds, NoWorkingTime */
  onward(timeline: Timeline): Timeline {
    if (this.#book.idle) throw new NoWorkingTime()
    return this.#touch(timeline.lastYear + 1)
  }

  /** The timeline with one year more before it. @throws CalendarEnds, NoWorkingTime */
  back(timeline: Timeline): Timeline {
    if (this.#book.idle) throw new NoWorkingTime()
    return this.#touch(timeline.firstYear - 1)
  }

  /** One timeline from the earlier moment to the later. @throws CalendarEnds that names the first year missing between */
  timelineOver(from: Moment, to: Moment): Timeline {
    let timeline = this.timelineAt(from)
    while (!timeline.covers(to)) timeline = this.#touch(timeline.lastYear + 1)
    return timeline
  }

  /** The local date of a moment. */
  dateAt(moment: Moment): DayNumber {
    return Math.floor((moment + this.zone.offsetAt(moment)) / DAY)
  }

  /** A local year that can be counted in; the first instant of a missing year still belongs to the one before. */
  #yearOf(moment: Moment): number {
    const { year } = civil(this.dateAt(moment))
    if (this.#book.knows(year)) return year
    const before = civil(this.dateAt(moment - 1)).year
    return this.#book.knows(before) ? before : year
  }

  #touch(year: number): Timeline {
    if (!this.#book.knows(year)) throw new CalendarEnds(year, this.#book.production)
    const known = this.#timelines.find((timeline) => year >= timeline.firstYear && year <= timeline.lastYear)
    this.#latest = known ?? this.#grow(year)
    return this.#latest
  }

  /** Works out the year and joins it to the timelines of the same run of known years. */
  #grow(year: number): Timeline {
    const joined = this.#timelines.filter((timeline) => this.#isRun(timeline, year))
    const first = Math.min(year, ...joined.map((timeline) => timeline.firstYear))
    const last = Math.max(year, ...joined.map((timeline) => timeline.lastYear))
    const plans: YearPlan[] = []
    for (let number = first; number <= last; number++) plans.push(this.#planOf(number))
    const grown = new Timeline(first, plans)
    this.#timelines = [...this.#timelines.filter((timeline) => !joined.includes(timeline)), grown]
    return grown
  }

  #isRun(timeline: Timeline, year: number): boolean {
    for (let between = Math.min(year, timeline.firstYear); between <= Math.max(year, timeline.lastYear); between++) {
      if (!this.#book.knows(between)) return false
    }
    return true
  }

  #planOf(year: number): YearPlan {
    let plan = this.#plans.get(year)
    if (!plan) {
      plan = planYear(this.#book, this.zone, year)
      this.#plans.set(year, plan)
    }
    return plan
  }
}

/** Choices of compiling. `years` are all that is known of the production calendar: the shipped ones unless told (see `calendarInForce`). */
export type CompileOptions = { readonly years?: readonly ProductionCalendarYear[] }

/**
 * Makes a definition ready to count with. The definition must have passed `parseSchedule`.
 * The production calendar counts only where the definition says `calendar: 'ru'`.
 */
export function compileSchedule(definition: ScheduleDefinition, options: CompileOptions = {}): Schedule {
  return new Schedule(definition, options.years ?? SHIPPED_CALENDARS)
}

/** The same value for definitions that differ only in the order of their keys. */
function canonical(definition: ScheduleDefinition): unknown {
  return [definition.timezone, definition.calendar, inOrder(definition.week), inOrder(definition.exceptions ?? {})]
}

function inOrder(entries: Readonly<Record<string, unknown>>): unknown[] {
  return Object.entries(entries).toSorted(([one], [other]) => (one < other ? -1 : 1))
}
