import { localDay } from '../words/moments.ts'

/** Months before the end of the last published year in which the next one has to be asked for: the yearly decree comes out in autumn. */
const AHEAD = 4

/**
 * Whether somebody has to load a year. `soon`: the published calendar ends within four months; `over`: it has ended, terms are counted
 * provisionally; `out`: within four months, or already, terms cannot be counted at all.
 */
export type CalendarEnd = 'far' | 'soon' | 'over' | 'out'

/** @param now milliseconds; the day is the organisation's own, by its `zone`. */
export function calendarEnd(
  { published, known }: { readonly published: number | null; readonly known: number | null },
  now: number,
  zone: string,
): CalendarEnd {
  const [year = 0, month = 0] = localDay(now, zone).split('-').map(Number)
  /** Whole months left after this one until the end of that year. */
  const left = (end: number) => (end - year) * 12 + 12 - month
  if (known === null || left(known) < AHEAD) return 'out'
  if (published === null || left(published) < 0) return 'over'
  return left(published) < AHEAD ? 'soon' : 'far'
}
