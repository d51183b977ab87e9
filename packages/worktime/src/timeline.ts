import { type DayNumber, DAY } from './civil.ts'
import { type Stretch, united, type YearPlan } from './year-plan.ts'
import type { Moment } from './types.ts'

/**
 * Working time as a monotone function: sorted stretches with the working milliseconds that lie before each. Adding,
 * subtracting and measuring are one look-up each. A timeline covers whole local years and never changes; `Schedule` makes
 * a longer one when a count needs it.
 */
export class Timeline {
  readonly firstYear: number
  readonly lastYear: number
  readonly from: Moment
  readonly to: Moment
  readonly length: number
  readonly total: number
  readonly workDays: readonly DayNumber[]
  readonly closings: readonly Moment[]
  readonly firstDay: DayNumber
  readonly endDay: DayNumber
  readonly #starts: Float64Array
  readonly #ends: Float64Array
  /** Working time before each stretch, counted from the start of the timeline; one more entry than stretches. */
  readonly #before: Float64Array
  /** For each 24 hours since `from`: the first stretch that ends after their start. */
  readonly #byDay: Int32Array
  /** For each local date since `firstDay`: how many working days lie before it; one more entry than dates. */
  readonly #workDaysBefore: Int32Array

  constructor(firstYear: number, plans: readonly YearPlan[]) {
    const first = plans[0] as YearPlan
    const last = plans.at(-1) as YearPlan
    this.firstYear = firstYear
    this.lastYear = firstYear + plans.length - 1
    this.from = first.from
    this.to = last.to
    this.firstDay = first.firstDay
    this.endDay = last.firstDay + last.days
    const { starts, ends } = united(
      plans.flatMap((plan) => plan.starts.map((start, index): Stretch => [start, plan.ends[index] as number])),
    )
    this.length = starts.length
    this.#starts = Float64Array.from(starts)
    this.#ends = Float64Array.from(ends)
    this.#before = new Float64Array(starts.length + 1)
    for (let index = 0; index < starts.length; index++) {
      this.#before[index + 1] = (this.#before[index] as number) + this.endOf(index) - this.startOf(index)
    }
    this.total = this.#before[starts.length] as number
    this.#byDay = this.#indexDays()
    this.workDays = plans.flatMap((plan) => plan.workDays)
    this.closings = plans.flatMap((plan) => plan.closings)
    this.#workDaysBefore = new Int32Array(this.endDay - this.firstDay + 1)
    for (const date of this.workDays) this.#workDaysBefore[date - this.firstDay + 1] = 1
    for (let index = 1; index < this.#workDaysBefore.length; index++) {
      this.#workDaysBefore[index] = (this.#workDaysBefore[index] as number) + (this.#workDaysBefore[index - 1] as number)
    }
  }

  startOf(index: number): Moment {
    return this.#starts[index] as number
  }

  endOf(index: number): Moment {
    return this.#ends[index] as number
  }

  /** Whether the moment lies in the years covered, both ends included: either end can be where a count came out. */
  covers(moment: Moment): boolean {
    return moment >= this.from && moment <= this.to
  }

  /** The first stretch that ends after `moment`; `length` when none does. */
  following(moment: Moment): number {
    const length = this.length
    let index = this.#byDay[((moment - this.from) / DAY) | 0] as number
    while (index < length && (this.#ends[index] as number) <= moment) index++
    return index
  }

  /** Working milliseconds from the start of the timeline to `moment`. */
  spentBefore(moment: Moment): number {
    const index = this.following(moment)
    const before = this.#before[index] as number
    return index < this.length && moment > this.startOf(index) ? before + moment - this.startOf(index) : before
  }

  /** Where working time comes to `target` (0 < target ≤ total): the end of a stretch rather than the start of the next. */
  reachedForward(target: number): Moment {
    // The last stretch with less than the target before it.
    const index = this.#lastBefore(target, false)
    return this.startOf(index) + target - (this.#before[index] as number)
  }

  /** The same counted from behind (0 ≤ target < total): the start of a stretch rather than the end of the one before. */
  reachedBackward(target: number): Moment {
    const index = this.#lastBefore(target, true)
    return this.startOf(index) + target - (this.#before[index] as number)
  }

  #lastBefore(target: number, inclusive: boolean): number {
    let low = 0
    let high = this.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      const before = this.#before[middle] as number
      if (before < target || (inclusive && before === target)) low = middle
      else high = middle - 1
    }
    return low
  }

  hasDate(date: DayNumber): boolean {
    return date >= this.firstDay && date < this.endDay
  }

  /** How many working days lie before the date; also the place in `workDays` of the first one that does not. */
  workDaysBefore(date: DayNumber): number {
    return this.#workDaysBefore[date - this.firstDay] as number
  }

  isWorkDay(date: DayNumber): boolean {
    return this.workDaysBefore(date + 1) > this.workDaysBefore(date)
  }

  #indexDays(): Int32Array {
    const byDay = new Int32Array(Math.floor((this.to - this.from) / DAY) + 2)
    let index = 0
    for (let day = 0; day < byDay.length; day++) {
      while (index < this.length && this.endOf(index) <= this.from + day * DAY) index++
      byDay[day] = index
    }
    return byDay
  }
}
