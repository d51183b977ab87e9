/**
 * Working time over stretches that someone else has worked out: all that a browser needs for a countdown. Depends on nothing.
 * Stretches are `[start, end)` in milliseconds since 1970-01-01T00:00:00Z, in order of time, not overlapping.
 */
export type Stretches = readonly (readonly [start: number, end: number])[]

/** The first stretch that ends after `moment`; their count when there is none. */
function following(stretches: Stretches, moment: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const stretch = stretches[middle]
    if (stretch && stretch[1] <= moment) low = middle + 1
    else high = middle
  }
  return low
}

/** Working milliseconds from `from` to `to`; negative when `to` is earlier (a term that has passed). */
export function remaining(stretches: Stretches, from: number, to: number): number {
  // From zero, so that nothing is 0 and never -0.
  if (to < from) return 0 - remaining(stretches, to, from)
  let sum = 0
  for (let index = following(stretches, from); index < stretches.length; index++) {
    const stretch = stretches[index]
    if (!stretch || stretch[0] >= to) break
    sum += Math.min(stretch[1], to) - Math.max(stretch[0], from)
  }
  return sum
}

/** Whether the moment is working time; the end of a stretch is not. */
export function isOpen(stretches: Stretches, moment: number): boolean {
  const stretch = stretches[following(stretches, moment)]
  return stretch !== undefined && stretch[0] <= moment
}

/** The moment itself when it is working time, otherwise the start of the next stretch; undefined past the last. */
export function nextOpening(stretches: Stretches, moment: number): number | undefined {
  const stretch = stretches[following(stretches, moment)]
  return stretch === undefined ? undefined : Math.max(stretch[0], moment)
}

const MINUTE = 60_000

/**
 * How long before its end a term burns, in milliseconds of the term's own clock: its last quarter, one hour at most, five minutes at least. So a
 * term of an hour does not burn from its start. Whole minutes.
 * @param whole the length of the term, milliseconds
 */
export function soonSpan(whole: number): number {
  return Math.floor(Math.min(Math.max(whole / 4, 5 * MINUTE), 60 * MINUTE) / MINUTE) * MINUTE
}
