import { dueMoment, formatTerm, type Moment, type Schedule } from '@otklik/worktime'
import { compile } from './compile.ts'
import type { Regulation } from './regulation.ts'
import type { NormName, Track } from './types.ts'

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
