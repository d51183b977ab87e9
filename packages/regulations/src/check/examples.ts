import { compileSchedule, formatMoment, parseMoment, parseSchedule } from '@otklik/worktime'
import { plan } from '../plan/plan.ts'
import { readHistory } from '../plan/parse-history.ts'
import type { Example, Regulation } from '../act/regulation.ts'
import type { Obligation, Text } from '../act/types.ts'

/** What one worked example of an act's file expects and does not get; empty when it comes out. */
export type ExampleResult = { readonly title: Text; readonly differences: readonly string[] }

/** Runs the worked examples of an act by the schedule that stands beside them. */
export function runExamples(regulation: Regulation): ExampleResult[] {
  const schedule = compileSchedule(parseSchedule(regulation.schedule))
  return regulation.examples.map((example) => {
    const events = readHistory(example.events)
    const now = example.now === undefined ? (events.at(-1)?.at ?? 0) : parseMoment(example.now)
    const obligations = plan(regulation, schedule, events, now)
    const differences = example.expect.flatMap((wanted) => {
      const found = obligations.find((one) => one.norm === wanted.norm && one.occurrence === wanted.occurrence)
      return differencesOf(wanted, found, (moment) => (moment === undefined ? 'без срока' : formatMoment(schedule, moment)))
    })
    return { title: example.title, differences }
  })
}

function differencesOf(
  wanted: Example['expect'][number],
  found: Obligation | undefined,
  write: (at: number | undefined) => string,
): string[] {
  const name = `${wanted.norm} ${wanted.occurrence}`
  if (wanted.absent === true) return found === undefined ? [] : [`${name}: ${write(found.due)}, —`]
  if (found === undefined) return [`${name}: —`]
  return [
    ...(wanted.clause === undefined || wanted.clause === found.clause ? [] : [`${name}: ${found.clause}, ${wanted.clause}`]),
    ...(wanted.due === undefined || parseMoment(wanted.due) === found.due ? [] : [`${name}: ${write(found.due)}, ${wanted.due}`]),
    ...(wanted.status === undefined || wanted.status === found.status ? [] : [`${name}: ${found.status}, ${wanted.status}`]),
  ]
}
