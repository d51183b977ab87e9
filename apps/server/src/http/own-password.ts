import type { House } from '../house.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'
import { beginTry } from './tries.ts'
import { refuseWeak } from './weak-passwords.ts'

/** So many lines about one's password are enough to see who had it. */
const lines = 10

/** Everybody changes their own password, and sees who changed it before. */
export function ownPasswordHandlers({ storage, signIn }: House): Pick<Handlers, 'passwordHistory' | 'changePassword'> {
  const { organisation, journal } = storage
  return {
    passwordHistory: async ({ person: { memberships } }) => {
      const kinds = ['password-given', 'password-changed'] as const
      const pages = await Promise.all(
        memberships.map(async ({ tenantId, personId }) => {
          const { entries } = await journal.page(tenantId, { person: personId, kinds, before: null, limit: 100 })
          return entries.filter(({ on }) => on?.id === personId)
        }),
      )
      const mine = pages
        .flat()
        .toSorted((a, b) => b.at - a.at)
        .slice(0, lines)
      return { entries: mine.map(({ at, kind, who, address, browser }) => ({ at, kind, who, address, browser })) }
    },

    changePassword: async ({ person, body: { present, next }, request, reply }) => {
      const { tenantId, personId, name, login, memberships } = person
      const tenant = (await organisation.tenants()).find(({ id }) => id === tenantId)
      const doer = doerOf(request)
      if (next.normalize('NFKC') === present.normalize('NFKC')) {
        const text = { ru: 'Это нынешний пароль. Возьмите другой.', en: 'This is the present password. Take another one.' }
        throw new ProblemError('weak-password', { text, errors: [{ path: 'body.next', text }] })
      }
      await refuseWeak(next, { login, name, organisation: tenant?.name ?? '' }, 'body.next')
      const { done } = await beginTry(storage, login, request, reply)
      const cookies = await signIn.changePassword(request.headers.cookie, present, next)
      if (cookies === null) {
        const line = { tenantId, kind: 'password-failed', doer, on: { id: personId, name } } as const
        await journal.repeated(`password ${personId} ${doer.address}`, `password ${personId}`, line)
        throw new ProblemError('wrong-present-password', { errors: [{ path: 'body.present', text: wrong }] })
      }
      await storage.signInTries.succeeded(done)
      for (const own of memberships) await organisation.passwordOwn(own.tenantId, own.personId, { ...doer, id: own.personId })
      for (const cookie of cookies) reply.header('set-cookie', cookie)
      return { ok: true }
    },
  }
}

const wrong = {
  ru: 'Нынешний пароль не подошёл. Проверьте раскладку и Caps Lock.',
  en: 'The present password is wrong. Check the keyboard layout and Caps Lock.',
}
