import { endpoints } from '../endpoints.ts'
import { authorHistory, commandResponse, incidentCard } from './card.ts'
import { commandRequest } from './commands.ts'
import { registerMessage, registered } from './register.ts'
import { byId, nothing, type Route } from '../route.ts'

/** Incidents: the card, and commands to it. */
export const incidentsRoutes = {
  registerMessage: {
    ...endpoints.registerMessage,
    access: 'registerMessages',
    summary: { ru: 'Зарегистрировать сообщение вручную', en: 'Register a message by hand' },
    body: registerMessage,
    response: registered,
    idempotent: true,
  },
  incident: {
    ...endpoints.incident,
    access: 'readIncidents',
    summary: { ru: 'Карточка инцидента', en: 'The card' },
    params: byId,
    response: incidentCard,
  },
  command: {
    ...endpoints.command,
    access: 'handleIncidents',
    summary: { ru: 'Выполнить действие с инцидентом', en: 'Act on an incident' },
    params: byId,
    body: commandRequest,
    response: commandResponse,
    idempotent: true,
  },
  markRead: {
    ...endpoints.markRead,
    access: 'readIncidents',
    summary: { ru: 'Отметить прочитанным', en: 'I have seen it' },
    params: byId,
    response: nothing,
  },
  authorHistory: {
    ...endpoints.authorHistory,
    access: 'readAuthors',
    summary: { ru: 'Другие сообщения автора', en: "The author's other messages" },
    params: byId,
    response: authorHistory,
  },
} as const satisfies Record<string, Route>
