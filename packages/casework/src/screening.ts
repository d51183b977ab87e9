import type { Text } from '@otklik/regulations'
import { reopenedByAuthor } from './evolve.ts'
import type { Status } from './state.ts'

/** What a connector found, as far as screening looks. */
export type Sighting = { readonly authorId: string }

/** What the register holds about it: the incident that has this very network key, and the one in whose thread it stands. */
export type Register = {
  readonly sameKey: { readonly incidentId: string } | null
  readonly thread: { readonly incidentId: string; readonly authorId: string; readonly status: Status | null } | null
}

export type Screening =
  | { readonly verdict: 'fresh'; readonly reason: Text }
  | { readonly verdict: 'redelivery' | 'answer'; readonly incidentId: string; readonly reason: Text }

/** Matters that left this process: what their author writes afterwards is a message of its own. */
const left: ReadonlySet<Status | null> = new Set<Status>(['declined', 'redirected'])

/**
 * What a citizen's message is: a redelivery, the author's words in an incident that exists, or something fresh. Our own page's words never
 * come here. A redelivered answer is not a second answer, so its key is looked at first.
 */
export function screen(found: Sighting, register: Register): Screening {
  if (register.sameKey !== null) {
    const { incidentId } = register.sameKey
    return { verdict: 'redelivery', incidentId, reason: { ru: 'Уже принято раньше', en: 'Received before' } }
  }
  const { thread } = register
  if (thread !== null && thread.authorId === found.authorId && !left.has(thread.status)) {
    const { incidentId } = thread
    const reason = reopenedByAuthor.has(thread.status)
      ? { ru: 'Автор ответил: начинается новый круг', en: 'The author answered: a new round begins' }
      : { ru: 'Автор дополнил сообщение, над которым идёт работа', en: 'The author added to a message being worked on' }
    return { verdict: 'answer', incidentId, reason }
  }
  return {
    verdict: 'fresh',
    reason:
      thread === null
        ? { ru: 'Новое сообщение', en: 'A new message' }
        : {
            ru: 'Другой человек в той же ветке или дело вышло из работы',
            en: 'Another person in the thread, or the matter left the process',
          },
  }
}
