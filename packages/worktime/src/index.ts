export type { CalendarDay, CalendarDayKind, ProductionCalendarYear } from './calendar-day.ts'
export { CALENDAR_EDITION } from '../calendars/index.ts'
export { type CalendarChange, calendarChanges, coverage, daysOfYear, type DayKind } from './calendar-changes.ts'
export { formatCalendarCsv, isCalendarCsv, parseCalendarCsv } from './calendar-csv.ts'
export { type DocumentPath, parseCalendarDocument } from './calendar-document.ts'
export { parseCalendarXml } from './calendar-xml.ts'
export { dueMoment } from './counting.ts'
export {
  CalendarEnds,
  CalendarError,
  type CalendarFault,
  MomentError,
  NoWorkingTime,
  ScheduleError,
  type ScheduleFault,
  TermError,
  WorktimeError,
} from './errors.ts'
export { formatMoment, parseMoment } from './moment.ts'
export {
  calendarInForce,
  SHIPPED_CALENDARS,
} from './production-calendar.ts'
export { count, presidentialDays, provisionalYears, restsOn } from './proof.ts'
export { type CompileOptions, compileSchedule, type Schedule } from './schedule.ts'
export { parseSchedule } from './schedule-definition.ts'
export { formatTerm, parseTerm } from './term.ts'
export type * from './types.ts'
export { type WeeklyDuty, weekly } from './weekly.ts'
export { isWorking, nextOpening, stretches, workingTime } from './working-time.ts'
