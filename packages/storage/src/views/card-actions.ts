import { actionsFor, type Context, decide, type Incident, isRefusal, type Refusal } from '@otklik/casework'
import { closeReason, type IncidentCard } from '@otklik/contract'
import type { CardTerms } from './card-terms.ts'

/** What this person may do now, and why not the rest. */
export function actionViews(state: Incident, context: Context, { settableNorms, extension }: CardTerms): IncidentCard['actions'] {
  return actionsFor(state, context).map((one) => {
    if (!one.allowed) return closedAction(one.action, one.refusal)
    if (one.action === 'setTerm' && settableNorms.length === 0) return closedAction(one.action, nothingToSet)
    if (one.action === 'extendTerm' && extension === null)
      return closedAction(one.action, nothingToExtend(context.procedure.extend?.clause))
    return { action: one.action, allowed: true, code: null, text: null, clause: null }
  })
}

const closedAction = (action: IncidentCard['actions'][number]['action'], { refused, text, clause }: Refusal) => {
  return { action, allowed: false, code: refused, text, clause }
}

/** An act may let terms be set of which none runs now (L-14: a co-executor's). */
const nothingToSet: Refusal = {
  refused: 'step-not-in-act',
  clause: null,
  text: {
    ru: 'Сейчас не идёт ни один срок, который акт даёт назначать одному сообщению.',
    en: 'No term is running now that the act lets be set for one message.',
  },
}

/** An act may let a term be extended that does not run now, or runs as far already as it may. */
const nothingToExtend = (clause: string | null = null): Refusal => ({
  refused: 'step-not-in-act',
  clause,
  text: {
    ru: 'Сейчас не идёт ни один срок, который акт даёт продлить дальше.',
    en: 'No term is running now that the act lets be extended further.',
  },
})

/** With which reasons it could be closed now: asked of the decision itself. */
export function closeReasons(state: Incident, context: Context): IncidentCard['closeReasons'] {
  return closeReason.options.filter((reason) => !isRefusal(decide(state, { type: 'close', reason, note: '-' }, context)))
}
