import { actions, done } from './en/actions.ts'
import { card } from './en/card.ts'
import { journal } from './en/journal.ts'
import { keyboard } from './en/keyboard.ts'
import { releasePath } from './en/release-path.ts'
import { queue } from './en/queue.ts'
import { session } from './en/session.ts'
import { shell } from './en/shell.ts'
import { settings } from './en/settings.ts'
import { start } from './en/start.ts'
import { tasks } from './en/tasks.ts'
import { terms } from './en/terms.ts'
import type { Words } from './ru.ts'

export const en: Words = {
  locale: 'en',
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
