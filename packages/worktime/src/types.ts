/** A point on the time line: whole milliseconds since 1970-01-01T00:00:00Z. Never a local time. */
export type Moment = number

/** A half-open stretch of working time: `start` is inside, `end` is not. */
export type Stretch = { readonly start: Moment; readonly end: Moment }

/** `wh`, `wm` working hours and minutes; `wd` working days; `h`, `m` clock hours and minutes; `d` calendar days. */
export type Unit = 'wh' | 'wm' | 'wd' | 'h' | 'm' | 'd'

/** `+7wh` is `{ amount: 7, unit: 'wh', direction: 'forward' }`; amounts are whole and never negative. */
export type Term = { readonly amount: number; readonly unit: Unit; readonly direction: 'forward' | 'backward' }

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Local working intervals of a day: `["09:00-13:00", "14:00-18:00"]`, in order, not touching; `24:00` may close a day. */
export type DayIntervals = readonly string[]

/** A day that differs from its weekday: off, one hour shorter at its end, or with hours of its own. */
export type DayException = 'off' | 'short' | DayIntervals

/** A schedule as people write it (JSON or YAML). Dates are local, `YYYY-MM-DD`. */
export type ScheduleDefinition = {
  readonly timezone: string
  readonly week: Partial<Readonly<Record<Weekday, DayIntervals>>>
  readonly calendar: 'ru' | 'none'
  readonly exceptions?: Readonly<Record<string, DayException>>
  /** How the end of a term in calendar days treats days that a President's decree made free (2020, 2021); without it: off. */
  readonly 'presidential-days'?: PresidentialDays
}

/**
 * A reading of Civil Code art. 193. `off`: such a day does not work, so a term's last day moves on from it. `working-for-calendar-terms`: it
 * works for this, as the Supreme Court's Review No. 1 of 21 April 2020 says. Working hours and days count as in the calendar either way.
 */
export type PresidentialDays = 'off' | 'working-for-calendar-terms'

/** Choices that the law leaves open: see spec "Units". Defaults: `until: 'closing'`, `roll: 'next'`. */
export type CountOptions = { readonly until?: 'closing' | 'midnight'; readonly roll?: 'next' | 'none' }

/** The answer to a count, with its proof: the stretches of working time that were used, in order of time. */
export type Count = {
  readonly due: Moment
  readonly path: readonly Stretch[]
  /** Years touched whose calendar is not published yet, so the date may move. */
  readonly provisionalYears: readonly number[]
}
