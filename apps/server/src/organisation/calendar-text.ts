import {
  CalendarError,
  type DocumentPath,
  isCalendarCsv,
  parseCalendarCsv,
  parseCalendarDocument,
  parseCalendarXml,
  type ProductionCalendarYear,
} from '@otklik/worktime'
import { isCollection, isNode, LineCounter, parseDocument } from 'yaml'

/**
 * Reads years of the production calendar as people have them: CSV, the XML of the public calendar, YAML or JSON, told apart by how they
 * begin. The same reader stands behind `--calendar` and the settings.
 * @param source what a year that names no source of its own rests on
 * @throws CalendarError with the line and field of every fault
 */
export function readCalendar(text: string, source: string): ProductionCalendarYear[] {
  // What a text of another encoding turns into; a name of a holiday would stay unreadable for ever.
  const broken = text.indexOf('\uFFFD')
  if (broken >= 0) {
    const line = text.slice(0, broken).split('\n').length
    throw refused(
      line,
      'файл не в UTF-8, буквы не читаются; сохраните его в UTF-8',
      'the file is not in UTF-8, letters are lost; save it in UTF-8',
    )
  }
  if (text.trimStart().startsWith('<')) return [parseCalendarXml(text, source)]
  if (isCalendarCsv(text)) return parseCalendarCsv(text, source)
  return readDocument(text, source)
}

function readDocument(text: string, source: string): ProductionCalendarYear[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true })
  const fault = document.errors[0]
  if (fault !== undefined) throw unknownFormat(fault.linePos?.[0].line ?? 1, ` (${fault.code})`)
  if (!isCollection(document.contents)) throw unknownFormat(1, '')
  const lineOf = (path: DocumentPath): number | null => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  return parseCalendarDocument(plain(document), source, lineOf)
}

/** @throws CalendarError for names (`*day`) that unfold into each other: the YAML library's own guard. */
function plain(document: { toJS(options: { maxAliasCount: number }): unknown }): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw refused(null, 'слишком много ссылок *имя, запишите дни прямо', 'too many references *name, write the days out')
  }
}

const unknownFormat = (line: number, why: string): CalendarError =>
  refused(
    line,
    `это не CSV, не XML, не YAML и не JSON${why}; первая строка CSV: date,kind,replaces,moved_from,holiday`,
    `this is neither CSV, XML, YAML nor JSON${why}; the first line of CSV: date,kind,replaces,moved_from,holiday`,
  )

const refused = (line: number | null, ru: string, en: string): CalendarError => new CalendarError([{ line, field: '', ru, en }])
