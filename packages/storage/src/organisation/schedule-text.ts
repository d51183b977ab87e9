import { parseSchedule, type ScheduleDefinition } from '@otklik/worktime'
import { parseDocument } from 'yaml'
import { StorageFault } from '../engine/fault.ts'

/**
 * Reads the text of a schedule, YAML or JSON.
 * @throws StorageFault `schedule-unreadable` with the line; ScheduleError of worktime with every fault of what the text says.
 */
export function readScheduleText(source: string): ScheduleDefinition {
  const document = parseDocument(source, { prettyErrors: true })
  const fault = document.errors[0]
  if (fault === undefined) return parseSchedule(document.toJS({ maxAliasCount: 20 }))
  const line = fault.linePos?.[0].line ?? 1
  throw new StorageFault('schedule-unreadable', {
    ru: `Расписание, строка ${line}: не читается как YAML или JSON (${fault.code}). Проверьте отступы и кавычки.`,
    en: `The schedule, line ${line}: not readable as YAML or JSON (${fault.code}). Check indents and quotes.`,
  })
}
