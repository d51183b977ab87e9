import { createRequire } from 'node:module'
import OpeningHours from 'opening_hours'

/** A library that can add working hours over lunch breaks and days off, in the process's local time. */
export type Rival = { readonly name: string; readonly add: (from: number, hours: number) => number }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `opening_hours` has no addition: its documented iterator is walked from change to change, the shortest way its users have. */
export function byOpeningHours(hours: readonly string[], daysOff: readonly string[]): Rival {
  const off = ranges(daysOff).map(([year, month, first, last]) => `${year} ${MONTHS[month - 1]} ${first}-${last} off`)
  const rules = new OpeningHours([`Mo-Fr ${hours.join(',')}`, ...off].join('; '))
  return {
    name: 'opening_hours 3.15.0',
    add: (from, amount) => {
      const walk = rules.getIterator(new Date(from))
      let [at, left] = [from, amount * 3_600_000]
      for (;;) {
        const open = walk.getState()
        if (!walk.advance()) return Number.NaN
        const change = walk.getDate().getTime()
        if (open && change - at >= left) return at + left
        if (open) left -= change - at
        at = change
      }
    },
  }
}

/** Days in a row within a month as one range: fewer rules, so that the rival is as fast as its language allows. */
function ranges(dates: readonly string[]): readonly (readonly [year: number, month: number, first: number, last: number])[] {
  const found: [number, number, number, number][] = []
  for (const date of dates) {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    const last = found.at(-1)
    if (last && last[0] === year && last[1] === month && last[3] + 1 === day) last[3] = day
    else found.push([year, month, day, day])
  }
  return found
}

type BusinessMoment = { addWorkingTime: (amount: number, unit: string) => { valueOf: () => number } }
type BusinessMoments = ((from: number) => BusinessMoment) & { updateLocale: (locale: string, rules: object) => void }

export function byMomentBusinessTime(hours: readonly string[], daysOff: readonly string[]): Rival {
  // Written for CommonJS, without types of its own.
  const moment = createRequire(import.meta.url)('moment-business-time') as BusinessMoments
  const day = hours.flatMap((interval) => interval.split('-')).map((time) => `${time}:00`)
  moment.updateLocale('en', { workinghours: { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null }, holidays: daysOff })
  return { name: 'moment-business-time 2.0.0', add: (from, amount) => moment(from).addWorkingTime(amount, 'hours').valueOf() }
}
