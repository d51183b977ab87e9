import type { PersonCommandType } from './commands.ts'
import { guard } from './guard.ts'
import type { ActionState, Context, Incident } from './state.ts'

/** Every order that a person can give, in the order of the process. */
export const personCommandTypes = [
  'select',
  'decline',
  'redirect',
  'route',
  'return',
  'submitDraft',
  'withdrawDraft',
  'amendDraft',
  'askForTime',
  'sendBack',
  'approve',
  'publish',
  'resolvePublication',
  'denyTime',
  'extendTerm',
  'setTerm',
  'close',
  'undo',
] as const satisfies readonly PersonCommandType[]

/** What this person may do now, and for everything else why not and by which clause. Asked of the guards that `decide` itself asks. */
export function actionsFor(state: Incident, context: Context): readonly ActionState[] {
  return personCommandTypes.map((action) => {
    const refusal = guard(action, state, context)
    return refusal === null ? { action, allowed: true } : { action, allowed: false, refusal }
  })
}
