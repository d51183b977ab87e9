import { DAY, MINUTE, WEEKDAYS, weekdayIndex } from './civil.ts'
import { workDayAfter } from './counting.ts'
import { WorktimeError } from './errors.ts'
import type { Schedule } from './schedule.ts'
import type { Moment, Weekday } from './types.ts'

/** "Mondays by 15:00" is `{ weekday: 'mon', time: '15:00' }`; the time is local. */
export type WeeklyDuty = { readonly weekday: Weekday; readonly time: string }

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/**
 * The next end of a weekly duty after the moment `after`, itself excluded. When the weekday is a day off, the duty is due on
 * the first working day after it at the same time (a reading: the acts do not say). Several weekdays that fall into one
 * run of days off give one due moment.
 * @throws WorktimeError for a time that no clock shows; CalendarEnds, NoWorkingTime
 */
export function weekly(schedule: Schedule, duty: WeeklyDuty, after: Moment): Moment {
  const time = TIME.exec(duty.time)
  if (!time) {
    throw new WorktimeError(
      `Время «${duty.time}» не читается: пишите ЧЧ:ММ, например 15:00.`,
      `The time "${duty.time}" cannot be read: write HH:MM, such as 15:00.`,
    )
  }
  const minutes = Number(time[1]) * 60 + Number(time[2])
  const wanted = WEEKDAYS.indexOf(duty.weekday)
  let day = workDayAfter(schedule, schedule.dateAt(after), 0)
  for (;;) {
    const due = schedule.zone.momentOf(day.date * DAY + minutes * MINUTE)
    // A working day carries the duty of its own weekday and of every day off right before it.
    if (due > after && (weekdayIndex(day.date) - wanted + 7) % 7 <= daysOffBefore(schedule, day.date)) return due
    day = workDayAfter(schedule, day.date, 1)
  }
}

/** Days off right before a working day, as far as the known calendar goes back and no further than a week. */
function daysOffBefore(schedule: Schedule, date: number): number {
  const line = schedule.timelineOn(date)
  let off = 0
  while (off < 6 && line.hasDate(date - off - 1) && !line.isWorkDay(date - off - 1)) off++
  return off
}
