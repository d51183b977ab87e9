import type { Stretches } from '@otklik/worktime/stretches'
import type { Words } from '../words/ru.ts'
import { localDay, near, nextMidnight } from '../words/moments.ts'
import type { Countdown } from './countdown.ts'

const minute = 60_000
/** From here on hours stop helping and people think in days. */
const manyHours = 16

/** `1 ч 20 мин`, `45 мин`, `меньше минуты`: whole minutes, rounded down, of a length without sign. */
export function amount(milliseconds: number, words: Words): string {
  const whole = Math.floor(Math.abs(milliseconds) / minute)
  const hours = Math.floor(whole / 60)
  const minutes = whole % 60
  if (whole === 0) return words.terms.lessThanMinute
  if (hours === 0) return words.terms.minutes(minutes)
  return minutes === 0 || hours >= manyHours ? words.terms.hours(hours) : words.terms.hoursMinutes(hours, minutes)
}

/** Working days after the day of `now` up to and with the day of `due`, by the stretches themselves. */
export function workingDaysBetween(stretches: Stretches, now: number, due: number, zone: string): number {
  const today = localDay(now, zone)
  const days = new Set<string>()
  for (const [start, end] of stretches) {
    if (end <= now) continue
    if (start >= due) break
    // Hours that run through midnight are work of both days.
    for (let moment = start; moment < Math.min(end, due); moment = nextMidnight(moment, zone)) {
      const date = localDay(moment, zone)
      if (moment >= now && date !== today) days.add(date)
    }
  }
  return days.size
}

export type CountdownWords = {
  /** `1 ч 20 мин` or `5 рабочих дней`: what is left or overrun, bare. */
  readonly amount: string
  /** The whole thought: `осталось 1 ч 20 мин`, `просрочено на 35 мин`. */
  readonly sentence: string
  /** `стоит до 09:00`, or null while the clock runs. */
  readonly rest: string | null
}

/** Days, where hours no longer help: working ones for a working clock, two whole days and more for any other. */
function inDays(state: Countdown, stretches: Stretches, words: Words, zone: string, now: number): string | null {
  if (!state.working) return state.left >= 48 * 60 * minute ? words.terms.units.d(Math.floor(state.left / (24 * 60 * minute))) : null
  const days = state.left >= manyHours * 60 * minute ? workingDaysBetween(stretches, now, state.due, zone) : 0
  return days > 0 ? words.terms.workingDays(days) : null
}

/** A countdown in words a person uses. */
export function countdownWords(state: Countdown, stretches: Stretches, words: Words, zone: string, now: number): CountdownWords {
  const rest = state.restsUntil === null ? null : words.terms.rests(near(state.restsUntil, words.locale, zone, now))
  if (state.urgency === 'late') {
    const overrun = Math.abs(state.left)
    // A term that ran out at closing time: no working minute has been lost yet, but it is over.
    if (overrun < minute) return { amount: words.terms.justLate, sentence: words.terms.justLate, rest }
    const bare = amount(overrun, words)
    return { amount: bare, sentence: words.terms.late(bare), rest }
  }
  const text = inDays(state, stretches, words, zone, now) ?? amount(state.left, words)
  return { amount: text, sentence: words.terms.left(text), rest }
}
