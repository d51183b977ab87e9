import type { Procedure } from '@otklik/regulations'
import type { IncidentEvent } from './events.ts'

/** The clause of the act by which an event happened; null for what no act speaks of. */
export function clauseOf(event: IncidentEvent, procedure: Procedure): string | null {
  switch (event.type) {
    case 'Selected':
      return event.importance === 'high' ? (procedure.importance?.clause ?? procedure.select.clause) : procedure.select.clause
    case 'Declined':
      return procedure.declineGrounds.find(({ id }) => id === event.groundId)?.clause ?? null
    case 'Redirected':
      return procedure.redirect?.clause ?? null
    case 'Routed':
      return procedure.route.clause
    case 'Returned':
      return procedure.return.clause
    case 'DraftSubmitted':
      if (event.amends !== undefined) return procedure.sendBack?.clause ?? null
      return procedure.replyKinds.find(({ kind }) => kind === event.kind)?.clause ?? procedure.compose.clause
    case 'SentBack':
      return procedure.sendBack?.clause ?? null
    case 'Approved':
      return procedure.approve?.clause ?? null
    case 'PublicationRequested':
    case 'Published':
      return procedure.publish.clause
    case 'TermExtended':
      return procedure.extend?.clause ?? null
    case 'TermSet':
      return procedure.overrides.find(({ norm }) => norm === event.norm)?.clause ?? null
    default:
      return null
  }
}
