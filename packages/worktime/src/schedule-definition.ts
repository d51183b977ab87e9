import { parseDate, WEEKDAYS } from './civil.ts'
import { ScheduleError, type ScheduleFault } from './errors.ts'
import { parseInterval } from './hours.ts'
import type { DayException, DayIntervals, PresidentialDays, ScheduleDefinition, Weekday } from './types.ts'
import { zoneNamed } from './zone.ts'

const KEYS = ['timezone', 'week', 'calendar', 'exceptions', 'presidential-days']
const PRESIDENTIAL: readonly string[] = ['off', 'working-for-calendar-terms'] satisfies readonly PresidentialDays[]

/**
 * Reads a schedule from a parsed JSON or YAML text. Strict: an unknown key is a fault, since a misspelt one would silently
 * change a date. A week without hours is allowed here; counting over it ends with `NoWorkingTime`.
 * @throws ScheduleError with every fault found
 */
export function parseSchedule(input: unknown): ScheduleDefinition {
  const faults: ScheduleFault[] = []
  const fault = (path: string, ru: string, en: string): void => {
    faults.push({ path, ru, en })
  }
  if (!isRecord(input)) {
    fault('', 'нужен объект с полями timezone, week, calendar', 'an object with timezone, week and calendar is needed')
    throw new ScheduleError(faults)
  }
  for (const key of Object.keys(input)) {
    if (!KEYS.includes(key)) fault(key, `неизвестное поле; есть поля ${KEYS.join(', ')}`, `unknown key; the keys are ${KEYS.join(', ')}`)
  }
  const timezone = readZone(input['timezone'], fault)
  const week = readWeek(input['week'], fault)
  const calendar = input['calendar']
  if (calendar !== 'ru' && calendar !== 'none') {
    fault('calendar', 'нужно ru (производственный календарь) или none', 'write ru (the production calendar) or none')
  }
  const exceptions = input['exceptions'] === undefined ? undefined : readExceptions(input['exceptions'], fault)
  const presidential = input['presidential-days']
  if (presidential !== undefined && !PRESIDENTIAL.includes(presidential as string)) {
    fault('presidential-days', `бывает ${PRESIDENTIAL.join(' и ')}`, `is ${PRESIDENTIAL.join(' or ')}`)
  }
  if (faults.length > 0) throw new ScheduleError(faults)
  return {
    timezone,
    week,
    calendar: calendar as 'ru' | 'none',
    ...(exceptions ? { exceptions } : {}),
    ...(presidential === undefined ? {} : { 'presidential-days': presidential as PresidentialDays }),
  }
}

type Report = (path: string, ru: string, en: string) => void

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}

function readZone(input: unknown, fault: Report): string {
  if (typeof input !== 'string' || input === '' || /^[+-]/.test(input) || !isZone(input)) {
    fault(
      'timezone',
      `нужен часовой пояс базы tz, например Asia/Vladivostok${typeof input === 'string' ? `, а «${input}» в ней нет` : ''}`,
      `a zone of the tz database is needed, such as Asia/Vladivostok${typeof input === 'string' ? `; it has no "${input}"` : ''}`,
    )
    return ''
  }
  return input
}

function isZone(name: string): boolean {
  try {
    zoneNamed(name)
    return true
  } catch {
    return false
  }
}

function readWeek(input: unknown, fault: Report): Partial<Record<Weekday, DayIntervals>> {
  const week: Partial<Record<Weekday, DayIntervals>> = {}
  if (!isRecord(input)) {
    fault('week', 'нужен объект с днями mon … sun', 'an object with the days mon … sun is needed')
    return week
  }
  for (const [day, intervals] of Object.entries(input)) {
    if (!WEEKDAYS.includes(day as Weekday)) {
      fault(`week.${day}`, `неизвестный день недели; есть ${WEEKDAYS.join(', ')}`, `unknown weekday; the days are ${WEEKDAYS.join(', ')}`)
    } else {
      week[day as Weekday] = readIntervals(`week.${day}`, intervals, fault)
    }
  }
  return week
}

function readExceptions(input: unknown, fault: Report): Record<string, DayException> {
  const exceptions: Record<string, DayException> = {}
  if (!isRecord(input)) {
    fault('exceptions', 'нужен объект вида {"2025-05-02": "off"}', 'an object such as {"2025-05-02": "off"} is needed')
    return exceptions
  }
  for (const [date, day] of Object.entries(input)) {
    const path = `exceptions.${date}`
    if (parseDate(date) === undefined) {
      fault(path, 'такой даты нет; пишите ГГГГ-ММ-ДД', 'there is no such date; write YYYY-MM-DD')
    } else if (day === 'off' || day === 'short') {
      exceptions[date] = day
    } else {
      exceptions[date] = readIntervals(path, day, fault)
    }
  }
  return exceptions
}

function readIntervals(path: string, input: unknown, fault: Report): DayIntervals {
  if (!Array.isArray(input)) {
    const or = path.startsWith('exceptions') ? 'off, short ' : ''
    fault(
      path,
      `нужно ${or && `${or}или `}список часов ["09:00-13:00", "14:00-18:00"]; выходной день недели: []`,
      `write ${or && `${or}or `}a list of hours ["09:00-13:00", "14:00-18:00"]; a weekday off is []`,
    )
    return []
  }
  let closed = -1
  input.forEach((text: unknown, index) => {
    const at = `${path}[${index}]`
    const interval = typeof text === 'string' ? parseInterval(text) : undefined
    if (!interval) {
      fault(
        at,
        `«${String(text)}» не часы; пишите 09:00-13:00, не позже 24:00`,
        `"${String(text)}" is no interval; write 09:00-13:00, 24:00 at the latest`,
      )
      return
    }
    const [opens, closes] = interval
    if (closes <= opens) {
      fault(
        at,
        `«${String(text)}» кончается не позже, чем начинается; ночные часы разделите в полночь: 22:00-24:00 и 00:00-06:00 следующего дня`,
        `"${String(text)}" does not end after its start; split night hours at midnight: 22:00-24:00 and 00:00-06:00 of the next day`,
      )
      return
    }
    if (opens < closed)
      fault(at, `«${String(text)}» начинается раньше, чем кончается предыдущее`, `"${String(text)}" starts before the one before it ends`)
    closed = Math.max(closed, closes)
  })
  return input as string[]
}
