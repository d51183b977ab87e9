import type { Moment } from '@otklik/worktime'
import { exchanged, withoutThose } from './attachments.ts'
import type { Attachment, IncidentEvent, Message } from './events.ts'
import type { Answer, Edited, Incident, Publication } from './state.ts'

type Fact = Extract<
  IncidentEvent,
  {
    readonly type:
      | 'MessageEdited'
      | 'MessageDeleted'
      | 'MessageRestored'
      | 'AnswerEdited'
      | 'AnswerDeleted'
      | 'AnswerRestored'
      | 'ReplyEdited'
      | 'ReplyDeleted'
      | 'ReplyRestored'
  }
>

/** Edits and deletions in the network. They are nobody's step and do not change the status. */
export const networkEdits: ReadonlySet<IncidentEvent['type']> = new Set<Fact['type']>([
  'MessageEdited',
  'MessageDeleted',
  'MessageRestored',
  'AnswerEdited',
  'AnswerDeleted',
  'AnswerRestored',
  'ReplyEdited',
  'ReplyDeleted',
  'ReplyRestored',
])

/** Words of an incident as the network shows them now. */
export type NetworkWords = { readonly text: string; readonly deletedAt: Moment | null } & (
  | { readonly of: 'message'; readonly attachments: readonly Attachment[] }
  | { readonly of: 'answer'; readonly messageId: string; readonly attachments: readonly Attachment[] }
  | { readonly of: 'reply'; readonly publicationId: string; readonly revision: number; readonly photos: number }
)

/** Which words of the incident bear the network's `key`: the message, one of its author's answers, or a reply of ours; null: none. */
export function networkWordsAt(
  key: string,
  { message, messageDeletedAt, answers, publications, revisions }: Incident,
): NetworkWords | null {
  if (message?.place.key === key) {
    return { of: 'message', text: message.text, attachments: message.attachments, deletedAt: messageDeletedAt }
  }
  const answer = answers.find((one) => one.message.place.key === key)
  if (answer !== undefined) {
    const { id: messageId, text, attachments } = answer.message
    return { of: 'answer', messageId, text, attachments, deletedAt: answer.deletedAt }
  }
  const reply = publications.findLast(({ ref }) => ref === key)
  if (reply === undefined) return null
  const { id: publicationId, revision, deletedAt } = reply
  const approved = revisions.find(({ number }) => number === revision)
  const { text, photos } = reply.edited ?? { text: approved?.text ?? '', photos: approved?.attachments.length ?? 0 }
  return { of: 'reply', publicationId, revision, text, photos, deletedAt }
}

/** The incident after such a fact. Its status stays: what the act asks for was done when it was done. */
export function afterNetworkEdit(state: Incident, event: Fact, at: Moment): Partial<Incident> {
  switch (event.type) {
    case 'MessageEdited':
      if (state.message === null) return {}
      return { message: reworded(state.message, event), messageEdited: editedBy(event, state.message, state.messageEdited, at) }
    case 'MessageDeleted':
      return { messageDeletedAt: at }
    case 'MessageRestored':
      return { messageDeletedAt: null }
    case 'AnswerEdited':
      return answerWith(state, event.messageId, ({ message, edited }) => ({
        message: reworded(message, event),
        edited: editedBy(event, message, edited, at),
      }))
    case 'AnswerDeleted':
      return answerWith(state, event.messageId, () => ({ deletedAt: at }))
    case 'AnswerRestored':
      return answerWith(state, event.messageId, () => ({ deletedAt: null }))
    case 'ReplyEdited':
      return replyWith(state, event.publicationId, ({ edited }) => {
        const approved = state.revisions.find(({ number }) => number === event.revision)
        const { text, photos = edited?.photos ?? approved?.attachments.length ?? 0 } = event
        // Whoever put the approved words and as many photos back has undone the edit.
        return { edited: text === approved?.text && photos === approved.attachments.length ? null : { text, photos, at } }
      })
    case 'ReplyDeleted':
      return replyWith(state, event.publicationId, () => ({ deletedAt: at }))
    case 'ReplyRestored':
      return replyWith(state, event.publicationId, () => ({ deletedAt: null }))
  }
}

type Rewording = { readonly text: string; readonly attachments?: readonly Attachment[] }

const reworded = (message: Message, { text, attachments = message.attachments }: Rewording): Message => ({ ...message, text, attachments })

/** What was taken away stays in sight with the moment it went, unless it was put back. */
function editedBy({ attachments }: Rewording, before: Message, earlier: Edited | null, at: Moment): Edited {
  const gone = earlier?.removed ?? []
  if (attachments === undefined) return { at, removed: gone }
  const { added, removed } = exchanged(before.attachments, attachments) ?? { added: [], removed: [] }
  const still = new Set(withoutThose(gone, added))
  return { at, removed: [...gone.filter((one) => still.has(one)), ...removed.map((one) => ({ ...one, removedAt: at }))] }
}

function answerWith({ answers }: Incident, messageId: string, part: (answer: Answer) => Partial<Answer>): Partial<Incident> {
  return { answers: answers.map((answer) => (answer.message.id === messageId ? { ...answer, ...part(answer) } : answer)) }
}

function replyWith({ publications }: Incident, id: string, part: (reply: Publication) => Partial<Publication>): Partial<Incident> {
  return { publications: publications.map((reply) => (reply.id === id ? { ...reply, ...part(reply) } : reply)) }
}
