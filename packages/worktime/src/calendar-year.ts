import { formatDate, parseDate, weekdayIndex } from './civil.ts'
import { CalendarError, type CalendarFault } from './errors.ts'
import type { CalendarDay, ProductionCalendarYear } from './calendar-day.ts'

/** Fewest days that a whole year lists: art. 112 alone names fourteen holidays. A torn file has fewer. */
const FEWEST = 14
/** Most of them: a longer list is no list of special days. */
const MOST = 366
/** Years that a calendar may be of; see also the bounds of counting without one. */
const FIRST = 1970
const LAST = 2199

/** A year as it was read, and the line of the file that each of its days stands in, where there are lines. */
export type YearRead = Pick<ProductionCalendarYear, 'year' | 'status' | 'source' | 'days'> & { readonly lines: readonly (number | null)[] }

/**
 * Checks what was read from a file before deadlines rest on it: dates exist, lie in the year and are listed once, a shortened day is a
 * working one, a working weekend day says whose hours it takes, the year is whole.
 * @throws CalendarError with every fault found, of all the years
 */
export function checkedYears(read: readonly YearRead[]): ProductionCalendarYear[] {
  const faults = read.flatMap(faultsOf)
  const numbers = new Set<number>()
  for (const { year } of read) {
    if (numbers.has(year)) faults.push({ line: null, field: 'year', ru: `${year} год указан дважды`, en: `${year} is there twice` })
    numbers.add(year)
  }
  if (faults.length > 0) throw new CalendarError(faults)
  return read
    .map(({ year, status, source, days }) => ({
      year,
      status,
      source,
      days: days.toSorted((one, other) => (one.date < other.date ? -1 : 1)),
    }))
    .toSorted((one, other) => one.year - other.year)
}

const plural = new Intl.PluralRules('ru')
/** «1 особый день», «3 особых дня», «12 особых дней». */
function specialDays(count: number): string {
  const form = plural.select(count)
  return `${count} ${form === 'one' ? 'особый день' : form === 'few' ? 'особых дня' : 'особых дней'}`
}

type Words = Pick<CalendarFault, 'field' | 'ru' | 'en'>

function faultsOf({ year, days, lines }: YearRead): CalendarFault[] {
  const faults: CalendarFault[] = []
  const seen = new Set<string>()
  days.forEach((day, index) => {
    const found = dayFault(day, year, seen)
    if (found !== undefined) faults.push({ line: lines[index] ?? null, ...found })
    seen.add(day.date)
  })
  const of = (field: string, ru: string, en: string): number => faults.push({ line: null, field, ru, en })
  if (!Number.isInteger(year) || year < FIRST || year > LAST) {
    of('year', `год ${year} вне пределов ${FIRST}–${LAST}`, `the year ${year} is outside ${FIRST}–${LAST}`)
  } else if (days.length < FEWEST) {
    of(
      'days',
      `в ${year} году только ${specialDays(days.length)}: файл не целый`,
      `${year} lists only ${days.length} ${days.length === 1 ? 'day' : 'days'}: the file is torn`,
    )
  } else if (days.length > MOST) {
    of('days', `в ${year} году ${specialDays(days.length)}, это слишком много`, `${year} lists ${days.length} days, which is too many`)
  }
  return faults
}

function dayFault({ date: text, kind, replaces, movedFrom }: CalendarDay, year: number, seen: ReadonlySet<string>): Words | undefined {
  const date = parseDate(text)
  if (date === undefined) return { field: 'date', ru: `даты «${text}» нет`, en: `there is no date "${text}"` }
  if (!text.startsWith(`${year}-`)) return { field: 'date', ru: `${text} не в ${year} году`, en: `${text} is not in ${year}` }
  if (seen.has(text)) return { field: 'date', ru: `${text} указан дважды`, en: `${text} is listed twice` }
  if (movedFrom !== undefined && parseDate(movedFrom) === undefined) {
    return { field: 'movedFrom', ru: `даты «${movedFrom}» нет`, en: `there is no date "${movedFrom}"` }
  }
  const weekend = weekdayIndex(date) >= 5
  if (kind === 'short' && weekend) {
    return {
      field: 'kind',
      ru: `${text} — выходной день недели; если он рабочий и короче, пишите work-short`,
      en: `${text} is a weekend day; if it works and is shorter, write work-short`,
    }
  }
  if (kind !== 'work' && kind !== 'work-short') return undefined
  if (!weekend) return { field: 'kind', ru: `${text} и без того будний день`, en: `${text} is a weekday anyway` }
  const replaced = replaces === undefined ? undefined : parseDate(replaces)
  if (replaced === undefined) {
    return {
      field: 'replaces',
      ru: `${text} рабочий, но не сказано, какой день он заменяет`,
      en: `${text} works, but the day that it replaces is not named`,
    }
  }
  if (weekdayIndex(replaced) < 5) return undefined
  return {
    field: 'replaces',
    ru: `${text} заменяет ${replaces ?? ''}, а это выходной день недели: у него нет часов`,
    en: `${text} replaces ${replaces ?? ''}, a weekend day, which has no hours`,
  }
}

/** The day off that a working weekend day stands for when the file does not say: the first weekday off after it. */
export function replacedAfter(date: number, off: ReadonlySet<string>): string | undefined {
  for (let next = date + 1; next <= date + 7; next++) {
    if (weekdayIndex(next) < 5 && off.has(formatDate(next))) return formatDate(next)
  }
  return undefined
}
