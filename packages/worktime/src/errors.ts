/** Every error of working time says what is wrong and how to mend it, in both languages. `message` is the Russian text. */
export class WorktimeError extends Error {
  override readonly name: string = 'WorktimeError'
  readonly ru: string
  readonly en: string

  constructor(ru: string, en: string) {
    super(ru)
    this.ru = ru
    this.en = en
  }
}

/** A term that nobody can read: `parseTerm`. */
export class TermError extends WorktimeError {
  override readonly name = 'TermError'
}

/** A moment without an offset, a date that does not exist, a date outside the years that can be written. */
export class MomentError extends WorktimeError {
  override readonly name = 'MomentError'
}

/**
 * One fault of a calendar file: its line (from 1; null where the fault is of the whole), the field in it, what is wrong and how to mend it,
 * each as a sentence without its full stop.
 */
export type CalendarFault = { readonly line: number | null; readonly field: string; readonly ru: string; readonly en: string }

/** Faults told in one message: a file of another kind has as many as it has lines. */
const MOST_TOLD = 12

/** A calendar file (CSV, XML, YAML or JSON) that cannot be taken over as it stands; lists every fault found, not just the first. */
export class CalendarError extends WorktimeError {
  override readonly name = 'CalendarError'
  readonly faults: readonly CalendarFault[]

  constructor(faults: readonly CalendarFault[]) {
    const told = faults.slice(0, MOST_TOLD)
    const rest = faults.length - told.length
    super(
      `Календарь не принят. ${told.map(({ line, ru }) => `${line === null ? '' : `Строка ${line}: `}${ru}.`).join(' ')}${rest > 0 ? ` И ещё: ${rest}.` : ''}`,
      `The calendar is refused. ${told.map(({ line, en }) => `${line === null ? '' : `Line ${line}: `}${en}.`).join(' ')}${rest > 0 ? ` And ${rest} more.` : ''}`,
    )
    this.faults = told
  }
}

/** A schedule in which no day ever works: a count over it would never end. */
export class NoWorkingTime extends WorktimeError {
  override readonly name = 'NoWorkingTime'

  constructor() {
    super(
      'В расписании нет рабочего времени: ни один день недели и ни одно исключение не содержат часов. Добавьте часы в week.',
      'The schedule has no working time: no weekday and no exception has hours. Add hours to week.',
    )
  }
}

/**
 * The calendar stops before the count does. A date is never guessed past the published years: someone must load the year.
 */
export class CalendarEnds extends WorktimeError {
  override readonly name = 'CalendarEnds'
  /** The first year that is missing on the way of the count. */
  readonly year: number

  constructor(year: number, production: boolean) {
    super(
      production
        ? `Нет производственного календаря на ${year} год. Загрузите календарь этого года: «Настройки», «Расписание», или параметр --calendar.`
        : `${year} год вне пределов счёта: без производственного календаря считаются годы 1970–2199.`,
      production
        ? `There is no production calendar for the year ${year}. Load that year's calendar: Settings, Schedule, or the option --calendar.`
        : `The year ${year} is out of bounds: without a production calendar the years 1970–2199 are counted.`,
    )
    this.year = year
  }
}

/** One fault of a schedule: where it stands (`week.mon[1]`) and what to do about it. */
export type ScheduleFault = { readonly path: string; readonly ru: string; readonly en: string }

/** A schedule that cannot be used; lists every fault found, not just the first. */
export class ScheduleError extends WorktimeError {
  override readonly name = 'ScheduleError'
  readonly faults: readonly ScheduleFault[]

  constructor(faults: readonly ScheduleFault[]) {
    super(
      `Расписание не годится: ${faults.map((fault) => `${place(fault)}${fault.ru}`).join('; ')}`,
      `The schedule cannot be used: ${faults.map((fault) => `${place(fault)}${fault.en}`).join('; ')}`,
    )
    this.faults = faults
  }
}

/** Nothing for a fault of the schedule as a whole. */
const place = ({ path }: ScheduleFault): string => (path === '' ? '' : `${path}: `)
