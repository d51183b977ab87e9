import { checkedYears, type YearRead } from './calendar-year.ts'
import { parseDate } from './civil.ts'
import { CalendarError, type CalendarFault } from './errors.ts'
import type { CalendarDay, CalendarDayKind, ProductionCalendarYear } from './production-calendar.ts'

const COLUMNS = ['date', 'kind', 'replaces', 'moved_from', 'holiday']
const HEADER = COLUMNS.join(',')
export const KINDS: readonly string[] = ['off', 'short', 'work', 'work-short'] satisfies readonly CalendarDayKind[]

/** Whether a text is meant as CSV: its first line begins with the name of the first column. */
export function isCalendarCsv(text: string): boolean {
  return /^\uFEFF?"?date\b(?!\s*:)/.test(text)
}

/** The header has commas or, as spreadsheets of Russia write it, semicolons. */
function separatorOf(text: string): string | undefined {
  const first = /^\uFEFF?([^\r\n]*)/.exec(text)?.[1]?.trim() ?? ''
  return [',', ';'].find((separator) => first === COLUMNS.join(separator))
}

/**
 * Reads production calendars from CSV with the columns `date,kind,replaces,moved_from,holiday`; one file may hold several
 * years. A weekend day that is not listed is off; `replaces` names the day whose weekday's hours a working weekend day takes.
 * What a spreadsheet makes of such a file when it saves it is read too: semicolons, and dates as 31.12.2028.
 * @param source what the file rests on, shown to people beside the dates
 * @throws CalendarError with the line of every fault
 */
export function parseCalendarCsv(text: string, source = 'CSV, загружен администратором'): ProductionCalendarYear[] {
  const separator = separatorOf(text)
  if (separator === undefined) {
    const ru = `Первая строка календаря должна быть: ${HEADER}`
    throw new CalendarError([{ line: 1, field: 'date', ru, en: `The first line of the calendar must be: ${HEADER}` }])
  }
  const faults: CalendarFault[] = []
  const years = new Map<number, { days: CalendarDay[]; lines: number[] }>()
  text.split(/\r?\n/).forEach((line, index) => {
    if (index === 0 || line.replaceAll(separator, '').trim() === '') return
    const day = readDay(line, separator, index + 1, faults)
    if (day === undefined) return
    const year = Number(day.date.slice(0, 4))
    const known = years.get(year) ?? { days: [], lines: [] }
    years.set(year, known)
    known.days.push(day)
    known.lines.push(index + 1)
  })
  if (faults.length > 0) throw new CalendarError(faults)
  if (years.size === 0) {
    throw new CalendarError([{ line: null, field: 'days', ru: 'В календаре нет ни одного дня', en: 'The calendar has no days' }])
  }
  return checkedYears([...years].map(([year, read]): YearRead => ({ year, status: 'published', source, ...read })))
}

function readDay(line: string, separator: string, number: number, faults: CalendarFault[]): CalendarDay | undefined {
  const cells = splitCells(line, separator)
  const [date = '', kind = '', replaces = '', movedFrom = '', holiday = ''] = cells.map((cell) => cell.trim())
  const fault = (field: string, ru: string, en: string): undefined => void faults.push({ line: number, field, ru, en })
  const written = isoDate(date)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) {
    return fault(
      'date',
      `дата «${short(date)}» не читается, нужно ГГГГ-ММ-ДД`,
      `the date "${short(date)}" cannot be read, write YYYY-MM-DD`,
    )
  }
  if (parseDate(written) === undefined) return fault('date', `даты «${date}» нет`, `there is no date "${date}"`)
  if (!KINDS.includes(kind)) {
    return fault(
      'kind',
      `вид «${short(kind)}» неизвестен, есть ${KINDS.join(', ')}`,
      `the kind "${short(kind)}" is unknown, write ${KINDS.join(', ')}`,
    )
  }
  if (cells.slice(COLUMNS.length).some((cell) => cell.trim() !== '')) {
    return fault('holiday', `лишние столбцы после holiday`, `there are more columns after holiday`)
  }
  return {
    date: written,
    kind: kind as CalendarDayKind,
    ...(replaces && { replaces: isoDate(replaces) }),
    ...(movedFrom && { movedFrom: isoDate(movedFrom) }),
    ...(holiday && { holiday }),
  }
}

/** `31.12.2028`, as a spreadsheet saves the date that it was given. */
const isoDate = (text: string): string => text.replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, '$3-$2-$1')

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** RFC 4180 cells of one line: quoted ones may hold separators, a doubled quote is a quote. */
function splitCells(line: string, separator: string): string[] {
  const cell = separator === ',' ? /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g : /(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g
  return [...line.matchAll(cell)].map((found) => found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
}

/** The year as CSV, as `parseCalendarCsv` reads it: a pattern to fill in, and what a person checks a year by. */
export function formatCalendarCsv({ days }: Pick<ProductionCalendarYear, 'days'>): string {
  const lines = days.map(({ date, kind, replaces = '', movedFrom = '', holiday = '' }) =>
    [date, kind, replaces, movedFrom, /[",;]/.test(holiday) ? `"${holiday.replaceAll('"', '""')}"` : holiday].join(','),
  )
  return `${[HEADER, ...lines].join('\n')}\n`
}
