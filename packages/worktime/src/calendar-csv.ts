import { checkedYears, type YearRead } from './calendar-year.ts'
import { parseDate } from './civil.ts'
import { csvCell, plainCell, readCsv, separatorOf } from './csv.ts'
import { CalendarError, type CalendarFault } from './errors.ts'
import type { CalendarDay, CalendarDayKind, ProductionCalendarYear } from './calendar-day.ts'

const COLUMNS = ['date', 'kind', 'replaces', 'moved_from', 'holiday']
const HEADER = COLUMNS.join(',')
export const KINDS: readonly string[] = ['off', 'short', 'work', 'work-short'] satisfies readonly CalendarDayKind[]

/** Whether a text is meant as CSV: its first line begins with the name of the first column (after Excel's line `sep=;`, where it is). */
export function isCalendarCsv(text: string): boolean {
  return /^\uFEFF?(?:sep=.[\r\n]+)?\s*"?date\b(?!\s*:)/i.test(text)
}

/**
 * Reads production calendars from CSV with the columns `date,kind,replaces,moved_from,holiday`; one file may hold several
 * years. A weekend day that is not listed is off; `replaces` names the day whose weekday's hours a working weekend day takes.
 * What a spreadsheet makes of such a file when it saves it is read too: semicolons or tabs, quotes, any line ends, and dates as 1.1.2028 or 01.01.28.
 * @param source what the file rests on, shown to people beside the dates
 * @throws CalendarError with the line of every fault
 */
export function parseCalendarCsv(text: string, source = 'CSV, загружен администратором'): ProductionCalendarYear[] {
  const body = text.replace(/^\uFEFF?sep=.(?:\r\n|\r|\n)/i, '')
  const passed = body === text ? 0 : 1
  const [header, ...rows] = readCsv(body, separatorOf(body.trimStart()))
  if (!isHeader(header?.cells ?? [])) {
    const ru = `Первая строка календаря должна быть: ${HEADER}`
    throw new CalendarError([{ line: 1, field: 'date', ru, en: `The first line of the calendar must be: ${HEADER}` }])
  }
  const faults: CalendarFault[] = []
  const years = new Map<number, { days: CalendarDay[]; lines: number[] }>()
  for (const row of rows) {
    const line = row.line + passed
    if (row.cells.every((cell) => cell.trim() === '')) continue
    const day = readDay(row.cells, line, faults)
    if (day === undefined) continue
    const year = Number(day.date.slice(0, 4))
    const known = years.get(year) ?? { days: [], lines: [] }
    years.set(year, known)
    known.days.push(day)
    known.lines.push(line)
  }
  if (faults.length > 0) throw new CalendarError(faults)
  if (years.size === 0) {
    throw new CalendarError([{ line: null, field: 'days', ru: 'В календаре нет ни одного дня', en: 'The calendar has no days' }])
  }
  return checkedYears([...years].map(([year, read]): YearRead => ({ year, status: 'published', source, ...read })))
}

/** The columns by name; a spreadsheet may add empty ones after them. */
function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  return names.slice(0, COLUMNS.length).join() === HEADER && names.slice(COLUMNS.length).every((name) => name === '')
}

function readDay(cells: readonly string[], number: number, faults: CalendarFault[]): CalendarDay | undefined {
  const [date = '', kind = '', replaces = '', movedFrom = '', holiday = ''] = cells.map((cell) => plainCell(cell.trim()))
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

/** `31.12.2028`, `1.1.2028`, `01.01.28`, as a spreadsheet saves the date that it was given. */
function isoDate(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return text
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** The year as CSV, as `parseCalendarCsv` reads it: a pattern to fill in, and what a person checks a year by. */
export function formatCalendarCsv({ days }: Pick<ProductionCalendarYear, 'days'>): string {
  const lines = days.map(({ date, kind, replaces = '', movedFrom = '', holiday = '' }) =>
    [date, kind, replaces, movedFrom, holiday].map(csvCell).join(','),
  )
  return `${[HEADER, ...lines].join('\n')}\n`
}
