import { checkedYears, replacedAfter } from './calendar-year.ts'
import { formatDate, parseDate } from './civil.ts'
import { CalendarError } from './errors.ts'
import type { CalendarDay, ProductionCalendarYear } from './calendar-day.ts'

/** One element with its attributes; texts between elements mean nothing in this format and must be blank. */
type Element = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly line: number }

/**
 * Reads one year of the public production calendar (xmlcalendar.ru): `<calendar year><holidays><holiday id title/>…<days>
 * <day d="MM.DD" t h f/>…`. `t` 1 is a day off, 2 a shortened working day, 3 a working weekend day; `h` a holiday's id, `f`
 * the day from which a day off was moved. A working weekend day takes the hours of the day off that was moved from it or,
 * where the file does not say, of the first weekday off after it.
 * @throws CalendarError, also for a document type or an entity: the file needs neither and both can be an attack
 */
export function parseCalendarXml(text: string, source = 'XML, загружен администратором'): ProductionCalendarYear {
  const elements = readElements(text.replace(/^\uFEFF/, ''))
  const root = elements[0]
  const year = Number(root?.name === 'calendar' ? root.attributes.get('year') : Number.NaN)
  if (!Number.isInteger(year) || year < 1970 || year > 2199)
    throw refused(root?.line ?? 1, 'нет <calendar year="…">', 'there is no <calendar year="…">')
  const titles = new Map<string, string>()
  for (const { name, attributes } of elements) {
    if (name === 'holiday') titles.set(attributes.get('id') ?? '', attributes.get('title') ?? '')
  }
  const listed = elements.filter((element) => element.name === 'day').map((element) => readDay(year, element))
  const off = new Set(listed.filter((day) => day.type === '1').map((day) => day.date))
  const replacedBy = new Map(listed.flatMap((day) => (day.movedFrom ? [[day.movedFrom, day.date] as const] : [])))
  const days = listed.map(({ date, type, movedFrom, holiday }): CalendarDay => {
    const number = parseDate(date)
    const weekend = number !== undefined && (number + 3) % 7 >= 5
    const replaces = replacedBy.get(date) ?? (number === undefined ? undefined : replacedAfter(number, off))
    const title = titles.get(holiday ?? '')
    if (type === '1') return { date, kind: 'off', ...(movedFrom && { movedFrom }), ...(title && { holiday: title }) }
    if (type === '2' && !weekend) return { date, kind: 'short' }
    return { date, kind: type === '2' ? 'work-short' : 'work', ...(replaces && { replaces }) }
  })
  const [read] = checkedYears([{ year, status: 'published', source, days, lines: listed.map(({ line }) => line) }])
  return read as ProductionCalendarYear
}

function readDay(year: number, { attributes, line }: Element) {
  const type = attributes.get('t') ?? ''
  if (!['1', '2', '3'].includes(type)) throw refused(line, `вид дня t="${type}" неизвестен`, `the kind of day t="${type}" is unknown`)
  const date = dateOf(year, attributes.get('d') ?? '', line)
  const movedFrom = attributes.has('f') ? dateOf(year, attributes.get('f') ?? '', line) : undefined
  return { type, date, movedFrom, holiday: attributes.get('h'), line }
}

function dateOf(year: number, text: string, line: number): string {
  const found = /^(\d{2})\.(\d{2})$/.exec(text)
  const date = found ? parseDate(`${year}-${found[1]}-${found[2]}`) : undefined
  if (date === undefined) throw refused(line, `день «${text}» не читается, нужно ММ.ДД`, `the day "${text}" cannot be read, write MM.DD`)
  return formatDate(date)
}

const NEXT = /\s+|<\?xml [^<>]*\?>|<!--(?:(?!--)[^])*-->|<\/([a-z]+)\s*>|<([a-z]+)((?:\s+[a-z]+\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*)\s*(\/)?>/y
const ATTRIBUTE = /([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

function readElements(text: string): Element[] {
  const elements: Element[] = []
  const open: string[] = []
  let at = 0
  let line = 1
  while (at < text.length) {
    NEXT.lastIndex = at
    const found = NEXT.exec(text)
    if (!found)
      throw refused(
        line,
        `знак ${at + 1} не разобран (DOCTYPE и сущности не допускаются)`,
        `character ${at + 1} makes no sense (no DOCTYPE, no entities)`,
      )
    at = NEXT.lastIndex
    const [whole, closed, opened, attributes = '', selfClosed] = found
    if (closed !== undefined && open.pop() !== closed) throw refused(line, `лишний </${closed}>`, `stray </${closed}>`)
    const stands = line
    line += whole.split('\n').length - 1
    if (opened === undefined) continue
    if (open.length === 0 && elements.length > 0) throw refused(line, 'больше одного корня', 'more than one root')
    elements.push({
      name: opened,
      attributes: new Map([...attributes.matchAll(ATTRIBUTE)].map((one) => [one[1] ?? '', one[2] ?? one[3] ?? ''])),
      line: stands,
    })
    if (!selfClosed) open.push(opened)
  }
  if (open.length > 0) throw refused(line, `не закрыт <${open.join('><')}>`, `unclosed <${open.join('><')}>`)
  return elements
}

function refused(line: number, ru: string, en: string): CalendarError {
  return new CalendarError([{ line, field: '', ru, en }])
}
