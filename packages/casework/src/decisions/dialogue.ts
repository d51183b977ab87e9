import type { PersonCommand } from '../commands.ts'
import type { CloseReason, IncidentEvent } from '../events.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal, Status } from '../state.ts'
import { statusWords } from '../status-words.ts'
import { reasonMissing } from './reason.ts'

/** From where a dialogue may end with which reason: `answered` needs an answer, `no-answer` a question that waits. */
const closable: Readonly<Record<CloseReason, readonly Status[]>> = {
  answered: ['answered'],
  'author-satisfied': ['selected', 'routed', 'reworking', 'awaitingAuthor', 'answered'],
  'no-answer': ['awaitingAuthor'],
  'dialogue-pointless': ['selected', 'routed', 'reworking', 'awaitingAuthor', 'answered'],
  outside: ['selected', 'routed', 'reworking', 'awaitingAuthor', 'answered'],
}

/** Ends the incident with a reason that the record keeps. */
export function close(
  command: Extract<PersonCommand, { type: 'close' }>,
  state: Incident,
  context: Context,
): readonly IncidentEvent[] | Refusal {
  const statuses = closable[command.reason]
  if (state.status === null || !statuses.includes(state.status)) {
    return refuse(
      'wrong-state',
      null,
      `С этой причиной закрыть можно только из состояний: ${statuses.map((one) => `«${statusWords[one].ru}»`).join(', ')}. Выберите другую.`,
      `With this reason it can be closed only when ${statuses.map((one) => `“${statusWords[one].en}”`).join(', ')}. Choose another one.`,
    )
  }
  if (command.reason === 'no-answer' && !waitedEnough(context)) {
    const term = context.procedure.closeWithoutAnswerAfter
    return refuse(
      'too-early-to-close',
      null,
      `Автору дано время на ответ: ${term} после уточнения. Закройте позже или выберите другую причину.`,
      `The author has time to answer: ${term} after the clarification. Close later or choose another reason.`,
    )
  }
  const note = command.note.trim()
  if (note === '' && (command.reason === 'outside' || command.reason === 'dialogue-pointless')) {
    return reasonMissing(
      null,
      'Поясните, почему дело закрывается без ответа: пояснение останется в истории.',
      'Explain why it is closed without a reply: the note stays in the record.',
    )
  }
  return [{ type: 'Closed', reason: command.reason, note }]
}

function waitedEnough({ closeWithoutAnswerFrom, now }: Context): boolean {
  return closeWithoutAnswerFrom !== null && now >= closeWithoutAnswerFrom
}
