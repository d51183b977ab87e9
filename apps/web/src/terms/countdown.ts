import { isOpen, nextOpening, remaining, soonSpan, type Stretches } from '@otklik/worktime/stretches'
import type { NextDue } from '@otklik/contract'

/** How near a term is. A word always goes with the colour. */
export type Urgency = 'plenty' | 'soon' | 'late'

export type Countdown = {
  readonly urgency: Urgency
  /** Milliseconds left on the norm's own clock; negative when late. */
  readonly left: number
  /** Off hours a working clock rests: the moment it goes on; null while it runs, and for elapsed clocks, which never rest. */
  readonly restsUntil: number | null
  readonly due: number
  /** Does the clock count working time, or every hour of the day? */
  readonly working: boolean
}

const restsAtNight = (clock: NextDue['clock']) => clock === 'wh' || clock === 'wm' || clock === 'wd'

/** Time between two moments on the norm's clock: working milliseconds, or elapsed ones for `h`, `m`, `d`. */
export function measure(clock: NextDue['clock'], stretches: Stretches, from: number, to: number): number {
  return restsAtNight(clock) ? remaining(stretches, from, to) : to - from
}

/**
 * Where a running term stands at `now`. When it is soon: see `soonSpan`.
 * A term that ended at closing time is late from that moment on, though no working time has passed since.
 */
export function countdown(term: Pick<NextDue, 'start' | 'due' | 'clock'>, stretches: Stretches, now: number): Countdown {
  const left = measure(term.clock, stretches, now, term.due)
  const working = restsAtNight(term.clock)
  const resting = working && now <= term.due && !isOpen(stretches, now) && now !== term.due
  const restsUntil = resting ? (nextOpening(stretches, now) ?? null) : null
  if (now > term.due) return { urgency: 'late', left, restsUntil: null, due: term.due, working }
  const whole = measure(term.clock, stretches, term.start, term.due)
  return { urgency: left <= soonSpan(whole) ? 'soon' : 'plenty', left, restsUntil, due: term.due, working }
}
