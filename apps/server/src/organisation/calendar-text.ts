import {
  CalendarError,
  isCalendarCsv,
  parseCalendarCsv,
  parseCalendarDocument,
  parseCalendarXml,
  type ProductionCalendarYear,
} from '@otklik/worktime'
import { readYaml, YamlFault, type YamlText } from '@otklik/storage'

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
  const read = readOrRefuse(text)
  if (typeof read.value !== 'object' || read.value === null) throw unknownFormat(1, '')
  return parseCalendarDocument(read.value, source, (path) => read.lineOf(path))
}

function readOrRefuse(text: string): YamlText {
  try {
    return readYaml(text)
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error
    throw error.kind === 'syntax' ? unknownFormat(error.line, '') : refused(error.line, error.ru, error.en)
  }
}

const unknownFormat = (line: number, why: string): CalendarError =>
  refused(
    line,
    `это не CSV, не XML, не YAML и не JSON${why}; первая строка CSV: date,kind,replaces,moved_from,holiday`,
    `this is neither CSV, XML, YAML nor JSON${why}; the first line of CSV: date,kind,replaces,moved_from,holiday`,
  )

const refused = (line: number | null, ru: string, en: string): CalendarError => new CalendarError([{ line, field: '', ru, en }])
