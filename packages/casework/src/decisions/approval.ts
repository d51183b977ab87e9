import type { PersonCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { beyondLimits } from '../limits.ts'
import { unmetRequirements } from '../requirements.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal, Revision } from '../state.ts'
import { newestRevision } from './drafting.ts'
import { justifiedIn, type Said } from './justified.ts'
import { requestOf } from './request.ts'

type Of<T extends PersonCommand['type']> = Extract<PersonCommand, { type: T }>

/** Approves the newest revision (L-11, G-12). Where the act publishes on approval (L), the order to publish is given in the same breath. */
export function approve(command: Of<'approve'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const clause = context.procedure.approve?.clause ?? null
  const found = newestRevision(command.revision, state, clause)
  if ('refused' in found) return found
  const unmet = beyondLimits(found, context.limits, clause) ?? unmetStops(found, command, context)
  if (unmet !== null) return unmet
  const { revision, confirmed } = command
  const approved: IncidentEvent = { type: 'Approved', revision, confirmed, ...justifiedIn(found, command, context) }
  if (context.procedure.publish.trigger !== 'approval') return [approved]
  return [approved, ...requestOf(revision, confirmed, {}, state, context)]
}

/** The first requirement that stops this revision (L-16, E-7, …), as a refusal with its clause; null when none does. */
export function unmetStops(revision: Revision, { confirmed, justifications = [] }: Said, context: Context): Refusal | null {
  const draft = { text: revision.text, justifications: [...revision.justifications, ...justifications] }
  const stops = unmetRequirements(context.procedure, draft, confirmed, context.limits.textLength).filter(
    ({ requirement }) => requirement.weight === 'stop',
  )
  const [first] = stops
  if (first === undefined) return null
  const reasons = stops.map(({ reason, requirement }) => reason ?? requirement.text)
  return refuse(
    'requirement-unmet',
    first.requirement.clause,
    `Ответ пока нельзя выпустить. ${reasons.map(({ ru }) => ru).join(' ')}`,
    `The reply cannot go out yet. ${reasons.map(({ en }) => en).join(' ')}`,
  )
}
