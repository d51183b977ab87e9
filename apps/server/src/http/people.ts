import { rolesWith } from '@otklik/casework'
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

const noRole = {
  ru: 'Такой роли нет. Выберите из списка.',
  en: 'There is no such role. Choose one from the list.',
}

/** People with logins: their roles, units and passwords. A person is never deleted, the record names them; they are made inactive. */
export function peopleHandlers({
  storage: { organisation },
  signIn,
  roles: table,
}: House): Pick<Handlers, 'people' | 'addPerson' | 'setPerson'> {
  const managing = new Set(rolesWith('manageOrganisation', table))
  const manages = ({ active, roles }: { roles: readonly string[]; active: boolean }): boolean =>
    active && roles.some((role) => managing.has(role))

  function refuseUnknownRoles(roles: readonly string[]): void {
    const index = roles.findIndex((role) => !Object.hasOwn(table, role))
    if (index >= 0) throw new ProblemError('invalid-request', { errors: [{ path: `body.roles.${index}`, text: noRole }] })
  }

  /** Who works in another organisation too is not locked out of it, nor entered in their name, by an administrator of this one. */
  async function refuseShared(userId: string | null, changed: boolean): Promise<void> {
    if (userId !== null && changed && (await organisation.memberships(userId)).length > 1) throw new ProblemError('shared-sign-in')
  }

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
      refuseUnknownRoles(wanted.roles)
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
      refuseUnknownRoles(wanted.roles)
      if (password !== undefined && params.id === person.personId) throw new ProblemError('own-password')
      await refuseShared(before.userId, password !== undefined || wanted.login !== before.login)
      if (password !== undefined) await refuseGuessed(tenantId, wanted, password)
      if (!manages(wanted) && !everybody.some((each) => each.id !== params.id && manages(each))) {
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
      // What this organisation closes stays open to the others: the gate looks at each request.
      if (!wanted.active && !(await organisation.memberships(userId)).some(({ active }) => active)) await signIn.endSessions(userId)
      return { ok: true }
    },
  }
}
