import { KINDS } from './calendar-csv.ts'
import { checkedYears, type YearRead } from './calendar-year.ts'
import { CalendarError, type CalendarFault } from './errors.ts'
import type { CalendarDay, CalendarDayKind, ProductionCalendarYear } from './calendar-day.ts'

const YEAR_KEYS: readonly string[] = ['year', 'status', 'source', 'days']
const DAY_KEYS: readonly string[] = ['date', 'kind', 'replaces', 'movedFrom', 'holiday']

/** Where something stands in a document: `[0, 'days', 3, 'date']`. */
export type DocumentPath = readonly (string | number)[]

/**
 * Reads production calendars from a parsed JSON or YAML text: one year `{ year, source, days: [{ date, kind, … }] }`, or a list of them.
 * Strict: an unknown key is a fault, since a misspelt one would silently change a date.
 * @param source what a year that names none rests on
 * @param lineOf the line of a place in the text, from 1; null where nobody knows
 * @throws CalendarError with every fault found
 */
export function parseCalendarDocument(
  input: unknown,
  source: string,
  lineOf: (path: DocumentPath) => number | null = () => null,
): ProductionCalendarYear[] {
  const faults: CalendarFault[] = []
  const at = (path: DocumentPath, ru: string, en: string): undefined => {
    const field = path.findLast((step) => typeof step === 'string') ?? ''
    const named = path.length === 0 ? '' : `${path.join('.')}: `
    faults.push({ line: lineOf(path), field, ru: `${named}${ru}`, en: `${named}${en}` })
  }
  const years = (Array.isArray(input) ? (input as unknown[]).map((year, index) => ({ year, path: [index] })) : [{ year: input, path: [] }])
    .map(({ year, path }) => readYear(year, path, source, lineOf, at))
    .filter((year) => year !== undefined)
  if (faults.length === 0 && years.length === 0) at([], 'в календаре нет ни одного года', 'the calendar has no years')
  if (faults.length > 0) throw new CalendarError(faults)
  return checkedYears(years)
}

type Report = (path: DocumentPath, ru: string, en: string) => undefined

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}

function unknownKeys(input: Readonly<Record<string, unknown>>, known: readonly string[], path: DocumentPath, fault: Report): void {
  for (const key of Object.keys(input)) {
    if (!known.includes(key))
      fault([...path, key], `неизвестное поле; есть ${known.join(', ')}`, `unknown key; the keys are ${known.join(', ')}`)
  }
}

function readYear(
  input: unknown,
  path: DocumentPath,
  fallback: string,
  lineOf: (path: DocumentPath) => number | null,
  fault: Report,
): YearRead | undefined {
  if (!isRecord(input)) return fault(path, 'нужен год с полями year и days', 'a year with the fields year and days is needed')
  unknownKeys(input, YEAR_KEYS, path, fault)
  const { year, status = 'published', source = fallback, days } = input
  if (typeof year !== 'number')
    return fault([...path, 'year'], 'нужен год числом, например 2028', 'a year as a number is needed, such as 2028')
  if (status !== 'published' && status !== 'provisional') {
    return fault([...path, 'status'], 'бывает published или provisional', 'write published or provisional')
  }
  if (typeof source !== 'string' || source.trim() === '' || source.length > 500) {
    return fault([...path, 'source'], 'нужно основание текстом, до 500 знаков', 'the source is a text of at most 500 characters')
  }
  if (!Array.isArray(days)) return fault([...path, 'days'], 'нужен список дней', 'a list of days is needed')
  const read: CalendarDay[] = []
  const lines: (number | null)[] = []
  ;(days as unknown[]).forEach((one, index) => {
    const place = [...path, 'days', index]
    const day = readDay(one, place, fault)
    if (day === undefined) return
    read.push(day)
    lines.push(lineOf(place))
  })
  // A day that could not be read is reported; that the year then has too few days would only hide it.
  return read.length === days.length ? { year, status, source: source.trim(), days: read, lines } : undefined
}

function readDay(input: unknown, path: DocumentPath, fault: Report): CalendarDay | undefined {
  if (!isRecord(input)) return fault(path, 'нужен день с полями date и kind', 'a day with the fields date and kind is needed')
  unknownKeys(input, DAY_KEYS, path, fault)
  const { date, kind } = input
  if (typeof date !== 'string') return fault([...path, 'date'], 'нужна дата ГГГГ-ММ-ДД', 'a date YYYY-MM-DD is needed')
  if (typeof kind !== 'string' || !KINDS.includes(kind)) {
    return fault([...path, 'kind'], `вид дня неизвестен, есть ${KINDS.join(', ')}`, `the kind of day is unknown, write ${KINDS.join(', ')}`)
  }
  const rest: { replaces?: string; movedFrom?: string; holiday?: string } = {}
  for (const key of ['replaces', 'movedFrom', 'holiday'] as const) {
    const value = input[key]
    if (value === undefined || value === null) continue
    if (typeof value !== 'string' || value.length > 200) return fault([...path, key], 'нужен текст', 'a text is needed')
    rest[key] = value
  }
  return { date, kind: kind as CalendarDayKind, ...rest }
}
