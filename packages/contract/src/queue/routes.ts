import { endpoints } from '../endpoints.ts'
import { queueCounts, queuePage, queueQuery } from './rows.ts'
import { looking } from './stream.ts'
import { nothing, type Route } from '../route.ts'

/** The queue, and who looks at which card. */
export const queueRoutes = {
  queue: {
    ...endpoints.queue,
    access: 'readIncidents',
    summary: { ru: 'Инциденты по ближайшему сроку', en: 'Incidents by what is due' },
    query: queueQuery,
    response: queuePage,
  },
  queueCounts: {
    ...endpoints.queueCounts,
    access: 'readIncidents',
    summary: { ru: 'Сколько в каждом виде', en: 'How many in each view' },
    response: queueCounts,
  },
  looking: {
    ...endpoints.looking,
    access: 'readIncidents',
    summary: { ru: 'Какая карточка у меня открыта', en: 'Which card I have open' },
    body: looking,
    response: nothing,
  },
} as const satisfies Record<string, Route>
