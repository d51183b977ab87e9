import {
  compileSchedule,
  dueMoment,
  parseSchedule,
  provisionalYears,
  type ProductionCalendarYear,
  type Schedule,
  ScheduleError,
  SHIPPED_CALENDARS,
  stretches,
  WorktimeError,
} from '@otklik/worktime'
import { readYaml, type Storage, YamlFault } from '@otklik/storage'

/** An organisation's working time, as the desk needs it. Moments in milliseconds. */
export type WorkingHours = {
  readonly source: string
  readonly timezone: string
  /** Whether it counts by the production calendar. */
  readonly production: boolean
  /** Working stretches `[start, end)` between two moments. */
  stretches(from: number, to: number): [number, number][]
  provisionalYears(from: number, to: number): number[]
}

export interface Schedules {
  of(tenantId: string): Promise<WorkingHours>
}

/** The text of a schedule is YAML or JSON; the fault is told with its line. */
export class ScheduleTextError extends Error {
  override readonly name = 'ScheduleTextError'
  readonly ru: string
  readonly en: string
  constructor(ru: string, en: string) {
    super(ru)
    this.ru = ru
    this.en = en
  }
}

/**
 * Reads a schedule as people write it.
 * @param years the production calendar of the organisation; the shipped one unless told
 * @throws ScheduleTextError that says where the fault is and how to mend it
 */
export function readSchedule(source: string, years: readonly ProductionCalendarYear[] = SHIPPED_CALENDARS): Schedule {
  try {
    return compileSchedule(parseSchedule(readYaml(source).value), { years })
  } catch (error) {
    if (error instanceof ScheduleError) throw new ScheduleTextError(error.ru, error.en)
    if (error instanceof YamlFault) {
      throw new ScheduleTextError(`Строка ${error.line}: ${error.ru}.`, `Line ${error.line}: ${error.en}.`)
    }
    throw error
  }
}

/**
 * Refuses hours by which no term would ever end.
 * @param now a moment from which an hour of work must be found, milliseconds.
 */
export function refuseNoWork(schedule: Schedule, now: number): void {
  try {
    dueMoment(schedule, now, { amount: 1, unit: 'wh', direction: 'forward' })
  } catch (error) {
    if (error instanceof WorktimeError) throw new ScheduleTextError(error.ru, error.en)
    throw error
  }
}

const day = 24 * 60 * 60 * 1000

/** The last moment that the schedule's calendars reach, not later than `to`: a desk shows what is known instead of failing in November. */
function reach(schedule: Schedule, from: number, to: number): number {
  for (let end = to; end > from; end -= 30 * day) {
    try {
      schedule.timelineOver(from, end)
      return end
    } catch {
      // One year's calendar is missing: a shorter stretch of the future may still be known.
    }
  }
  return from
}

/** Schedules of this process; what is in force is asked of the database each time, and compiled only where the text or the calendar changed. */
export function keepSchedules(storage: Pick<Storage, 'organisation'>): Schedules {
  const kept = new Map<string, { readonly version: number; readonly source: string; readonly schedule: Schedule }>()
  return {
    async of(tenantId) {
      const { source, version, calendarVersion } = await storage.organisation.schedule(tenantId)
      const before = kept.get(tenantId)
      const entry =
        before !== undefined && before.version === version
          ? before
          : { version, source, schedule: readSchedule(source, (await storage.organisation.calendar(tenantId, calendarVersion)).years) }
      kept.set(tenantId, entry)
      return {
        source,
        timezone: entry.schedule.timezone,
        production: entry.schedule.definition.calendar === 'ru',
        stretches: (from, to) => stretches(entry.schedule, from, reach(entry.schedule, from, to)).map(({ start, end }) => [start, end]),
        provisionalYears: (from, to) => [...provisionalYears(entry.schedule, from, reach(entry.schedule, from, to))],
      }
    },
  }
}
