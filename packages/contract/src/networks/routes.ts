import { z } from 'zod'
import { endpoints } from '../endpoints.ts'
import { accountInput, accountView, networkView, unhandledRetry, unhandledView } from './accounts.ts'
import { byId, nothing, type Route } from '../route.ts'

/** Connections to networks, and what they could not read or handle. */
export const networksRoutes = {
  networks: {
    ...endpoints.networks,
    access: 'manageOrganisation',
    summary: { ru: 'Сети, с которыми умеет говорить программа', en: 'Networks that the program can speak to' },
    response: z.object({ networks: z.array(networkView) }),
  },
  accounts: {
    ...endpoints.accounts,
    access: 'manageOrganisation',
    summary: { ru: 'Подключения к сетям', en: 'Network connections' },
    response: z.object({ accounts: z.array(accountView) }),
  },
  addAccount: {
    ...endpoints.addAccount,
    access: 'manageOrganisation',
    summary: { ru: 'Подключить страницу', en: 'Connect a page' },
    body: accountInput,
    response: byId,
  },
  setAccount: {
    ...endpoints.setAccount,
    access: 'manageOrganisation',
    summary: { ru: 'Изменить подключение', en: 'Change a connection' },
    params: byId,
    body: accountInput,
    response: nothing,
  },
  checkAccount: {
    ...endpoints.checkAccount,
    access: 'manageOrganisation',
    summary: { ru: 'Спросить сеть, действуют ли ключи', en: 'Ask the network whether the tokens work' },
    params: byId,
    response: accountView,
  },
  unhandledEvents: {
    ...endpoints.unhandledEvents,
    access: 'manageOrganisation',
    summary: { ru: 'События сети, которые не разобраны', en: 'Events of the network that were not understood or handled' },
    params: byId,
    response: unhandledView,
  },
  retryUnhandled: {
    ...endpoints.retryUnhandled,
    access: 'manageOrganisation',
    summary: { ru: 'Разобрать их ещё раз', en: 'Read and handle them again' },
    params: byId,
    response: unhandledRetry,
  },
} as const satisfies Record<string, Route>
