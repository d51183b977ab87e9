import { DAY, HOUR, MINUTE, SECOND } from './civil.ts'
import type { Moment } from './types.ts'

/**
 * Offsets of one time zone, asked of the platform's tz database once and kept as transitions. Asking costs microseconds,
 * a kept answer nanoseconds. Time is cut into blocks of 2^35 ms (398 days), each scanned when it is first needed.
 */
const BLOCK = 2 ** 35
/** Steps of a scan: 8.3 days. No zone has ever changed twice and back within that. */
const STEPS = 48

type Block = { readonly at: readonly Moment[]; readonly offset: readonly number[] }

const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/

export class Zone {
  readonly name: string
  readonly #ask: Intl.DateTimeFormat
  readonly #blocks = new Map<number, Block>()
  /** The stretch of constant offset met last: nearly every question is about the same one. */
  #from = 0
  #to = 0
  #offset = 0

  /** @throws RangeError when the platform does not know the zone; `parseSchedule` says so to people. */
  constructor(name: string) {
    this.name = name
    this.#ask = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  }

  /** Milliseconds to add to a moment to read the local clock; +10:00 is 36,000,000. */
  offsetAt(moment: Moment): number {
    if (moment >= this.#from && moment < this.#to) return this.#offset
    return this.#look(moment)
  }

  /**
   * The moment of a local time, given as if it were UTC. A local time that exists twice is the earlier one; a local time
   * that a clock change leaves out is moved on by the length of the gap (Temporal: `disambiguation: 'compatible'`).
   */
  momentOf(local: number): Moment {
    const before = this.offsetAt(local - DAY)
    const early = local - before
    // Holds on ordinary days, and for the earlier of two equal local times.
    if (this.offsetAt(early) === before) return early
    const late = local - this.offsetAt(local + DAY)
    return late + this.offsetAt(late) === local ? late : early
  }

  #look(moment: Moment): number {
    const number = Math.floor(moment / BLOCK)
    const block = this.#blocks.get(number) ?? this.#scan(number)
    let index = block.at.length - 1
    while ((block.at[index] as number) > moment) index--
    this.#from = block.at[index] as number
    this.#to = block.at[index + 1] ?? (number + 1) * BLOCK
    this.#offset = block.offset[index] as number
    return this.#offset
  }

  #scan(number: number): Block {
    const start = number * BLOCK
    const at = [start]
    const offset = [this.#asked(start)]
    let [earlier, known] = [start, offset[0] as number]
    for (let step = 1; step <= STEPS; step++) {
      const later = start + Math.floor((BLOCK / STEPS) * step)
      const found = this.#asked(later)
      if (found !== known) {
        const change = this.#changeBetween(earlier, later, known)
        // A change at the very first moment of the next block belongs to that block.
        if (change < start + BLOCK) {
          at.push(change)
          offset.push(found)
        }
      }
      ;[earlier, known] = [later, found]
    }
    const block = { at, offset }
    this.#blocks.set(number, block)
    return block
  }

  /** The first whole second at which the offset is no longer `known`. Clocks change on whole seconds. */
  #changeBetween(earlier: Moment, later: Moment, known: number): Moment {
    let [low, high] = [Math.floor(earlier / SECOND), Math.ceil(later / SECOND)]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (this.#asked(middle * SECOND) === known) low = middle
      else high = middle
    }
    return high * SECOND
  }

  #asked(moment: Moment): number {
    const found = OFFSET.exec(this.#ask.format(moment))
    if (!found?.[1]) return 0
    const size = Number(found[2]) * HOUR + Number(found[3]) * MINUTE + Number(found[4] ?? 0) * SECOND
    return found[1] === '-' ? -size : size
  }
}

const zones = new Map<string, Zone>()

/** The zone by its name; equal names share one table. @throws RangeError for a name that the tz database does not know. */
export function zoneNamed(name: string): Zone {
  let zone = zones.get(name)
  if (!zone) {
    zone = new Zone(name)
    zones.set(name, zone)
  }
  return zone
}
