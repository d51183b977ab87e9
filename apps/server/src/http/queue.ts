import type { House } from '../house.ts'
import type { Handlers } from './register.ts'
import { ProblemError } from './problems.ts'

/** The queue, its counts, the marks of what was seen, and an author's other messages; each as this person may see it. */
export function queueHandlers({ storage: { views } }: House): Pick<Handlers, 'queue' | 'queueCounts' | 'markRead' | 'authorHistory'> {
  return {
    queue: async ({ person, query }) => views.queue(person, query),
    queueCounts: async ({ person }) => views.counts(person),
    markRead: async ({ person, params }) => {
      if (!(await views.markRead(person, params.id))) throw new ProblemError('not-found')
      return { ok: true }
    },
    authorHistory: async ({ person, params }) => {
      const items = await views.authorHistory(person, params.id)
      if (items === null) throw new ProblemError('not-found')
      return { items: items as Awaited<ReturnType<Handlers['authorHistory']>>['items'] }
    },
  }
}
