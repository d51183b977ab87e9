import type { House } from '@otklik/server/house'
import { aroundTheClock, officeHours } from '@otklik/server/organisation/office-hours'
import { shippedAct } from '@otklik/server/organisation/shipped-act'
import { demoPeople, demoTown, demoUnits, type UnitKey } from '../town/town.ts'
import { demoTopics } from '../town/topics.ts'

export type SettledTown = { readonly tenantId: string; readonly unitIds: ReadonlyMap<string, string> }

/** The database holds a demo town of another act: its people have the logins already. */
export class OtherTown extends Error {
  override readonly name = 'OtherTown'
  readonly ru: string
  readonly en: string
  constructor(act: string) {
    super(act)
    this.ru = `В этой базе уже стоит город с актом ${act}. Запустите с --act ${act} или возьмите другую базу.`
    this.en = `This database holds a town under the act ${act}. Start with --act ${act} or take another database.`
  }
}

/**
 * The demo town of this database, or null where none has been founded.
 * @throws OtherTown
 */
export async function findTown({ storage: { organisation } }: House, act: string): Promise<SettledTown | null> {
  const tenant = (await organisation.tenants()).find(({ demo }) => demo)
  if (tenant === undefined) return null
  if (tenant.regulationId !== act) throw new OtherTown(tenant.regulationId)
  const byName = new Map((await organisation.units(tenant.id)).map(({ id, name }) => [name, id]))
  return { tenantId: tenant.id, unitIds: new Map(demoUnits.map(({ key, name }) => [key, byName.get(name) ?? ''])) }
}

/** Gives everybody the password again: the file that held it is gone, the database is not. */
export async function renewPasswords({ storage: { organisation }, signIn }: House, tenantId: string, password: string): Promise<void> {
  const people = await organisation.people(tenantId)
  await Promise.all(people.flatMap(({ userId }) => (userId === null ? [] : [signIn.setPassword(userId, password)])))
}

/** Founds the town: units, people with one password, topics, the act's time zone and working hours. */
export async function foundTown(house: House, act: string, password: string, wholeDay: boolean): Promise<SettledTown> {
  const { organisation } = house.storage
  const { timezone } = shippedAct(act)
  const scheduleSource = wholeDay ? aroundTheClock(timezone) : officeHours(timezone)
  const tenantId = await organisation.createTenant({ name: demoTown.name, regulationId: act, scheduleSource, demo: true })
  const unitIds = new Map<string, string>()
  for (const { key, name, short, parent, executes } of demoUnits) {
    const parentId = parent === null ? null : (unitIds.get(parent) ?? null)
    unitIds.set(key, await organisation.saveUnit(tenantId, null, { name, short, parentId, executes, active: true }))
  }
  await organisation.saveTopics(tenantId, demoTopics)
  // Hashing a password is slow on purpose: all at once.
  await Promise.all(
    demoPeople.map(async ({ login, name, roles, units }) => {
      const userId = await house.signIn.addUser(login, name, password)
      const own = units.map((key) => unitIds.get(key) ?? '')
      await organisation.savePerson(tenantId, null, { name, login, roles, unitIds: own, active: true, userId })
    }),
  )
  return { tenantId, unitIds }
}

/** Lets the terms of a town that was founded with office hours run day and night. */
export async function workWholeDay({ storage: { organisation } }: House, tenantId: string, act: string): Promise<void> {
  const source = aroundTheClock(shippedAct(act).timezone)
  if ((await organisation.schedule(tenantId)).source === source) return
  const administrator = (await organisation.people(tenantId)).find(({ roles }) => roles.includes('administrator'))
  if (administrator !== undefined) await organisation.setSchedule(tenantId, source, administrator.id)
}

/** Id of a unit that answers citizens. */
export function unitIdOf({ unitIds }: SettledTown, key: UnitKey): string {
  const id = unitIds.get(key)
  if (id === undefined || id === '') throw new Error(`the demo town has no unit ${key}`)
  return id
}
