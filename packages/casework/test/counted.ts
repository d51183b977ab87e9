import { type NormName, plan, type Procedure, type Regulation } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { compileSchedule, parseSchedule, type Schedule } from '@otklik/worktime'
import { historyOf, type Recorded, type Terms } from '../src/index.ts'

const acts = shippedRegulations().map((act) => ({ act, schedule: compileSchedule(parseSchedule(act.schedule)) }))

/** The shipped act whose clauses a procedure names, also one written by hand or changed for a test. */
export function actOf({ compose }: Procedure): { readonly act: Regulation; readonly schedule: Schedule } {
  const letter = compose.clause.split('-')[0]
  const found = acts.find(({ act }) => act.steps.compose.clause.split('-')[0] === letter)
  if (found === undefined) throw new Error(`no act has clauses like ${compose.clause}`)
  return found
}

/** The terms of a record, planned by the shipped act in its own schedule. */
export function termsOf(procedure: Procedure, recorded: readonly Recorded[]): Terms {
  const { act, schedule } = actOf(procedure)
  const history = historyOf(recorded)
  const obligations = plan(act, schedule, history, 0).flatMap((one) => (one.due === undefined ? [] : [{ ...one, due: one.due }]))
  return { act, schedule, history, obligations }
}

/** By this clock the tests name their moments. */
const day = ['09:00-13:00', '14:00-18:00']
const week = { mon: day, tue: day, wed: day, thu: day, fri: day }
const vladivostok = compileSchedule({ timezone: 'Asia/Vladivostok', week, calendar: 'none' })

/** The same terms where the right to return (of that unit) or to redirect ends at this moment; null: where no such term runs. */
export function boundedUntil(terms: Terms, norm: Extract<NormName, 'return' | 'redirect'>, until: number | null, unit?: string): Terms {
  const others = terms.obligations.filter((one) => one.norm !== norm)
  if (until === null) return { ...terms, obligations: others }
  const bound = { norm, occurrence: 1, clause: 'X-1', clock: 'wh', start: 0, due: until, status: 'pending', lapses: true } as const
  const whose = unit === undefined ? { actor: 'curator' as const } : { actor: 'executor' as const, unit }
  return { ...terms, schedule: vladivostok, obligations: [...others, { ...bound, ...whose }] }
}
