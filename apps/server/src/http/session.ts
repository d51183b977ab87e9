import type { FastifyInstance } from 'fastify'
import { lettingOut } from '@otklik/regulations'
import type { Session } from '@otklik/contract'
import type { House } from '../house.ts'
import type { Person } from './gate.ts'
import { limitOf } from './limit.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

const day = 24 * 60 * 60 * 1000
const back = 45 * day
const ahead = 120 * day

/** The door, sign in, sign out, and who I am with my organisation's working time. */
export function sessionHandlers(
  house: House,
  app: FastifyInstance,
  demoLinks: Session['demoLinks'] | null,
): Pick<Handlers, 'door' | 'signIn' | 'signOut' | 'session'> {
  const { storage, signIn, schedules, acts, now } = house

  // A guesser at one address must not keep the login's own person out at another; guessers at many addresses together get a hundred tries.
  // A hundred for an address: a town hall behind one address still signs in at nine.
  const limits = [
    limitOf(app, 10, ({ body, ip }) => `login ${loginOf(body)} at ${ip}`),
    limitOf(app, 100, ({ body }) => `login ${loginOf(body)}`),
    limitOf(app, 100, ({ ip }) => `address ${ip}`),
  ]

  async function sessionOf({ tenantId, personId, name, login, roles, unitIds }: Person) {
    const tenant = (await storage.organisation.tenants()).find(({ id }) => id === tenantId)
    if (tenant === undefined) throw new ProblemError('not-signed-in')
    const schedule = await schedules.of(tenantId)
    const { id, title, edition, procedure } = acts.byId(tenant.regulationId)
    const moment = now()
    return {
      person: { id: personId, name, login, roles: [...roles], unitIds: [...unitIds] },
      organisation: { id: tenantId, name: tenant.name, timezone: tenant.timezone },
      regulation: { id, title, edition, lettingOut: lettingOut(procedure) },
      stretches: schedule.stretches(moment - back, moment + ahead),
      provisionalYears: schedule.provisionalYears(moment - back, moment + ahead),
      now: moment,
      demo: tenant.demo,
      ...(tenant.demo && demoLinks != null ? { demoLinks } : {}),
    }
  }

  return {
    door: async () => ({ demo: demoLinks ?? null }),
    signIn: async ({ body, request, reply }) => {
      for (const limit of limits) await limit(request, reply)
      const opened = await signIn.open(body.login.toLowerCase(), body.password)
      if (opened === null) throw new ProblemError('wrong-password')
      const found = await storage.organisation.personByUser(opened.userId)
      if (found === null || !found.active) {
        await signIn.endSessions(opened.userId)
        throw new ProblemError('wrong-password')
      }
      for (const cookie of opened.cookies) reply.header('set-cookie', cookie)
      const { id, ...rest } = found
      return sessionOf({ ...rest, personId: id, userId: opened.userId })
    },
    signOut: async ({ request, reply }) => {
      for (const cookie of await signIn.close(request.headers.cookie)) reply.header('set-cookie', cookie)
      return { ok: true }
    },
    session: async ({ person }) => sessionOf(person),
  }
}

/** As sign-in reads it: otherwise every way to write a login in capitals would bring ten tries more. */
const loginOf = (body: unknown): string =>
  String((body as { login?: unknown } | null)?.login)
    .trim()
    .toLowerCase()
