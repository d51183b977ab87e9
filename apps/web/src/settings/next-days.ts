import type { Stretches } from '@otklik/worktime/stretches'
import { localDay, nextMidnight } from '../words/moments.ts'

const hour = 3_600_000

export type WorkingDay = {
  /** Some moment of the day, for naming it. */
  readonly moment: number
  readonly date: string
  readonly stretches: Stretches
  /** Working milliseconds. */
  readonly whole: number
}

/** So many days from the day of `now`, each with its working stretches; a day off has none. Days are those of the zone. */
export function nextDays(stretches: Stretches, now: number, zone: string, count: number): WorkingDay[] {
  const days: WorkingDay[] = []
  // Steps of twelve hours never pass over a day, also where one has 23 or 25 hours.
  for (let moment = now; days.length < count; moment += 12 * hour) {
    const date = localDay(moment, zone)
    if (days.at(-1)?.date === date) continue
    const own = within(stretches, date, zone)
    days.push({ moment, date, stretches: own, whole: own.reduce((sum, [start, end]) => sum + end - start, 0) })
  }
  return days
}

/** What of the stretches lies in a day: hours that run on through midnight, around the clock, belong to both days. */
function within(stretches: Stretches, date: string, zone: string): Stretches {
  return stretches.flatMap(([start, end]): Stretches => {
    const own: [number, number][] = []
    for (let from = start; from < end; ) {
      const until = Math.min(end, nextMidnight(from, zone))
      if (localDay(from, zone) === date) own.push([from, until])
      from = until
    }
    return own
  })
}

/** The clock's minutes of the day in the zone; a stretch that ends at midnight ends at 24:00. */
export function minuteOfDay(moment: number, zone: string, isEnd: boolean): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(
    moment,
  )
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const minute = read('hour') * 60 + read('minute')
  return isEnd && minute === 0 ? 24 * 60 : minute
}
