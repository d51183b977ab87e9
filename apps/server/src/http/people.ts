import type { House } from '../house.ts'
import { LoginTaken } from '../sign-in/sign-in.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

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
export function peopleHandlers({ storage: { organisation }, signIn }: House): Pick<Handlers, 'people' | 'addPerson' | 'person'> {
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

    addPerson: async ({ person, body: { password, ...wanted } }) => {
      if (password === undefined) throw new ProblemError('password-missing')
      const userId = await orTaken(signIn.addUser(wanted.login, wanted.name, password))
      try {
        return { id: await organisation.savePerson(person.tenantId, null, { ...wanted, userId }) }
      } catch (error) {
        await signIn.removeUser(userId)
        throw error
      }
    },

    person: async ({ person, params, body: { password, ...wanted } }) => {
      const everybody = await organisation.people(person.tenantId)
      const before = everybody.find(({ id }) => id === params.id)
      if (before === undefined) throw new ProblemError('not-found')
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
        await organisation.savePerson(person.tenantId, params.id, { ...wanted, userId })
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
