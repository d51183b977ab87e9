import { historyOf, type IncidentEvent, type Recorded, type Refusal } from '@otklik/casework'
import { planSafely } from '@otklik/regulations'
import { WorktimeError, workingTime } from '@otklik/worktime'
import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'

const DAY = 86_400_000

/** Orders by which a person gives a term of their own choice. */
const CHOSEN: ReadonlySet<string> = new Set(['TermSet', 'TermExtended'])

/**
 * A term that a person chose must have a date in the calendar, and some days after it, which the line of terms shows. Otherwise the plan
 * would leave the obligation out, as it does where a calendar is missing: a duty would vanish by a slip of the hand.
 * @returns the refusal `bad-term`, or null where every date can be told.
 */
export function uncountable(
  events: readonly IncidentEvent[],
  act: Act,
  { schedule }: Calendar,
  before: readonly Recorded[],
  after: readonly Recorded[],
): Refusal | null {
  if (!events.some(({ type }) => CHOSEN.has(type))) return null
  const at = after.at(-1)?.at ?? 0
  try {
    const { obligations, problems } = planSafely(act.regulation, schedule, historyOf(after), 0)
    const [lost] = problems.slice(planSafely(act.regulation, schedule, historyOf(before), 0).problems.length)
    if (lost !== undefined) throw lost.error
    workingTime(schedule, at, Math.max(at, ...obligations.map(({ due }) => due)) + 4 * DAY)
    return null
  } catch (error) {
    if (!(error instanceof WorktimeError)) throw error
    const text = {
      ru: `Такой срок уходит за пределы календаря, его даты не назвать. ${error.ru} Укажите срок короче.`,
      en: `Such a term leaves the calendar: its date cannot be computed. ${error.en} Give a shorter one.`,
    }
    return { refused: 'bad-term', text, clause: null }
  }
}
