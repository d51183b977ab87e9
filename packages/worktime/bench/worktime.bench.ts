import {
  compileSchedule,
  dueMoment,
  type Moment,
  parseMoment,
  parseSchedule,
  parseTerm,
  type Schedule,
  SHIPPED_CALENDARS,
} from '../src/index.ts'
import type { Figure } from './figure.ts'
import { dueFigures } from './due-figures.ts'
import { byMomentBusinessTime, byOpeningHours, type Rival } from './rivals.ts'

const ZONE = 'Europe/Moscow'
const HOURS = ['09:00-13:00', '14:00-18:00']
const WEEK = { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS }
const TERM = parseTerm('+7wh')
const ROUNDS = 5

/** Days off of two years. Rivals know neither shortened days nor working Saturdays: the comparison leaves both out. */
const daysOff = SHIPPED_CALENDARS.filter(({ year }) => year === 2024 || year === 2025).flatMap(({ days }) =>
  days.filter((day) => day.kind === 'off').map((day) => day.date),
)

/** Whole minutes spread over two years, nights and days off included, from a fixed multiplier: equal on every run. */
function starts(count: number): Moment[] {
  const first = parseMoment('2024-01-09T00:00:00+03:00')
  return Array.from({ length: count }, (_, index) => first + ((index * 611_953) % (650 * 1440)) * 60_000)
}

/** Microseconds an answer: the median of several rounds, after one that only warms up. */
function timed(moments: readonly Moment[], ask: (from: Moment) => Moment): number {
  const rounds: number[] = []
  let kept = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const begun = performance.now()
    for (const from of moments) kept += ask(from)
    if (round > 0) rounds.push(((performance.now() - begun) * 1000) / moments.length)
  }
  // The sum is used, so that no engine may leave the counting out.
  if (Number.isNaN(kept)) throw new Error('a count came out as no number')
  return rounds.toSorted((one, other) => one - other)[ROUNDS >> 1] ?? Number.NaN
}

/** In how many of a hundred starts the rival's date differs from ours. */
function wrongPercent(moments: readonly Moment[], rival: Rival, schedule: Schedule): number {
  const wrong = moments.filter((from) => rival.add(from, 7) !== dueMoment(schedule, from, TERM)).length
  return (wrong * 100) / moments.length
}

/** Measures working time against the npm libraries that know lunch breaks and holidays, all in this one run. */
export async function bench(): Promise<Figure[]> {
  const official = compileSchedule(parseSchedule({ timezone: ZONE, week: WEEK, calendar: 'ru' }))
  const exceptions = Object.fromEntries(daysOff.map((date) => [date, 'off']))
  const plain = compileSchedule(parseSchedule({ timezone: ZONE, week: WEEK, calendar: 'none', exceptions }))
  const [many, few] = [starts(500_000), starts(2000)]
  const ours = timed(many, (from) => dueMoment(plain, from, TERM))
  const figures: Figure[] = [
    {
      id: 'worktime-add',
      title: '+7wh over the Russian production calendar, starts spread over two years',
      value: timed(many, (from) => dueMoment(official, from, TERM)),
      unit: 'µs',
      aim: '≤ 0.5',
      met: false,
    },
  ]
  const before = process.env['TZ']
  process.env['TZ'] = ZONE
  try {
    for (const rival of [byOpeningHours(HOURS, daysOff), byMomentBusinessTime(HOURS, daysOff)]) {
      const theirs = timed(few, (from) => rival.add(from, 7))
      const wrong = wrongPercent(few, rival, plain)
      const unlike = wrongPercent(few, rival, official)
      figures.push({
        id: `worktime-add-against-${rival.name}`,
        title:
          `+7wh over the same lunch break and days off, ratio to ${rival.name}; its date is wrong in ${wrong.toFixed(1)} % of starts, `.concat(
            `and in ${unlike.toFixed(1)} % once shortened days and working Saturdays count`,
          ),
        value: theirs / ours,
        unit: '×',
        aim: '≥ 20',
        met: theirs / ours >= 20,
        against: { name: rival.name, value: theirs, ratio: theirs / ours },
      })
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
  return [
    ...figures.map((figure) => (figure.id === 'worktime-add' ? { ...figure, met: figure.value <= 0.5 } : figure)),
    ...(await dueFigures()),
  ]
}
