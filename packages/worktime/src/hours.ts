/** Hours of one day as minutes from local midnight: `[540, 780]` is 09:00–13:00; 1440 is 24:00. In order, never touching. */
export type Hours = readonly (readonly [opens: number, closes: number])[]

export const NO_HOURS: Hours = []

const INTERVAL = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/

/** Reads `09:00-13:00`; undefined when the text has another shape or a time that no clock shows. */
export function parseInterval(text: string): readonly [number, number] | undefined {
  const found = INTERVAL.exec(text)
  if (!found) return undefined
  const [hours, minutes, toHours, toMinutes] = [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4])]
  const [opens, closes] = [hours * 60 + minutes, toHours * 60 + toMinutes]
  return minutes < 60 && toMinutes < 60 && opens < 1440 && closes <= 1440 ? [opens, closes] : undefined
}

/** Hours of texts that `parseSchedule` has passed; those that meet are one. */
export function hoursOf(intervals: readonly string[]): Hours {
  const hours: [number, number][] = []
  for (const text of intervals) {
    const [opens, closes] = parseInterval(text) ?? [0, 0]
    const before = hours.at(-1)
    if (before !== undefined && before[1] === opens) before[1] = closes
    else hours.push([opens, closes])
  }
  return hours
}

/**
 * A day that is one hour shorter (Labour Code art. 95): the hour is cut from the end of the last interval; what that
 * interval does not have is cut from the one before.
 */
export function shortened(hours: Hours): Hours {
  const left = [...hours]
  let cut = 60
  while (cut > 0) {
    const last = left.pop()
    if (!last) return NO_HOURS
    const length = last[1] - last[0]
    if (length > cut) left.push([last[0], last[1] - cut])
    cut -= Math.min(cut, length)
  }
  return left
}
