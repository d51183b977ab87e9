import { z } from 'zod'
import { id } from './primitives.ts'
import type { Route } from './routes.ts'
import * as s from './settings.ts'

const byId = z.object({ id })
const nothing = z.object({ ok: z.literal(true) })

/** Connections to networks, and what they could not read or handle. */
export const accountRoutes = {
  accounts: {
    method: 'GET',
    path: '/api/accounts',
    access: 'manageOrganisation',
    summary: { ru: 'Подключения к сетям', en: 'Network connections' },
    response: z.object({ accounts: z.array(s.accountView) }),
  },
  addAccount: {
    method: 'POST',
    path: '/api/accounts',
    access: 'manageOrganisation',
    summary: { ru: 'Подключить страницу', en: 'Connect a page' },
    body: s.accountInput,
    response: byId,
  },
  account: {
    method: 'PUT',
    path: '/api/accounts/:id',
    access: 'manageOrganisation',
    summary: { ru: 'Изменить подключение', en: 'Change a connection' },
    params: byId,
    body: s.accountInput,
    response: nothing,
  },
  checkAccount: {
    method: 'POST',
    path: '/api/accounts/:id/check',
    access: 'manageOrganisation',
    summary: { ru: 'Спросить сеть, действуют ли ключи', en: 'Ask the network whether the tokens work' },
    params: byId,
    response: s.accountView,
  },
  unhandledEvents: {
    method: 'GET',
    path: '/api/accounts/:id/unhandled',
    access: 'manageOrganisation',
    summary: { ru: 'События сети, которые не разобраны', en: 'Events of the network that were not understood or handled' },
    params: byId,
    response: s.unhandledView,
  },
  retryUnhandled: {
    method: 'POST',
    path: '/api/accounts/:id/unhandled/retry',
    access: 'manageOrganisation',
    summary: { ru: 'Разобрать их ещё раз', en: 'Read and handle them again' },
    params: byId,
    response: s.unhandledRetry,
  },
} as const satisfies Record<string, Route>
