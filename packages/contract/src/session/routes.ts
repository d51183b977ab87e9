import { endpoints } from '../endpoints.ts'
import { passwordChange, passwordHistory } from './password.ts'
import { door, session, signIn } from './session.ts'
import { nothing, type Route } from '../route.ts'

/** The door, one's session and one's own password. */
export const sessionRoutes = {
  door: {
    ...endpoints.door,
    access: 'public',
    summary: {
      ru: 'Что видно до входа: учётные записи показательного города',
      en: 'What is seen before signing in: the accounts of a demo town',
    },
    response: door,
  },
  signIn: {
    ...endpoints.signIn,
    access: 'public',
    summary: { ru: 'Войти', en: 'Sign in' },
    body: signIn,
    response: session,
  },
  signOut: {
    ...endpoints.signOut,
    access: 'signed-in',
    summary: { ru: 'Выйти', en: 'Sign out' },
    response: nothing,
  },
  session: {
    ...endpoints.session,
    access: 'signed-in',
    summary: { ru: 'Кто вошёл и рабочее время его организации', en: 'Who am I, and the working time of my organisation' },
    response: session,
  },
  passwordHistory: {
    ...endpoints.passwordHistory,
    access: 'signed-in',
    summary: { ru: 'Кто и когда менял мой пароль', en: 'Who changed my password, and when' },
    response: passwordHistory,
  },
  changePassword: {
    ...endpoints.changePassword,
    access: 'signed-in',
    summary: { ru: 'Сменить свой пароль; другие сеансы закончатся', en: 'Change my password; my other sessions end' },
    body: passwordChange,
    response: nothing,
  },
} as const satisfies Record<string, Route>
