import { formatMoment, type Moment, parseMoment, type Schedule, type Stretch, stretches, type Weekday } from '@otklik/worktime'
import type { Text } from '../act/types.ts'
import { dayWords, inBoth } from '../act/words.ts'

const MINUTE = 60 * 1000
const DAY = 24 * 60 * MINUTE
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** What a count from `from` over these stretches did not count (breaks and nights only for counts of `hours`), and the days that are unlike their weekday: up to three sentences. */
export function passedOver(schedule: Schedule, path: readonly Stretch[], year: string, from: Moment, hours: boolean): Text[] {
  const local = (moment: number) => formatMoment(schedule, moment)
  const off: string[] = []
  let breaks = false
  let nights = false
  path.forEach(({ start }, index) => {
    const before = path[index - 1]?.end ?? Math.min(from, start)
    if (before === start) return
    const [last, first] = [local(before).slice(0, 10), local(start).slice(0, 10)]
    if (last === first) breaks = true
    else nights = true
    for (let date = next(last); date < first; date = next(date)) off.push(date)
  })
  const parts = [
    ...(breaks && hours ? [{ ru: 'перерывы', en: 'breaks' }] : []),
    ...(nights && hours ? [{ ru: 'ночь', en: 'nights' }] : []),
    ...(off.length > 0 ? [inBoth((lang) => `${lang === 'ru' ? 'нерабочие дни' : 'days off'} ${listed(off, year, lang)}`)] : []),
  ]
  const days = new Map(path.map(({ start }) => [local(start).slice(0, 10), local(start).slice(19)]))
  const short = [...days].filter(([date, offset]) => isShort(schedule, date, offset)).map(([date]) => date)
  const weekend = [...days.keys()].filter((date) => usual(schedule, date) === 0)
  return [
    ...(parts.length === 0
      ? []
      : [inBoth((lang) => `${lang === 'ru' ? 'Не считались' : 'Not counted'}: ${parts.map((part) => part[lang]).join(', ')}.`)]),
    ...unusual(short, year, 'Сокращённый день', 'Shortened day'),
    ...unusual(weekend, year, 'Рабочий выходной', 'Working day off'),
  ]
}

function unusual(days: readonly string[], year: string, ru: string, en: string): Text[] {
  return days.length === 0 ? [] : [inBoth((lang) => `${lang === 'ru' ? ru : en}: ${listed(days, year, lang)}.`)]
}

function listed(dates: readonly string[], year: string, lang: 'ru' | 'en'): string {
  const words = dates.map((date) => dayWords(date, year)[lang])
  return words.length > 6 ? `${words.slice(0, 5).join(', ')} … ${words.at(-1)}` : words.join(', ')
}

/** The day after a date `YYYY-MM-DD`, by the calendar alone. */
function next(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10)
}

/** Minutes that the weekday works by the week of the schedule. */
function usual(schedule: Schedule, date: string): number {
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] as Weekday
  return lengthOf(schedule.definition.week[weekday] ?? [])
}

/** Labour Code art. 95: an hour less than such a day has; a working weekend day is measured by the fullest day of the week. */
function isShort(schedule: Schedule, date: string, offset: string): boolean {
  const midnight = parseMoment(`${date}T00:00:00${offset}`)
  const worked = stretches(schedule, midnight, midnight + DAY).reduce((sum, { start, end }) => sum + (end - start) / MINUTE, 0)
  const full = usual(schedule, date) || Math.max(...WEEKDAYS.map((day) => lengthOf(schedule.definition.week[day] ?? [])))
  return worked === full - 60
}

function lengthOf(intervals: readonly string[]): number {
  return intervals.reduce((sum, interval) => {
    const [from, to] = interval.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)))
    return sum + (to ?? 0) - (from ?? 0)
  }, 0)
}
