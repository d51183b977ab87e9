import { Temporal } from 'temporal-polyfill'
import { type ScheduleDefinition, SHIPPED_CALENDARS } from '../src/index.ts'

const LISTED = new Map(SHIPPED_CALENDARS.flatMap((year) => year.days.map((day) => [day.date, day] as const)))

/**
 * Working time by walking minute after minute over a set of working minutes: slow, plain, and written without looking at the
 * code it judges. Zones come from Temporal, days from the lists of the calendar. Knows the days from `first` to `last`.
 */
export class MinuteWalk {
  readonly #working = new Set<number>()
  readonly #workDays: string[] = []
  readonly #closings = new Map<string, number>()
  readonly #zone: string

  constructor(definition: ScheduleDefinition, first: string, last: string) {
    this.#zone = definition.timezone
    let date = Temporal.PlainDate.from(first)
    while (Temporal.PlainDate.compare(date, last) <= 0) {
      const minutes = this.#minutesOn(definition, date)
      for (const minute of minutes) this.#working.add(minute)
      if (minutes.length > 0) {
        this.#workDays.push(date.toString())
        this.#closings.set(date.toString(), (Math.max(...minutes) + 1) * 60_000)
      }
      date = date.add({ days: 1 })
    }
  }

  #minutesOn(definition: ScheduleDefinition, date: Temporal.PlainDate): number[] {
    const weekday = (day: Temporal.PlainDate) =>
      definition.week[(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const)[day.dayOfWeek - 1] ?? 'mon'] ?? []
    const listed = definition.calendar === 'ru' ? LISTED.get(date.toString()) : undefined
    const exception = definition.exceptions?.[date.toString()]
    let texts = weekday(listed?.replaces ? Temporal.PlainDate.from(listed.replaces) : date)
    let short = listed?.kind.endsWith('short') ?? false
    if (exception === 'short') short = true
    else if (exception === 'off' || (exception === undefined && listed?.kind === 'off')) texts = []
    else if (exception !== undefined) [texts, short] = [exception, false]
    const locals: string[] = []
    for (const text of texts) {
      const [opens = '', closes = ''] = text.split('-')
      for (let at = clock(opens); at < clock(closes); at++) locals.push(`${at}`)
    }
    const kept = short ? locals.slice(0, -60) : locals
    // Minutes side by side form an interval; its two ends, not each minute, are read off the local clock.
    const runs: [number, number][] = []
    for (const at of kept.map(Number)) {
      const run = runs.at(-1)
      if (run && run[1] === at) run[1] = at + 1
      else runs.push([at, at + 1])
    }
    const minutes = new Set<number>()
    for (const [opens, closes] of runs) {
      const end = this.#minuteAt(date, closes)
      for (let minute = this.#minuteAt(date, opens); minute < end; minute++) minutes.add(minute)
    }
    return [...minutes]
  }

  #minuteAt(date: Temporal.PlainDate, minutes: number): number {
    const local = date.toPlainDateTime().add({ minutes })
    return local.toZonedDateTime(this.#zone, { disambiguation: 'compatible' }).epochMilliseconds / 60_000
  }

  #date(moment: number): string {
    return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(this.#zone).toPlainDate().toString()
  }

  #midnight(date: string): number {
    return Temporal.PlainDateTime.from(`${date}T23:59:59`).toZonedDateTime(this.#zone).epochMilliseconds
  }

  forward(from: number, minutes: number): number {
    let [at, left] = [from / 60_000, minutes]
    while (left > 0) if (this.#working.has(at++)) left--
    return at * 60_000
  }

  backward(from: number, minutes: number): number {
    let [at, left] = [from / 60_000, minutes]
    while (left > 0) if (this.#working.has(--at)) left--
    return at * 60_000
  }

  measure(from: number, to: number): number {
    let sum = 0
    for (let at = from / 60_000; at < to / 60_000; at++) if (this.#working.has(at)) sum++
    return sum * 60_000
  }

  workDaysForward(from: number, amount: number): number | undefined {
    const date = this.#date(from)
    return this.#closings.get(this.#workDays.filter((day) => day > date)[amount - 1] ?? '')
  }

  workDaysBackward(from: number, amount: number): number | undefined {
    const date = this.#date(from)
    return this.#closings.get(this.#workDays.filter((day) => day < date).at(-amount) ?? '')
  }

  daysForward(from: number, amount: number): number | undefined {
    const last = Temporal.PlainDate.from(this.#date(from)).add({ days: amount }).toString()
    const day = this.#workDays.find((workDay) => workDay >= last)
    return day === undefined ? undefined : this.#midnight(day)
  }
}

function clock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
}
