import { actionsFor, type Context, decide, type Incident, isRefusal } from '@otklik/casework'
import { closeReason, type IncidentCard } from '@otklik/contract'

/** What this person may do now, and why not the rest. */
export const actionViews = (state: Incident, context: Context): IncidentCard['actions'] =>
  actionsFor(state, context).map((one) => {
    if (one.allowed) return { action: one.action, allowed: true, code: null, text: null, clause: null }
    const { refused, text, clause } = one.refusal
    return { action: one.action, allowed: false, code: refused, text, clause }
  })

/** With which reasons it could be closed now: asked of the decision itself. */
export function closeReasons(state: Incident, context: Context): IncidentCard['closeReasons'] {
  return closeReason.options.filter((reason) => !isRefusal(decide(state, { type: 'close', reason, note: '-' }, context)))
}
