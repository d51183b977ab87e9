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
/** Characters of one fault that are shown: it repeats what was written, and that may be as long as the file. */
const MOST_WORDS = 300

const told = (text: string): string => (text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}…` : text)

const more = (rest: number): { readonly ru: string; readonly en: string } =>
  rest > 0 ? { ru: ` И ещё: ${rest}.`, en: ` And ${rest} more.` } : { ru: '', en: '' }

/** A calendar file (CSV, XML, YAML or JSON) that cannot be taken over as it stands; lists every fault found, not just the first. */
export class CalendarError extends WorktimeError {
  override readonly name = 'CalendarError'
  readonly faults: readonly CalendarFault[]

  constructor(faults: readonly CalendarFault[]) {
    const first = faults
      .slice(0, MOST_TOLD)
      .map((fault) => ({ ...fault, field: told(fault.field), ru: told(fault.ru), en: told(fault.en) }))
    const rest = more(faults.length - first.length)
    super(
      `Календарь не принят. ${first.map(({ line, ru }) => `${line === null ? '' : `Строка ${line}: `}${ru}.`).join(' ')}${rest.ru}`,
      `The calendar is refused. ${first.map(({ line, en }) => `${line === null ? '' : `Line ${line}: `}${en}.`).join(' ')}${rest.en}`,
    )
    this.faults = first
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

/** A schedule that cannot be used; `faults` lists every fault found, not just the first, and the message the first dozen. */
export class ScheduleError extends WorktimeError {
  override readonly name = 'ScheduleError'
  readonly faults: readonly ScheduleFault[]

  constructor(faults: readonly ScheduleFault[]) {
    const first = faults.slice(0, MOST_TOLD)
    const rest = more(faults.length - first.length)
    super(
      `Расписание не годится: ${first.map((fault) => told(`${place(fault)}${fault.ru}`)).join('; ')}${rest.ru && `.${rest.ru}`}`,
      `The schedule cannot be used: ${first.map((fault) => told(`${place(fault)}${fault.en}`)).join('; ')}${rest.en && `.${rest.en}`}`,
    )
    this.faults = faults
  }
}

/** Nothing for a fault of the schedule as a whole. */
const place = ({ path }: ScheduleFault): string => (path === '' ? '' : `${path}: `)
