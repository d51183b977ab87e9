import type { House } from '../house.ts'
import { LoginTaken } from '../sign-in/sign-in.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'
import { refuseWeak } from './weak-passwords.ts'

async function orTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof LoginTaken) throw new ProblemError('login-taken', { cause: error })
    throw error
  }
}

const administers = (each: { roles: readonly string[]; active: boolean }): boolean => each.active && each.roles.includes('administrator')

/** People with logins: their roles, units and passwords. A person is never deleted, the record names them; they are made inactive. */
export function peopleHandlers({ storage: { organisation }, signIn }: House): Pick<Handlers, 'people' | 'addPerson' | 'setPerson'> {
  async function refuseGuessed(tenantId: string, { login, name }: { login: string; name: string }, password: string): Promise<void> {
    const tenant = (await organisation.tenants()).find(({ id }) => id === tenantId)
    await refuseWeak(password, { login, name, organisation: tenant?.name ?? '' }, 'body.password')
  }

  return {
    people: async ({ person }) => ({
      people: (await organisation.people(person.tenantId)).map(({ id, name, login, roles, unitIds, active }) => ({
        id,
        name,
        login,
        roles,
        unitIds,
        active,
      })),
    }),

    addPerson: async ({ person, body: { password, ...wanted }, request }) => {
      if (password === undefined) throw new ProblemError('password-missing')
      await refuseGuessed(person.tenantId, wanted, password)
      const userId = await orTaken(signIn.addUser(wanted.login, wanted.name, password))
      try {
        // Made shut and then opened: nobody comes in between with a password that is not yet told to be another's.
        const id = await organisation.savePerson(person.tenantId, null, { ...wanted, userId: null }, doerOf(request))
        await organisation.passwordGiven(person.tenantId, id, doerOf(request))
        await organisation.savePerson(person.tenantId, id, { ...wanted, userId }, doerOf(request))
        return { id }
      } catch (error) {
        await signIn.removeUser(userId)
        throw error
      }
    },

    setPerson: async ({ person, params, body: { password, ...wanted }, request }) => {
      const { tenantId } = person
      const everybody = await organisation.people(person.tenantId)
      const before = everybody.find(({ id }) => id === params.id)
      if (before === undefined) throw new ProblemError('not-found')
      if (password !== undefined && params.id === person.personId) throw new ProblemError('own-password')
      if (password !== undefined) await refuseGuessed(tenantId, wanted, password)
      if (!administers(wanted) && !everybody.some((each) => each.id !== params.id && administers(each))) {
        throw new ProblemError('last-administrator')
      }
      let { userId } = before
      if (userId === null) {
        if (password === undefined) throw new ProblemError('password-missing')
        userId = await orTaken(signIn.addUser(wanted.login, wanted.name, password))
      } else {
        await orTaken(signIn.changeLogin(userId, wanted.login, wanted.name))
      }
      try {
        await organisation.savePerson(tenantId, params.id, { ...wanted, userId: before.userId }, doerOf(request))
        // The mark stands before anybody can sign in with the password.
        if (password !== undefined) await organisation.passwordGiven(tenantId, params.id, doerOf(request))
        if (before.userId === null) await organisation.savePerson(tenantId, params.id, { ...wanted, userId }, doerOf(request))
      } catch (error) {
        // What is refused changes nothing: one login here and another at the door would lock the person out.
        await (before.userId === null ? signIn.removeUser(userId) : signIn.changeLogin(userId, before.login, before.name))
        throw error
      }
      if (before.userId !== null && password !== undefined) await signIn.setPassword(userId, password)
      if (!wanted.active) await signIn.endSessions(userId)
      return { ok: true }
    },
  }
}
