import type { Session } from '@otklik/contract'
import { may } from './session.tsx'
import { startShown } from './start-shown.ts'

type Place = '/queue' | '/tasks' | '/settings' | '/start'
export type Section = { readonly to: Place; readonly word: 'queue' | 'tasks' | 'settings' | 'start' }

/** Is the first page of use to this person: in the demo, or to whoever sets a new installation up? */
const hasStart = (session: Session): boolean => session.demo || may(session, 'manageOrganisation')

/** The sections that this person's rights open, in the order of their day. */
export function sectionsFor(session: Session): readonly Section[] {
  const sections: Section[] = []
  if (may(session, 'actAsExecutor')) sections.push({ to: '/tasks', word: 'tasks' })
  if (may(session, 'readIncidents')) sections.push({ to: '/queue', word: 'queue' })
  if (may(session, 'readSettings')) sections.push({ to: '/settings', word: 'settings' })
  if (hasStart(session) && startShown(session.person.id)) sections.push({ to: '/start', word: 'start' })
  return sections
}

/** Where a person's day begins: executors at their tasks, the others at the first page until they put it away, then in the queue. */
export function homeOf(session: Session): Place {
  if (may(session, 'actAsExecutor') && !may(session, 'actAsCurator')) return '/tasks'
  if (hasStart(session) && startShown(session.person.id)) return '/start'
  return '/queue'
}
