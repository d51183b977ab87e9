import { z } from 'zod'
import * as a from './accounts.ts'
import { id } from './primitives.ts'
import type { Route } from './routes.ts'
import * as s from './settings.ts'

const byId = z.object({ id })
const nothing = z.object({ ok: z.literal(true) })
const admin = ['administrator'] as const

/** Connections to networks, and what they could not read or handle. */
export const accountRoutes = {
  networks: {
    method: 'GET',
    path: '/api/networks',
    access: 'signed-in',
    summary: { ru: 'Сети, с которыми умеет говорить программа', en: 'Networks that the program can speak to' },
    response: z.object({ networks: z.array(a.networkView) }),
  },
  accounts: {
    method: 'GET',
    path: '/api/accounts',
    access: admin,
    summary: { ru: 'Подключения к сетям', en: 'Network connections' },
    response: z.object({ accounts: z.array(a.accountView) }),
  },
  addAccount: {
    method: 'POST',
    path: '/api/accounts',
    access: admin,
    summary: { ru: 'Подключить страницу', en: 'Connect a page' },
    body: a.accountInput,
    response: byId,
  },
  account: {
    method: 'PUT',
    path: '/api/accounts/:id',
    access: admin,
    summary: { ru: 'Изменить подключение', en: 'Change a connection' },
    params: byId,
    body: a.accountInput,
    response: nothing,
  },
  checkAccount: {
    method: 'POST',
    path: '/api/accounts/:id/check',
    access: admin,
    summary: { ru: 'Спросить сеть, действуют ли ключи', en: 'Ask the network whether the tokens work' },
    params: byId,
    response: a.accountView,
  },
  unhandledEvents: {
    method: 'GET',
    path: '/api/accounts/:id/unhandled',
    access: admin,
    summary: { ru: 'События сети, которые не разобраны', en: 'Events of the network that were not understood or handled' },
    params: byId,
    response: s.unhandledView,
  },
  retryUnhandled: {
    method: 'POST',
    path: '/api/accounts/:id/unhandled/retry',
    access: admin,
    summary: { ru: 'Разобрать их ещё раз', en: 'Read and handle them again' },
    params: byId,
    response: s.unhandledRetry,
  },
} as const satisfies Record<string, Route>
