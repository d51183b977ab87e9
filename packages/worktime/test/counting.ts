import {
  compileSchedule,
  type CountOptions,
  count,
  type DayException,
  formatMoment,
  parseMoment,
  parseSchedule,
  parseTerm,
  type ProductionCalendarYear,
  type Schedule,
  type ScheduleDefinition,
  SHIPPED_CALENDARS,
} from '../src/index.ts'

/** Monday to Friday, 09:00–18:00 with an hour for lunch: the hours of all five acts. */
export const OFFICE = ['09:00-13:00', '14:00-18:00']
export const OFFICE_WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE }
const ALWAYS = ['00:00-24:00']
export const ALWAYS_WEEK = { mon: ALWAYS, tue: ALWAYS, wed: ALWAYS, thu: ALWAYS, fri: ALWAYS, sat: ALWAYS, sun: ALWAYS }

export function schedule(definition: Partial<ScheduleDefinition> = {}): Schedule {
  return compileSchedule(parseSchedule({ timezone: 'Europe/Moscow', week: OFFICE_WEEK, calendar: 'ru', ...definition }))
}

export function office(timezone: string, exceptions: Record<string, DayException> = {}): Schedule {
  return schedule({ timezone, exceptions })
}

/** Text in, text out, as people read dates. The path must add up to what was asked: every answer proves itself. */
export function due(of: Schedule, from: string, term: string, options?: CountOptions): string {
  const asked = parseTerm(term)
  const { due: end, path } = count(of, parseMoment(from), asked, options)
  if (asked.unit === 'wh' || asked.unit === 'wm') {
    const consumed = path.reduce((sum, stretch) => sum + stretch.end - stretch.start, 0)
    const size = asked.amount * (asked.unit === 'wh' ? 3_600_000 : 60_000)
    if (consumed !== size) throw new Error(`the path of ${term} from ${from} holds ${consumed} ms`)
  }
  return formatMoment(of, end)
}

/** A year as the product ships it. */
export function year(number: number): ProductionCalendarYear {
  const found = SHIPPED_CALENDARS.find((calendar) => calendar.year === number)
  if (!found) throw new Error(`no calendar of ${number}`)
  return found
}
