import type { PersonCommand } from '../commands.ts'
import type { CloseReason, IncidentEvent } from '../events.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal, Status } from '../state.ts'
import { statusWords } from '../status-words.ts'
import { closableUnansweredFrom } from '../terms.ts'
import { reasonMissing } from './reason.ts'

/** `answered` needs an answer, `no-answer` a question that waits; the other reasons fit wherever closing is open at all. */
const onlyFrom: Readonly<Partial<Record<CloseReason, Status>>> = { answered: 'answered', 'no-answer': 'awaitingAuthor' }

/** Ends the incident with a reason that the record keeps. */
export function close(
  command: Extract<PersonCommand, { type: 'close' }>,
  state: Incident,
  context: Context,
): readonly IncidentEvent[] | Refusal {
  const only = onlyFrom[command.reason]
  if (only !== undefined && state.status !== only) {
    const needed = statusWords(only, context.procedure)
    return refuse(
      'wrong-state',
      null,
      `С этой причиной закрыть можно только из состояния «${needed.ru}». Выберите другую.`,
      `With this reason it can be closed only when it is “${needed.en}”. Choose another one.`,
    )
  }
  if (command.reason === 'no-answer' && !waitedEnough(state, context)) {
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

function waitedEnough(state: Incident, context: Context): boolean {
  const from = closableUnansweredFrom(state, context)
  return from !== null && context.now >= from
}
