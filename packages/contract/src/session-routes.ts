import { z } from 'zod'
import * as j from './journal.ts'
import type { Route } from './route.ts'
import * as v from './views.ts'

const nothing = z.object({ ok: z.literal(true) })

/** The door, one's session and one's own password. */
export const sessionRoutes = {
  door: {
    method: 'GET',
    path: '/api/door',
    access: 'public',
    summary: {
      ru: 'Что видно до входа: учётные записи показательного города',
      en: 'What is seen before signing in: the accounts of a demo town',
    },
    response: v.door,
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    access: 'public',
    summary: { ru: 'Войти', en: 'Sign in' },
    body: v.signIn,
    response: v.session,
  },
  signOut: { method: 'DELETE', path: '/api/session', access: 'signed-in', summary: { ru: 'Выйти', en: 'Sign out' }, response: nothing },
  session: {
    method: 'GET',
    path: '/api/session',
    access: 'signed-in',
    summary: { ru: 'Кто вошёл и рабочее время его организации', en: 'Who am I, and the working time of my organisation' },
    response: v.session,
  },
  passwordHistory: {
    method: 'GET',
    path: '/api/session/password',
    access: 'signed-in',
    summary: { ru: 'Кто и когда менял мой пароль', en: 'Who changed my password, and when' },
    response: j.passwordHistory,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/session/password',
    access: 'signed-in',
    summary: { ru: 'Сменить свой пароль; другие сеансы закончатся', en: 'Change my password; my other sessions end' },
    body: j.passwordChange,
    response: nothing,
  },
} as const satisfies Record<string, Route>
