import type { PersonCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal } from '../state.ts'
import { lapsed, lateMark } from './late.ts'
import { reasonMissing } from './reason.ts'

type Of<T extends PersonCommand['type']> = Extract<PersonCommand, { type: T }>

/** Takes a message into work with importance, topic and place (L-6, L-9, G-8). */
export function select(command: Of<'select'>, state: Incident, { procedure, topicIds }: Context): readonly IncidentEvent[] | Refusal {
  if (command.importance === 'high' && procedure.importance === null) {
    return refuse(
      'step-not-in-act',
      procedure.select.clause,
      'В действующем акте нет повышенной важности: отберите сообщение с обычной.',
      'The act in force has no high importance: select the message with normal importance.',
    )
  }
  const { importance, topicId, location } = command
  // The incident's own topic may have been taken off the list since.
  if (topicId !== null && topicId !== state.topicId && !topicIds.includes(topicId)) {
    return refuse(
      'unknown-topic',
      null,
      'Такой темы в вашей организации нет. Выберите из списка тем или оставьте без темы.',
      'Your organisation has no such topic. Choose one from the list, or leave the topic out.',
    )
  }
  return [{ type: 'Selected', importance, topicId, location }]
}

/** Not processed, not answered: only on a ground that the act names (L-17, G-19). */
export function decline(command: Of<'decline'>, { procedure }: Context): readonly IncidentEvent[] | Refusal {
  const ground = procedure.declineGrounds.find(({ id }) => id === command.groundId)
  if (ground !== undefined) return [{ type: 'Declined', groundId: ground.id, note: command.note.trim() }]
  const clause = procedure.declineGrounds[0]?.clause ?? null
  const known = procedure.declineGrounds
  return refuse(
    'unknown-ground',
    clause,
    known.length === 0
      ? 'Действующий акт не называет оснований, по которым сообщение не обрабатывается: отберите его или перенаправьте.'
      : `Такого основания в действующем акте нет. Основания: ${known.map((one) => one.text.ru).join('; ')}.`,
    known.length === 0
      ? 'The act in force names no ground for leaving a message unprocessed: select or redirect it.'
      : `The act in force has no such ground. Its grounds: ${known.map((one) => one.text.en).join('; ')}.`,
  )
}

/** The message leaves the organisation with a reason (E-4), or goes to the 59-FZ office as a formal appeal (L-2, G-2). */
export function redirect(command: Of<'redirect'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const { procedure } = context
  const away = command.destination === 'other-organisation'
  if (away && procedure.redirect === null) {
    return refuse(
      'step-not-in-act',
      null,
      'В действующем акте нет перенаправления в другую организацию: ответьте автору сами, куда ему обратиться.',
      'The act in force has no redirection to another organisation: tell the author in a reply where to turn.',
    )
  }
  // E-4 bounds what leaves the organisation; a formal appeal is handed over whenever it is seen to be one (L-2, G-2).
  const over = away ? lapsed('redirect', state, context) : null
  if (over !== null) return over
  const to = command.to.trim()
  const reason = command.reason.trim()
  const clause = procedure.redirect?.clause ?? null
  if (to === '') return reasonMissing(clause, 'Укажите, куда передаётся сообщение.', 'Say where the message goes.')
  if (reason === '') return reasonMissing(clause, 'Укажите, почему сообщение передаётся.', 'Say why the message is handed over.')
  return [{ type: 'Redirected', destination: command.destination, to, reason, ...(away ? lateMark('redirect', state, context) : {}) }]
}
