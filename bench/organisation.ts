import type { Config } from '../apps/server/src/config.ts'
import { openHouse } from '../apps/server/src/open-house.ts'
import { officeHours } from '../apps/server/src/organisation/office-hours.ts'

/** Who measures, and under which act. */
export const measuring = { login: 'bench', password: 'a password for measuring', regulationId: 'lesozavodsk-2022' } as const

/** An organisation with one curator and one unit, in an empty data directory. */
export async function foundForMeasuring(config: Config): Promise<{ readonly tenantId: string; readonly unitId: string }> {
  const house = await openHouse(config)
  try {
    const { organisation } = house.storage
    const scheduleSource = officeHours('Asia/Vladivostok')
    const { login, password, regulationId } = measuring
    const tenantId = await organisation.createTenant({ name: 'Замер', regulationId, scheduleSource, demo: false })
    const unit = { name: 'Дороги', short: 'Дороги', parentId: null, executes: true, active: true }
    const unitId = await organisation.saveUnit(tenantId, null, unit)
    const userId = await house.signIn.addUser(login, 'Куратор', password)
    await organisation.savePerson(tenantId, null, { name: 'Куратор', login, roles: ['curator'], unitIds: [], active: true, userId })
    return { tenantId, unitId }
  } finally {
    await house.close()
  }
}
