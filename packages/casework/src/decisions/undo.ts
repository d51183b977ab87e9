import type { PersonCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal } from '../state.ts'

/** How long a step may be taken back, in milliseconds. */
export const undoWindow = 10_000

/** Steps that reach nobody outside at once. A submitted draft is not among them: the curator may already be reading it. */
export const undoableEvents: ReadonlySet<IncidentEvent['type']> = new Set([
  'Selected',
  'Declined',
  'Redirected',
  'Routed',
  'Returned',
  'SentBack',
])

/** May this person take back the last event now? */
export function undoGuard(state: Incident, { acting, now }: Context): Refusal | null {
  const last = state.undoable
  if (acting.kind === 'system' || !acting.may.includes('handleIncidents')) {
    return refuse('not-your-role', null, 'Отменить может только тот, кто сделал.', 'Only the person who did it can undo it.')
  }
  if (last === null || now - last.at > undoWindow) return tooLate()
  if (last.by.personId !== acting.personId) {
    return refuse(
      'not-your-role',
      null,
      `Отменить может только тот, кто сделал: ${last.by.name}.`,
      `Only the person who did it can undo it: ${last.by.name}.`,
    )
  }
  return null
}

/** Takes back the last event; both stay in the record. */
export function undo(command: Extract<PersonCommand, { type: 'undo' }>, state: Incident): readonly IncidentEvent[] | Refusal {
  if (state.undoable?.version !== command.version) return tooLate()
  return [{ type: 'Undone', version: command.version }]
}

function tooLate(): Refusal {
  return refuse(
    'too-late-to-undo',
    null,
    'Отменить можно только последнее действие и только в течение 10 секунд. Сделайте обратное действие: оно останется в истории.',
    'Only the last action can be undone, within 10 seconds. Take the opposite action instead: it stays in the record.',
  )
}
