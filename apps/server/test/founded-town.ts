import type { TestDatabase } from '../../../packages/storage/test/database.ts'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/open-house.ts'
import { officeHours } from '../src/organisation/office-hours.ts'
import { shippedAct } from '../src/organisation/shipped-act.ts'

export const password = 'correct horse battery'
const minute = 60_000

/** The roles of a town's people; `roads` and `housing` are units with an executor each. */
export type Login = 'curator' | 'second' | 'roads' | 'housing' | 'head' | 'admin' | 'stranger'

/** The environment of a program on this database and data directory. */
export const own = (database: TestDatabase, directory: string) => ({
  DATABASE_URL: database.url,
  OTKLIK_DATA: directory,
  OTKLIK_LOG: 'error',
  OTKLIK_ALLOW_LOOPBACK: '1',
  PORT: '0',
})

/** Founds two towns under an act, a minute before a moment (null: now): people who sign in by their role's name, and units. */
export const foundedTown = (act: string, at: string | null) => async (database: TestDatabase, directory: string) => {
  const ahead = at === null ? 0 : Date.parse(at) - minute - Date.now()
  const house = await openHouse(readConfig(own(database, directory), directory, { directory }), () => Date.now() + ahead)
  const people: [Login, string][] = []
  const { organisation } = house.storage
  const { timezone } = shippedAct(act)
  const made = { regulationId: act, scheduleSource: officeHours(timezone), demo: false }
  const tenantId = await organisation.createTenant({ name: 'Город', ...made })
  const strangers = await organisation.createTenant({ name: 'Другой город', ...made })
  const unit = (name: string, short: string) =>
    organisation.saveUnit(tenantId, null, { name, short, parentId: null, executes: true, active: true })
  const units = { roads: await unit('Дорожное хозяйство', 'Дороги'), housing: await unit('Жилищный отдел', 'ЖКХ') }
  const person = async (tenant: string, login: Login, name: string, roles: readonly string[], unitIds: readonly string[] = []) => {
    const userId = await house.signIn.addUser(login, name, password)
    people.push([login, userId])
    await organisation.savePerson(tenant, null, { name, login, roles, unitIds, active: true, userId })
  }
  await person(tenantId, 'curator', 'Анна Куратор', ['curator'])
  await person(tenantId, 'second', 'Борис Куратор', ['curator'])
  await person(tenantId, 'roads', 'Вера Дорожная', ['executor'], [units.roads])
  await person(tenantId, 'housing', 'Глеб Жилищный', ['executor'], [units.housing])
  await person(tenantId, 'head', 'Дарья Главная', ['head'])
  await person(tenantId, 'admin', 'Егор Настройкин', ['administrator'])
  await person(strangers, 'stranger', 'Чужой Куратор', ['curator'])
  await house.close()
  return { tenantId, strangers, units, people }
}
