import { releasePath } from '@otklik/regulations'
import type { Session } from '@otklik/contract'
import type { House } from '../house.ts'
import type { Person } from './who.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

const day = 24 * 60 * 60 * 1000
const back = 45 * day
const ahead = 120 * day

/** Who I am, with my organisation's working time: what signing in answers too. */
export const sessionView =
  ({ storage, schedules, networks, now }: House, demoLinks: Session['demoLinks'] | null) =>
  async ({
    tenantId,
    personId,
    name,
    login,
    roles,
    may,
    sees,
    unitIds,
    memberships,
    organisationChosen,
    passwordGiven,
  }: Person): Promise<Session> => {
    const tenant = (await storage.organisation.tenants()).find(({ id }) => id === tenantId)
    if (tenant === undefined) throw new ProblemError('not-signed-in')
    const schedule = await schedules.of(tenantId)
    const { id, edition, regulation, procedure } = await storage.organisation.act(tenantId, tenant.regulationId, tenant.edition)
    const moment = now()
    return {
      person: { id: personId, name, login, roles: [...roles], may: [...may], sees: sees.of, unitIds: [...unitIds] },
      organisations: memberships.map((one) => ({
        id: one.tenantId,
        name: one.organisation,
        personId: one.personId,
        roles: [...one.roles],
      })),
      organisationChosen,
      organisation: { id: tenantId, name: tenant.name, timezone: tenant.timezone },
      regulation: { id, title: regulation.title, edition, releasePath: releasePath(procedure) },
      stretches: schedule.stretches(moment - back, moment + ahead),
      provisionalYears: schedule.provisionalYears(moment - back, moment + ahead),
      now: moment,
      networks: networks.catalogue.map(({ id: network, words, mark }) => ({
        id: network,
        name: words.name,
        mark: [...mark],
        replyAddress: words.replyAddress,
      })),
      demo: tenant.demo,
      ...(tenant.demo && demoLinks != null ? { demoLinks } : {}),
      passwordGiven,
    }
  }

/** The door, and who I am. */
export function sessionHandlers(house: House, demoLinks: Session['demoLinks'] | null): Pick<Handlers, 'door' | 'session'> {
  const view = sessionView(house, demoLinks)
  return {
    door: async () => ({ demo: demoLinks ?? null }),
    session: async ({ person }) => view(person),
  }
}
