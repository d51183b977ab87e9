import { describe, expect, test } from 'vitest'
import {
  CalendarError,
  formatCalendarCsv,
  parseCalendarCsv,
  parseCalendarDocument,
  parseCalendarXml,
  type ProductionCalendarYear,
} from '../src/index.ts'
import { year } from './counting.ts'

const csvOf = (calendar: ProductionCalendarYear): string => formatCalendarCsv(calendar).trimEnd().replaceAll('\n', '\r\n')

/** What the English refusal says; nothing when the file was taken. */
function refusalOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof CalendarError) return error.en
    throw error
  }
  return ''
}
const refusal = (text: string): string => refusalOf(() => parseCalendarCsv(text))

describe('a calendar from CSV', () => {
  test('reads back what was written, several years at once', () => {
    const [first, second] = parseCalendarCsv(
      `\uFEFF${csvOf(year(2024))}\r\n${csvOf(year(2025)).split('\r\n').slice(1).join('\n')}\n`,
      'тест',
    )
    expect(first).toEqual({ ...year(2024), source: 'тест' })
    expect(second?.days).toEqual(year(2025).days)
  })

  test('refuses what would make a deadline wrong, and says where', () => {
    const good = csvOf(year(2025))
    expect(refusal('день,вид\n')).toContain('first line')
    expect(refusal(good.replace('2025-01-03,off', '2025-01-03,closed'))).toContain('Line 4')
    expect(refusal(good.replace('2025-02-23', '2025-02-30'))).toContain('"2025-02-30"')
    expect(refusal(good.replace('2025-01-03', '2025-01-02'))).toContain('2025-01-02 is listed twice')
    expect(refusal(good.replace('work-short,2025-11-03', 'work-short,'))).toContain('2025-11-01 works, but')
    expect(refusal(good.split('\r\n').slice(0, 9).join('\n'))).toContain('torn')
    expect(refusal('date,kind,replaces,moved_from,holiday\n')).toContain('no days')
    expect(refusal(good.replace('2025-11-01,work-short', '2025-11-01,short'))).toContain('2025-11-01 is a weekend day')
    expect(refusal(good.replace('work-short,2025-11-03', 'work-short,2025-11-02'))).toContain('has no hours')
    expect(refusal(`${good},,,лишнее`)).toContain('more columns')
  })

  test('tells every fault with its line at once, and does not drown anybody in them', () => {
    const broken = csvOf(year(2025)).replace('2025-01-03,off', '2025-01-03,closed').replace('2025-02-23', '23 февраля')
    expect(refusal(broken)).toBe(
      'The calendar is refused. Line 4: the kind "closed" is unknown, write off, short, work, work-short. ' +
        'Line 10: the date "23 февраля" cannot be read, write YYYY-MM-DD.',
    )
    expect(refusal(csvOf(year(2025)).replaceAll('off', 'holiday'))).toMatch(/And \d+ more\.$/)
  })

  test('reads what a spreadsheet makes of it: semicolons, and dates in its own order', () => {
    const saved = csvOf(year(2025))
      .replaceAll(',', ';')
      .replace(/(\d{4})-(\d{2})-(\d{2})/g, '$3.$2.$1')
    expect(parseCalendarCsv(`\uFEFF${saved}\r\n;;;;\r\n`)[0]?.days).toEqual(year(2025).days)
  })

  test.each([2013, 2018, 2020, 2021, 2024, 2025, 2027, 2028])('%i written out as a pattern comes back as it was', (number) => {
    expect(parseCalendarCsv(formatCalendarCsv(year(number)))[0]?.days).toEqual(year(number).days)
  })

  test('a quoted name may hold a comma', () => {
    const quoted = csvOf(year(2025)).replace('День России', '"День ""России"", июнь"')
    const [read] = parseCalendarCsv(quoted)
    expect(read?.days.find((day) => day.date === '2025-06-12')?.holiday).toBe('День "России", июнь')
    expect(parseCalendarCsv(formatCalendarCsv(read ?? year(2025)))[0]?.days).toEqual(read?.days)
  })
})

const monthDay = (date: string): string => date.slice(5).replace('-', '.')

/** The public calendar's own form: kinds 1, 2, 3 and the day from which a day off was moved. */
function xmlOf(calendar: ProductionCalendarYear): string {
  const titles = [...new Set(calendar.days.flatMap((day) => day.holiday ?? []))]
  const days = calendar.days.map((day) => {
    const kind = { off: 1, short: 2, 'work-short': 2, work: 3 }[day.kind]
    const holiday = day.holiday ? ` h="${titles.indexOf(day.holiday) + 1}"` : ''
    return `<day d="${monthDay(day.date)}" t="${kind}"${holiday}${day.movedFrom ? ` f="${monthDay(day.movedFrom)}"` : ''} />`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<calendar year="${calendar.year}" lang="ru" date="2024.01.01" country="ru">
  <!-- public calendar -->
  <holidays>${titles.map((title, index) => `<holiday id="${index + 1}" title='${title}'/>`).join('\n')}</holidays>
  <days>
    ${days.join('\n    ')}
  </days>
</calendar>
`
}

describe('a calendar from the XML of the public calendar', () => {
  test.each([2013, 2018, 2021, 2024, 2025, 2026, 2027])('%i comes out as the shipped year', (number) => {
    expect(parseCalendarXml(xmlOf(year(number))).days).toEqual(year(number).days)
  })

  test('refuses document types, entities, torn files and unknown kinds', () => {
    const good = xmlOf(year(2025))
    const broken = [
      good.replace('<calendar', '<!DOCTYPE calendar [<!ENTITY a "b">]><calendar'),
      good.replace("title='Новогодние", "title='&a;"),
      good.replace('</days>', ''),
      good.replace('</calendar>', '</calendar><calendar year="2026"/>'),
      good.replace('t="2"', 't="5"'),
      good.replace('d="01.03"', 'd="02.30"'),
      good.replace('d="01.03"', 'd="3 января"'),
      good.replace('year="2025"', 'year="25"'),
      good.slice(0, 400),
      '',
      '{"year": 2025}',
    ]
    for (const text of broken) expect(() => parseCalendarXml(text)).toThrow(CalendarError)
  })
})

const plain = (number: number) => structuredClone(year(number)) as unknown as Record<string, unknown> & { days: Record<string, unknown>[] }
const lineOf = (path: readonly (string | number)[]): number => path.length + 10

describe('a calendar from JSON or YAML', () => {
  test('reads one year or several; a year keeps the source that it names', () => {
    expect(parseCalendarDocument(plain(2025), 'файл')).toEqual([year(2025)])
    const { source, ...unnamed } = plain(2026)
    expect(parseCalendarDocument([unnamed, plain(2025)], 'Постановление № 1')).toEqual([
      year(2025),
      { ...year(2026), source: 'Постановление № 1' },
    ])
    expect(source).not.toBe('Постановление № 1')
  })

  test('says which field is wrong, and in which line', () => {
    const told = (change: (calendar: ReturnType<typeof plain>) => void): string => {
      const calendar = plain(2025)
      change(calendar)
      return refusalOf(() => parseCalendarDocument(calendar, 'файл', lineOf))
    }
    expect(told(() => {})).toBe('')
    expect(told((calendar) => (calendar['jahr'] = 2025))).toContain('Line 11: jahr: unknown key')
    expect(told((calendar) => (calendar['year'] = '2025'))).toContain('year: a year as a number')
    expect(told((calendar) => (calendar['status'] = 'draft'))).toContain('published or provisional')
    expect(told((calendar) => (calendar['source'] = ' '))).toContain('source: ')
    expect(told((calendar) => (calendar['days'] = {} as never))).toContain('days: a list')
    expect(told(({ days }) => (days[2] = { date: '2025-01-03', kind: 'free' }))).toContain('Line 13: days.2.kind: ')
    expect(told(({ days }) => (days[2] = { date: 20250103, kind: 'off' }))).toContain('days.2.date: ')
    expect(told(({ days }) => (days[2] = { date: '2025-01-33', kind: 'off' }))).toContain('Line 12: there is no date "2025-01-33"')
    expect(told(({ days }) => days.splice(3))).toContain('torn')
    expect(refusalOf(() => parseCalendarDocument([plain(2025), plain(2025)], 'файл'))).toContain('2025 is there twice')
    for (const nothing of [null, 'выходные', 7, [], [[]], {}]) expect(() => parseCalendarDocument(nothing, 'файл')).toThrow(CalendarError)
  })
})
