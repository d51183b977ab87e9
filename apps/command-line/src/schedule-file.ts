import { calendarInForce, compileSchedule, parseSchedule, type Schedule, WorktimeError } from '@otklik/worktime'
import { readYaml, YamlFault } from '@otklik/storage'
import { readCalendar } from '@otklik/server/organisation/calendar-text'
import { readGiven } from './given-file.ts'

/**
 * Reads a schedule (JSON or YAML) and years of the production calendar (CSV, XML, YAML or JSON) from files. As in an organisation's own
 * calendar, the year after the last published one is provisional.
 * @throws UsageError where a file cannot be opened; WorktimeError that names the file where what it says cannot be used
 */
export async function readScheduleFile(path: string, calendarPaths: readonly string[] = []): Promise<Schedule> {
  const definition = named(path, await readGiven(path), (text) => parseSchedule(parseText(path, text)))
  const given = []
  for (const file of calendarPaths) {
    const text = await readGiven(file)
    given.push(...named(file, text, () => readCalendar(text, file)))
  }
  return compileSchedule(definition, { years: calendarInForce(given) })
}

/** YAML contains JSON, but a JSON file gets JSON's own error and speed. */
function parseText(path: string, text: string): unknown {
  try {
    return path.endsWith('.json') ? (JSON.parse(text) as unknown) : readYaml(text).value
  } catch (error) {
    if (error instanceof YamlFault) {
      const { kind, line, ru, en } = error
      if (kind === 'meaning') throw new WorktimeError(`строка ${line}: ${ru}`, `line ${line}: ${en}`)
      throw new WorktimeError(`это не JSON и не YAML, строка ${line}: ${ru}`, `this is neither JSON nor YAML, line ${line}: ${en}`)
    }
    if (!(error instanceof SyntaxError)) throw error
    throw new WorktimeError(`это не JSON и не YAML: ${error.message}`, `this is neither JSON nor YAML: ${error.message}`)
  }
}

/** Puts the file's name before the error of its content. */
function named<Result>(path: string, text: string, read: (text: string) => Result): Result {
  try {
    return read(text)
  } catch (error) {
    if (!(error instanceof WorktimeError)) throw error
    throw new WorktimeError(`${path}: ${error.ru}`, `${path}: ${error.en}`)
  }
}
