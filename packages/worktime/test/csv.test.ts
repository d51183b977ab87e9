import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCalendarCsv, isCalendarCsv, parseCalendarCsv, SHIPPED_CALENDARS } from '../src/index.ts'
import { csvCell, plainCell, readCsv } from '../src/csv.ts'

const year = SHIPPED_CALENDARS.find((one) => one.year === 2024)
if (year === undefined) throw new Error('2024 is shipped')
const written = formatCalendarCsv(year)
const russian = (text: string) =>
  text.replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, (_, y: string, m: string, d: string) => `${Number(d)}.${Number(m)}.${y}`)
const quoted = (text: string) => text.replaceAll(/[^,\n]+/g, (cell) => (cell.startsWith('"') ? cell : `"${cell}"`))

describe('a calendar as a spreadsheet saves it', () => {
  test.each([
    ['a quoted header and quoted cells', quoted(written)],
    ['days without zeros', russian(written)],
    ['years of two digits', russian(written).replaceAll('.2024', '.24')],
    ['CR alone at the ends of lines', written.replaceAll('\n', '\r')],
    ['CRLF', written.replaceAll('\n', '\r\n')],
    ['semicolons', written.replaceAll(',', ';')],
    ['tabs', written.replaceAll(',', '\t')],
    ['a byte order mark', `\uFEFF${written}`],
    ['Excel’s line of the separator', `sep=;\r\n${written.replaceAll(',', ';')}`],
    ['a header in capitals', written.replace('date,kind', 'Date,Kind')],
    ['empty columns at the end', written.replaceAll('\n', ',,\n')],
    ['no end of the last line', written.trimEnd()],
    ['all of it: LibreOffice under Windows', `\uFEFF${russian(quoted(written)).replaceAll(',', ';').replaceAll('\n', '\r\n')}`],
  ])('with %s is the same year', (_, text) => {
    expect(isCalendarCsv(text)).toBe(true)
    expect(parseCalendarCsv(text)[0]?.days).toEqual(year.days)
  })

  test('names the line of a fault by any ends of lines, also after a cell of two lines', () => {
    for (const end of ['\n', '\r', '\r\n']) {
      const text = ['date,kind,replaces,moved_from,holiday', `2028-01-01,off,,,"Новый${end}год"`, 'когда-то,off,,,'].join(end)
      expect(() => parseCalendarCsv(text)).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ line: 4 })] }))
    }
  })

  test.each([
    [1, '1 особый день'],
    [3, '3 особых дня'],
    [11, '11 особых дней'],
  ])('%i days are said in Russian', (count, words) => {
    const text = `date,kind,replaces,moved_from,holiday\n${Array.from({ length: count }, (_, day) => `2028-01-${String(day + 1).padStart(2, '0')},off,,,`).join('\n')}`
    expect(() => parseCalendarCsv(text)).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ ru: expect.stringContaining(words) })] }),
    )
  })
})

describe('a cell that a spreadsheet would run', () => {
  test.each(['=1+1', '+7 912', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '=HYPERLINK("http://x","y")'])(
    'is written harmless: %j',
    (value) => {
      expect(readCsv(csvCell(value), ',')[0]?.cells).toEqual([`'${value}`])
    },
  )

  test('whatever is written is read back, and no cell begins a formula', () => {
    const value = fc.string({ unit: fc.constantFrom(...Array.from('=+-@\t\r\n",;\' аб1')), maxLength: 8 })
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 4 }), fc.constantFrom(',', ';', '\t'), (values, separator) => {
        const cells = readCsv(`${values.map(csvCell).join(separator)}\nконец`, separator)[0]?.cells ?? []
        expect(cells.map(plainCell)).toEqual(values.map(plainCell))
        expect(cells.filter((cell) => /^[=+\-@\t\r\n]/u.test(cell))).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  test('a holiday of a loaded calendar goes out harmless and comes back as it was', () => {
    const [first, ...rest] = year.days
    if (first === undefined) throw new Error('a year has days')
    const days = [{ ...first, holiday: '=cmd|calc' }, ...rest]
    const text = formatCalendarCsv({ days })
    expect(text).not.toMatch(/[,\n]"?=/)
    expect(parseCalendarCsv(text)[0]?.days[0]?.holiday).toBe('=cmd|calc')
  })
})
