import { compileSchedule, parseSchedule } from '@otklik/worktime'
import { plan, readHistory } from '../src/index.ts'
import { shippedRegulations } from '../shipped/index.ts'

type Row = {
  readonly id: string
  readonly title: string
  readonly value: number
  readonly unit: string
  readonly aim: string
  readonly met: boolean
}

/** Twelve things that happen to a message: two units, a rework, an interim reply, a final draft. */
const happened = readHistory([
  { type: 'received', at: '2024-04-08T09:00:00+03:00', track: 'social' },
  { type: 'registered', at: '2024-04-08T09:00:00+03:00' },
  { type: 'selected', at: '2024-04-08T09:10:00+03:00', importance: 'normal' },
  { type: 'routed', at: '2024-04-08T09:20:00+03:00', unit: 'ЖКХ' },
  { type: 'returned', at: '2024-04-08T09:40:00+03:00', unit: 'ЖКХ', reason: 'дорога областная' },
  { type: 'routed', at: '2024-04-08T09:50:00+03:00', unit: 'Дороги' },
  { type: 'draftSubmitted', at: '2024-04-08T11:00:00+03:00', unit: 'Дороги', kind: 'interim' },
  { type: 'sentBack', at: '2024-04-08T11:20:00+03:00' },
  { type: 'draftSubmitted', at: '2024-04-08T12:00:00+03:00', unit: 'Дороги', kind: 'interim' },
  { type: 'approved', at: '2024-04-08T12:10:00+03:00' },
  { type: 'published', at: '2024-04-08T12:11:00+03:00', kind: 'interim' },
  { type: 'draftSubmitted', at: '2024-04-09T12:00:00+03:00', unit: 'Дороги', kind: 'final' },
])

/** Microseconds a plan: the quickest of several runs, so that a busy machine does not count as a slow plan. */
function measure(run: () => unknown): number {
  for (let index = 0; index < 20_000; index++) run()
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 15; round++) {
    const times = 2000
    const start = performance.now()
    for (let index = 0; index < times; index++) run()
    best = Math.min(best, ((performance.now() - start) / times) * 1000)
  }
  return Math.round(best * 100) / 100
}

/** `plan` of a 12-event history under each shipped act. */
export async function bench(): Promise<Row[]> {
  const now = (happened.at(-1)?.at ?? 0) + 3_600_000
  return shippedRegulations().map((act) => {
    const schedule = compileSchedule(parseSchedule(act.schedule))
    const value = measure(() => plan(act, schedule, happened, now))
    const obligations = plan(act, schedule, happened, now).length
    return {
      id: `plan-${act.id}`,
      title: `plan of a 12-event history, ${act.id}: ${obligations} obligations`,
      value,
      unit: 'µs',
      aim: '≤ 20',
      met: value <= 20,
    }
  })
}
