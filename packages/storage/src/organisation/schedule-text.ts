import { parseSchedule, type ScheduleDefinition } from '@otklik/worktime'
import { StorageFault } from '../engine/fault.ts'
import { readYaml, YamlFault } from './yaml-text.ts'

/**
 * Reads the text of a schedule, YAML or JSON.
 * @throws StorageFault `schedule-unreadable` with the line; ScheduleError of worktime with every fault of what the text says.
 */
export function readScheduleText(source: string): ScheduleDefinition {
  try {
    return parseSchedule(readYaml(source).value)
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error
    const { line, ru, en } = error
    throw new StorageFault('schedule-unreadable', { ru: `Расписание, строка ${line}: ${ru}.`, en: `The schedule, line ${line}: ${en}.` })
  }
}
