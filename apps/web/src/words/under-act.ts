import type { Session } from '@otklik/contract'
import type { Words } from './ru.ts'

export type ReleasePath = Session['regulation']['releasePath']

/** The catalogue as people speak under the act in force: where it knows no approval, nothing is called so. */
export function wordsUnder(words: Words, releasePath: ReleasePath): Words {
  const { view, status, empty, step } = words.releasePath[releasePath]
  const queue = {
    ...words.queue,
    views: { ...words.queue.views, approval: view },
    status: { ...words.queue.status, submitted: status },
    empty: { ...words.queue.empty, approval: empty },
  }
  return { ...words, queue, start: { ...words.start, steps: { ...words.start.steps, approve: step } } }
}
