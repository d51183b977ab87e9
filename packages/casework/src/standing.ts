import type { Moment } from '@otklik/worktime'
import type { IncidentEvent } from './events.ts'
import type { Incident, Publication } from './state.ts'

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
type Answer = Incident['answers'][number]

/** What became of words that stand in the network already: nobody's step, so whatever was the last step stays the last. */
export const standingFacts: ReadonlySet<IncidentEvent['type']> = new Set<Fact['type']>([
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

/** Words of an incident that stand in the network, as they are shown there. */
export type Standing = { readonly text: string; readonly deletedAt: Moment | null } & (
  | { readonly of: 'message' }
  | { readonly of: 'answer'; readonly messageId: string }
  | { readonly of: 'reply'; readonly publicationId: string; readonly revision: number }
)

/** Which words of the incident bear the network's `key`: the message, one of its author's answers, or a reply of ours; null: none. */
export function standingAt(key: string, { message, messageDeletedAt, answers, publications, revisions }: Incident): Standing | null {
  if (message?.place.key === key) return { of: 'message', text: message.text, deletedAt: messageDeletedAt }
  const answer = answers.find((one) => one.message.place.key === key)
  if (answer !== undefined) {
    return { of: 'answer', messageId: answer.message.id, text: answer.message.text, deletedAt: answer.deletedAt }
  }
  const reply = publications.findLast(({ ref }) => ref === key)
  if (reply === undefined) return null
  const { id: publicationId, revision, deletedAt } = reply
  const approved = revisions.find(({ number }) => number === revision)?.text ?? ''
  return { of: 'reply', publicationId, revision, text: reply.edited?.text ?? approved, deletedAt }
}

/** The incident after such a fact. Its status stays: what the act asks for was done when it was done. */
export function stands(state: Incident, event: Fact, at: Moment): Partial<Incident> {
  switch (event.type) {
    case 'MessageEdited':
      return state.message === null ? {} : { message: { ...state.message, text: event.text } }
    case 'MessageDeleted':
      return { messageDeletedAt: at }
    case 'MessageRestored':
      return { messageDeletedAt: null }
    case 'AnswerEdited':
      return answerWith(state, event.messageId, ({ message }) => ({ message: { ...message, text: event.text } }))
    case 'AnswerDeleted':
      return answerWith(state, event.messageId, () => ({ deletedAt: at }))
    case 'AnswerRestored':
      return answerWith(state, event.messageId, () => ({ deletedAt: null }))
    case 'ReplyEdited':
      return replyWith(state, event.publicationId, () => {
        // Whoever put the approved words back has undone the edit.
        const approved = state.revisions.some(({ number, text }) => number === event.revision && text === event.text)
        return { edited: approved ? null : { text: event.text, at } }
      })
    case 'ReplyDeleted':
      return replyWith(state, event.publicationId, () => ({ deletedAt: at }))
    case 'ReplyRestored':
      return replyWith(state, event.publicationId, () => ({ deletedAt: null }))
  }
}

function answerWith({ answers }: Incident, messageId: string, part: (answer: Answer) => Partial<Answer>): Partial<Incident> {
  return { answers: answers.map((answer) => (answer.message.id === messageId ? { ...answer, ...part(answer) } : answer)) }
}

function replyWith({ publications }: Incident, id: string, part: (reply: Publication) => Partial<Publication>): Partial<Incident> {
  return { publications: publications.map((reply) => (reply.id === id ? { ...reply, ...part(reply) } : reply)) }
}
