import type { WorkingHours } from '@otklik/server/organisation/schedules'

const day = 24 * 60 * 60 * 1000
const minute = 60_000

/** Working moments around `now`, counted in working minutes: a town's past happens in its office hours. */
export class WorkingPast {
  readonly #stretches: readonly (readonly [number, number])[]
  readonly #now: number

  constructor(hours: WorkingHours, now: number) {
    this.#stretches = hours.stretches(now - 30 * day, now + 10 * day)
    this.#now = now
  }

  /** The moment after which so many working minutes have passed until now. */
  before(minutes: number): number {
    let left = Math.round(minutes * minute)
    for (const [start, end] of this.#stretches.toReversed()) {
      if (start >= this.#now) continue
      const worked = Math.min(end, this.#now) - start
      if (worked > left) return Math.min(end, this.#now) - left
      left -= worked
    }
    throw new RangeError(`the town has not worked ${minutes} minutes in the last month`)
  }

  /** The moment when so many working minutes have passed since `from`. */
  after(from: number, minutes: number): number {
    let left = Math.round(minutes * minute)
    for (const [start, end] of this.#stretches) {
      if (end <= from) continue
      const begin = Math.max(start, from)
      if (end - begin >= left) return begin + left
      left -= end - begin
    }
    return Number.POSITIVE_INFINITY
  }
}
