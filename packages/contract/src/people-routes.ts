import { z } from 'zod'
import * as j from './journal.ts'
import { id } from './primitives.ts'
import type { Route } from './route.ts'
import * as s from './settings.ts'

const byId = z.object({ id })
const nothing = z.object({ ok: z.literal(true) })

/** People with logins, and the journal of who did what. */
export const peopleRoutes = {
  people: {
    method: 'GET',
    path: '/api/people',
    access: 'manageOrganisation',
    summary: { ru: 'Люди с логинами', en: 'People with logins' },
    response: z.object({ people: z.array(s.personView) }),
  },
  addPerson: {
    method: 'POST',
    path: '/api/people',
    access: 'manageOrganisation',
    summary: { ru: 'Добавить человека', en: 'Add a person' },
    body: s.personInput,
    response: byId,
  },
  person: {
    method: 'PUT',
    path: '/api/people/:id',
    access: 'manageOrganisation',
    summary: { ru: 'Изменить человека', en: 'Change a person' },
    params: byId,
    body: s.personInput,
    response: nothing,
  },
  journal: {
    method: 'GET',
    path: '/api/journal',
    access: 'readJournal',
    summary: { ru: 'Журнал: входы, отказы, изменения настроек', en: 'The journal: sign-ins, refusals, changes of the settings' },
    query: j.journalQuery,
    response: j.journalPage,
  },
} as const satisfies Record<string, Route>
