import { z } from 'zod'
import { endpoints } from '../endpoints.ts'
import { alterationView } from './alterations.ts'
import { journalPage, journalQuery } from './journal.ts'
import { byId, nothing, type Route } from '../route.ts'

/** For those who look after the record: who did what, and what was altered past the program. */
export const recordRoutes = {
  journal: {
    ...endpoints.journal,
    access: 'readJournal',
    summary: { ru: 'Журнал: входы, отказы, изменения настроек', en: 'The journal: sign-ins, refusals, changes of the settings' },
    query: journalQuery,
    response: journalPage,
  },
  alterations: {
    ...endpoints.alterations,
    access: 'manageOrganisation',
    summary: {
      ru: 'Что изменили мимо программы: она это нашла и не отправила',
      en: 'What was altered past the program: it was found and not sent',
    },
    response: z.object({ alterations: z.array(alterationView) }),
  },
  alterationSeen: {
    ...endpoints.alterationSeen,
    access: 'manageOrganisation',
    summary: { ru: 'Подмена разобрана: больше не звать', en: 'This alteration was looked into: ring no more' },
    params: byId,
    response: nothing,
  },
} as const satisfies Record<string, Route>
