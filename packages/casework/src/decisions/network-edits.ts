import { exchanged } from '../attachments.ts'
import type { SystemCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { refuse } from '../refusal.ts'
import { networkWordsAt } from '../network-edits.ts'
import type { Incident, Refusal } from '../state.ts'
import { nothingReceived } from './arrival.ts'

type Of<T extends SystemCommand['type']> = Extract<SystemCommand, { type: T }>

/** Words of this incident, or what stands beside them, were changed in the network; how they stood before stays in the record. */
export function recordMessageEdited(command: Of<'recordMessageEdited'>, state: Incident): readonly IncidentEvent[] | Refusal {
  const { key, text } = command
  const found = networkWordsAt(key, state)
  if (found === null) return notHere(state)
  if (found.of === 'reply') {
    const { publicationId, revision } = found
    // Which picture stands there nobody can tell: the network keeps ours under names of its own. How many, it tells.
    const photos = command.attachments?.filter(({ kind }) => kind === 'photo').length ?? found.photos
    if (found.text === text && found.photos === photos) return []
    return [{ type: 'ReplyEdited', publicationId, revision, text, ...(photos === found.photos ? {} : { photos }) }]
  }
  const { attachments = found.attachments } = command
  const differs = exchanged(found.attachments, attachments) !== null
  if (found.text === text && !differs) return []
  const now = differs ? { text, attachments } : { text }
  return [found.of === 'message' ? { type: 'MessageEdited', ...now } : { type: 'AnswerEdited', messageId: found.messageId, ...now }]
}

/** Words of this incident are gone from the network; the incident and its terms stay, and so does the moment of a reply that stood there. */
export function recordMessageDeleted({ key }: Of<'recordMessageDeleted'>, state: Incident): readonly IncidentEvent[] | Refusal {
  const found = networkWordsAt(key, state)
  if (found === null) return notHere(state)
  if (found.deletedAt !== null) return []
  switch (found.of) {
    case 'message':
      return [{ type: 'MessageDeleted' }]
    case 'answer':
      return [{ type: 'AnswerDeleted', messageId: found.messageId }]
    case 'reply':
      return [{ type: 'ReplyDeleted', publicationId: found.publicationId, revision: found.revision }]
  }
}

/** Deleted words of this incident stand in the network again. */
export function recordMessageRestored({ key }: Of<'recordMessageRestored'>, state: Incident): readonly IncidentEvent[] | Refusal {
  const found = networkWordsAt(key, state)
  if (found === null) return notHere(state)
  if (found.deletedAt === null) return []
  switch (found.of) {
    case 'message':
      return [{ type: 'MessageRestored' }]
    case 'answer':
      return [{ type: 'AnswerRestored', messageId: found.messageId }]
    case 'reply':
      return [{ type: 'ReplyRestored', publicationId: found.publicationId, revision: found.revision }]
  }
}

function notHere(state: Incident): Refusal {
  if (state.message === null) return nothingReceived()
  return refuse(
    'wrong-state',
    null,
    'Под этим адресом в сети нет ни сообщения, ни ответа этого инцидента.',
    'Neither a message nor a reply of this incident stands in the network at this address.',
  )
}
