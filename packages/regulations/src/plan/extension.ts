import { dueMoment, formatTerm, type Moment, type Schedule } from '@otklik/worktime'
import { compile } from '../act/compile.ts'
import type { Regulation } from '../act/regulation.ts'
import type { NormName, Track } from '../act/types.ts'

/** How far a term may be extended: `to` counts from the term's own start, `until` is where that ends. */
export type Extension = { readonly clause: string; readonly to: string; readonly until: Moment }

/**
 * How far the act lets the term of a norm that began at `start` be extended (D-4.3a); null: not at all.
 * @throws CalendarEnds
 */
export function extensionOf(regulation: Regulation, schedule: Schedule, track: Track, norm: NormName, start: Moment): Extension | null {
  const rule = compile(regulation).tracks[track].all.find((one) => one.norm === norm && one.extension !== undefined)
  if (rule?.extension === undefined) return null
  const { clause, to } = rule.extension
  return { clause, to: formatTerm(to), until: dueMoment(schedule, start, to, rule.options) }
}

/**
 * The shortest extension of that term, counted from its `start`, that ends no earlier than `until`; where even the furthest ends sooner, the
 * furthest. null: not at all.
 * @throws CalendarEnds
 */
export function enoughExtension(
  regulation: Regulation,
  schedule: Schedule,
  track: Track,
  norm: NormName,
  start: Moment,
  until: Moment,
): string | null {
  const rule = compile(regulation).tracks[track].all.find((one) => one.norm === norm && one.extension !== undefined)
  if (rule?.extension === undefined) return null
  const { to } = rule.extension
  for (let amount = 1; amount < to.amount; amount++) {
    const shorter = { ...to, amount }
    if (dueMoment(schedule, start, shorter, rule.options) >= until) return formatTerm(shorter)
  }
  return formatTerm(to)
}
