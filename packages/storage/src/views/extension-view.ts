import type { IncidentCard } from '@otklik/contract'
import { extensionOf } from '@otklik/regulations'
import { CalendarEnds } from '@otklik/worktime'
import type { Act } from '../shell/acts.ts'
import type { Loaded } from '../shell/load.ts'
import type { Calendar } from '../shell/settings.ts'

/** The running term of an incident that the act lets be extended further than it runs now (D-4.3a); null: there is none. */
export function extensionView(
  { regulation }: Act,
  { schedule }: Calendar,
  { state, obligations }: Loaded,
  now: number,
): IncidentCard['extension'] {
  for (const { norm, status, start_at: start, due_at: due } of obligations) {
    if (status !== 'pending' || due < now) continue
    try {
      const furthest = extensionOf(regulation, schedule, state.track, norm, start)
      if (furthest !== null && furthest.until > due) return { norm, start, due, ...furthest }
    } catch (error) {
      // In the last days of the last calendar nobody can say how far: nothing is offered, the card does not fail.
      if (!(error instanceof CalendarEnds)) throw error
    }
  }
  return null
}
