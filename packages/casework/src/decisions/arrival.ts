import type { SystemCommand } from '../commands.ts'
import type { IncidentEvent, Message } from '../events.ts'
import { refuse } from '../refusal.ts'
import type { Incident, Refusal } from '../state.ts'

type Of<T extends SystemCommand['type']> = Extract<SystemCommand, { type: T }>

/** A message found in an open source becomes an incident with a number. Arriving twice is harmless. */
export function receive(command: Of<'receive'>, state: Incident): readonly IncidentEvent[] | Refusal {
  if (state.message !== null) {
    if (samePlace(state.message, command.message)) return []
    return refuse(
      'wrong-state',
      null,
      `Инцидент ${state.number} уже открыт по другому сообщению. Для нового сообщения откройте новый инцидент.`,
      `Incident ${state.number} was opened for another message. Open a new incident for this one.`,
    )
  }
  return [
    { type: 'MessageReceived', message: command.message, track: command.track },
    { type: 'Registered', number: command.number },
  ]
}

/** The author wrote again in the same thread. A redelivery of the same words is harmless. */
export function recordAuthorAnswer(command: Of<'recordAuthorAnswer'>, state: Incident): readonly IncidentEvent[] | Refusal {
  if (state.message === null) return nothingReceived()
  const known = [state.message, ...state.answers.map((answer) => answer.message)]
  if (known.some((message) => samePlace(message, command.message))) return []
  return [{ type: 'AuthorAnswered', message: command.message }]
}

/** A network key is unique within network and account. */
function samePlace(one: Message, other: Message): boolean {
  return one.place.network === other.place.network && one.place.accountId === other.place.accountId && one.place.key === other.place.key
}

/** No message, no incident: nothing can be recorded about it. */
export function nothingReceived(): Refusal {
  return refuse(
    'wrong-state',
    null,
    'Инцидент ещё не открыт: сначала примите сообщение.',
    'The incident is not open yet: receive its message first.',
  )
}
