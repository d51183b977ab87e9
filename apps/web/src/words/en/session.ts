import type { Words } from '../ru.ts'

export const session: Words['session'] = {
  title: 'Sign in',
  lead: 'Answering people where they write.',
  login: 'Login',
  password: 'Password',
  enter: 'Sign in',
  required: 'Enter your login and password.',
  wrong: 'The login or the password did not match.',
  wrongCure: 'Check the keyboard layout and Caps Lock; your administrator gives new passwords.',
  tooMany: 'Too many attempts. Wait a minute and try again.',
  ended: 'Your session has ended. Sign in and you return to the same place.',
  unreachable: 'The server does not answer.',
  unreachableCure: 'The page opens by itself as soon as it answers. Drafts and replies not yet sent are safe: they are in this browser.',
  demo: 'Demonstration town: enter as',
  demoMore: 'All accounts and what to try',
}
