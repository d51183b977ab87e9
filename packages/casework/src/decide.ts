import type { Command, PersonCommand, SystemCommand } from './commands.ts'
import type { IncidentEvent } from './events.ts'
import { approve } from './decisions/approval.ts'
import { receive, recordAuthorAnswer } from './decisions/arrival.ts'
import { close } from './decisions/dialogue.ts'
import { amendDraft, repeatsPending, sendBack, submitDraft, withdrawDraft } from './decisions/drafting.ts'
import {
  publish,
  recordPublicationFailed,
  recordPublicationUncertain,
  recordPublished,
  resolvePublication,
} from './decisions/publication.ts'
import { returnToCurator, route } from './decisions/routing.ts'
import { recordMessageDeleted, recordMessageEdited, recordMessageRestored } from './decisions/network-edits.ts'
import { askForTime, denyTime, extendTerm, setTerm } from './decisions/terms.ts'
import { decline, redirect, select } from './decisions/triage.ts'
import { undo } from './decisions/undo.ts'
import { guard, repeated } from './guard.ts'
import { refuse } from './refusal.ts'
import type { Context, Incident, Refusal } from './state.ts'

/** What came of a command: events to append (none: it had happened already), or a refusal. */
export type Decision = readonly IncidentEvent[] | Refusal

/**
 * Decides a command against an incident as it stands. Pure: the clock, the person, the act and fresh ids come in `context`.
 * Facts that connectors bring are harmless when told twice (empty list); a person's second press is refused as `already-done`.
 * Throws only on a broken assumption of ours (no fresh id, an incident that contradicts itself).
 */
export function decide(state: Incident, command: Command, context: Context): Decision {
  return isSystem(command) ? record(state, command, context) : act(state, command, context)
}

const systemCommands: ReadonlySet<string> = new Set<SystemCommand['type']>([
  'receive',
  'recordPublished',
  'recordPublicationFailed',
  'recordPublicationUncertain',
  'recordAuthorAnswer',
  'recordMessageEdited',
  'recordMessageDeleted',
  'recordMessageRestored',
])

function isSystem(command: Command): command is SystemCommand {
  return systemCommands.has(command.type)
}

function record(state: Incident, command: SystemCommand, { acting }: Context): Decision {
  const byHand = command.type === 'receive' && acting.kind === 'person' && acting.may.includes('registerMessages')
  if (acting.kind !== 'system' && !byHand) {
    return refuse('not-your-role', null, 'Такое событие записывает только сама система.', 'Only the system itself records such an event.')
  }
  switch (command.type) {
    case 'receive':
      return receive(command, state)
    case 'recordPublished':
      return recordPublished(command, state)
    case 'recordPublicationFailed':
      return recordPublicationFailed(command, state)
    case 'recordPublicationUncertain':
      return recordPublicationUncertain(command, state)
    case 'recordAuthorAnswer':
      return recordAuthorAnswer(command, state)
    case 'recordMessageEdited':
      return recordMessageEdited(command, state)
    case 'recordMessageDeleted':
      return recordMessageDeleted(command, state)
    case 'recordMessageRestored':
      return recordMessageRestored(command, state)
  }
}

function act(state: Incident, command: PersonCommand, context: Context): Decision {
  const closed = guard(command.type, state, context)
  const pending = command.type === 'submitDraft' ? repeatsPending(command, state) : null
  // Whoever may write hears that these very words wait already; whether another draft may be handed in now is another question.
  const mayWrite = closed === null || closed.refused === 'wrong-state'
  if (pending !== null && mayWrite) return repeated(pending, context.procedure.compose.clause, context)
  if (closed !== null) return closed
  switch (command.type) {
    case 'select':
      return select(command, state, context)
    case 'decline':
      return decline(command, context)
    case 'redirect':
      return redirect(command, state, context)
    case 'route':
      return route(command, state, context)
    case 'return':
      return returnToCurator(command, state, context)
    case 'submitDraft':
      return submitDraft(command, state, context)
    case 'sendBack':
      return sendBack(command, state, context)
    case 'approve':
      return approve(command, state, context)
    case 'publish':
      return publish(command, state, context)
    case 'withdrawDraft':
      return withdrawDraft(command, state, context)
    case 'amendDraft':
      return amendDraft(command, state, context)
    case 'askForTime':
      return askForTime(command, state, context)
    case 'denyTime':
      return denyTime(command, state)
    case 'extendTerm':
      return extendTerm(command, state, context)
    case 'setTerm':
      return setTerm(command, state, context)
    case 'close':
      return close(command, state, context)
    case 'resolvePublication':
      return resolvePublication(command, state)
    case 'undo':
      return undo(command, state)
  }
}
