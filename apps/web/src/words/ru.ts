import { actions, done } from './ru/actions.ts'
import { card } from './ru/card.ts'
import { journal } from './ru/journal.ts'
import { keyboard } from './ru/keyboard.ts'
import { releasePath } from './ru/release-path.ts'
import { queue } from './ru/queue.ts'
import { session } from './ru/session.ts'
import { shell } from './ru/shell.ts'
import { settings } from './ru/settings.ts'
import { start } from './ru/start.ts'
import { tasks } from './ru/tasks.ts'
import { terms } from './ru/terms.ts'

/** The Russian catalogue: the source of keys. The English one has its shape, or it does not compile. */
export const ru = {
  locale: 'ru' as 'ru' | 'en',
  shell,
  session,
  queue,
  actions,
  done,
  keyboard,
  releasePath,
  card,
  terms,
  tasks,
  settings,
  journal,
  start,
}

export type Words = typeof ru
