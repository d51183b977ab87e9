import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Acting, actingOf, type Viewer, viewerOf } from '@otklik/casework'
import { openStorage, type Storage } from '@otklik/storage'
import { vkPage } from '../../../../packages/storage/test/account.ts'
import { testDatabase } from '../../../../packages/storage/test/database.ts'
import { shippedAct } from '../../src/organisation/shipped-act.ts'
import { officeHours } from '../../src/organisation/office-hours.ts'
import { readSchedule } from '../../src/organisation/schedules.ts'

export type Player = Viewer & { readonly acting: Acting }

/** Where a scenario is played: storage on a database of its own, a clock that only the text moves, people by the words of the text. */
export type Stage = {
  readonly storage: Storage
  readonly tenantId: string
  readonly accountId: string
  readonly timezone: string
  readonly units: ReadonlyMap<string, string>
  readonly players: ReadonlyMap<string, Player>
  /** Moments in milliseconds. */
  setClock(moment: number): void
  close(): Promise<void>
}

const executors = { roads: 'Дорожное хозяйство', housing: 'Жилищный отдел' } as const

export async function openStage(act: string): Promise<Stage> {
  let moment = Date.UTC(2020, 0, 1)
  const directory = await mkdtemp(join(tmpdir(), 'otklik-scenario-'))
  const database = await testDatabase()
  const storage = await openStorage({
    location: database.location,
    key: new Uint8Array(32).fill(7),
    filesDirectory: directory,
    now: () => moment,
  })
  const scheduleSource = officeHours(shippedAct(act).timezone)
  const { organisation, accounts } = storage
  const tenantId = await organisation.createTenant({ name: 'Город', regulationId: act, scheduleSource, demo: false })
  const units = new Map<string, string>()
  const players = new Map<string, Player>()
  const invite = async (login: string, name: string, role: 'curator' | 'executor', unitIds: readonly string[]) => {
    const roles = [role]
    const personId = await organisation.savePerson(tenantId, null, { name, login, roles, unitIds, active: true, userId: null })
    const viewer = viewerOf({ tenantId, personId, name, roles, unitIds, active: true }, 0, [])
    players.set(login, { ...viewer, acting: actingOf(viewer) })
  }
  await invite('curator', 'Анна', 'curator', [])
  for (const [login, name] of Object.entries(executors)) {
    const unit = { name, short: name, parentId: null, executes: true, active: true }
    const id = await organisation.saveUnit(tenantId, null, unit)
    units.set(login, id)
    await invite(login, name, 'executor', [id])
  }
  const connection = vkPage({ name: 'Город', ownId: 100, apiBase: 'https://api.vk.ru/method', receive: 'poll', active: true })
  const accountId = await accounts.save(tenantId, null, connection, {})
  return {
    storage,
    tenantId,
    accountId,
    timezone: readSchedule(scheduleSource).timezone,
    units,
    players,
    setClock(next) {
      moment = next
    },
    async close() {
      await storage.close()
      await database.drop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
