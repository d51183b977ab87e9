import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Acting, actingOf, type Role, type Viewer, viewerOf } from '@otklik/casework'
import { startVkSandbox, type VkSandbox } from '@otklik/sandbox/vk'
import type { OpenOptions } from '@otklik/storage'
import type { Pool } from 'pg'
import { catalogue } from '@otklik/connectors'
import { vkPage } from '../../../../packages/storage/test/account.ts'
import { testDatabase } from '../../../../packages/storage/test/database.ts'
import { readConfig } from '../../src/config.ts'
import type { House } from '../../src/house.ts'
import { openNetworks } from '../../src/networks.ts'
import { openHouse, openOptions } from '../../src/open-house.ts'
import { officeHours } from '../../src/organisation/office-hours.ts'
import { shippedAct } from '../../src/organisation/shipped-act.ts'
import { readSchedule } from '../../src/organisation/schedules.ts'
import { serve } from '../../src/serve.ts'
import { Clocks, day } from './clocks.ts'
import { Dice } from './dice.ts'
import { Tale } from './tale.ts'

/** Where and when a run takes place. */
export type Setting = {
  readonly seed: number
  readonly act: string
  /** First moment of the first day, with its offset. */
  readonly from: string
  /** IANA zone of the town's schedule; absent: the act's own. */
  readonly timezone?: string
  readonly receive: 'poll' | 'webhook'
  /** Comments a day that VK lets the community write; absent: as many as it likes. */
  readonly dailyQuota?: number
}

export type Somebody = Viewer & { readonly login: string; readonly roles: readonly Role[]; readonly acting: Acting }
export type Unit = { readonly id: string; readonly name: string; readonly short: string; active: boolean }

/** A town of a run: two computers on one database, a pretended VK, people, and the tale of what happens to them. */
export type SimulatedTown = {
  readonly setting: Setting
  readonly dice: Dice
  readonly clocks: Clocks
  readonly tale: Tale
  readonly sandbox: VkSandbox
  readonly houses: readonly [House, House]
  /** The rows themselves, for looking behind the product's back. */
  readonly pool: Pool
  readonly openOptions: OpenOptions
  readonly tenantId: string
  readonly accountId: string
  readonly units: readonly Unit[]
  readonly people: readonly Somebody[]
  /** The schedule's text in force, and days excepted by hand. */
  schedule: { source: string; exceptions: Map<string, string> }
  /** Comments that may have been gone before anybody could read them. */
  readonly unseen: Set<number>
  close(): Promise<void>
}

const secret = 'callback-secret'
const confirmation = 'c0nf1rm'
const unitNames = [
  ['Дорожное хозяйство', 'Дороги'],
  ['Жилищный отдел', 'ЖКХ'],
  ['Отдел образования', 'Школы'],
] as const

/** Opens a town on a database of its own. Nothing runs in it by itself but VK's deliveries to the door. */
export async function openSimulatedTown(setting: Setting): Promise<SimulatedTown> {
  const dice = new Dice(setting.seed)
  const clocks = new Clocks(setting.from)
  const directory = await mkdtemp(join(tmpdir(), 'otklik-simulation-'))
  const database = await testDatabase()
  const sandbox = await startVkSandbox({
    groupId: 100,
    name: 'Город',
    seed: setting.seed,
    clock: { now: () => clocks.moment },
    posts: [{ text: 'Дорогие жители!' }, { text: 'График отключений' }],
    callbackIntervals: [1, 2, 5],
    ...(setting.dailyQuota === undefined ? {} : { dailyQuota: setting.dailyQuota }),
  })
  const env = {
    DATABASE_URL: database.url,
    OTKLIK_DATA: directory,
    OTKLIK_LOG: 'silent',
    OTKLIK_ALLOW_LOOPBACK: '1',
    OTKLIK_NETWORK_SITES: `vk=${sandbox.url}`,
    PORT: '0',
  }
  const config = readConfig(env, directory, { directory })
  const open = async (node: number) => {
    const house = await openHouse(config, () => clocks.of(node))
    const sites = { vk: sandbox.url }
    const given = { allowLoopback: true, sites, timeoutMs: 5_000, pollWaitSeconds: 0, clock: clocks.forConnector(node) }
    return { ...house, networks: openNetworks(house.storage, catalogue, given), leaseMs: 60_000 }
  }
  const houses = [await open(0), await open(1)] as const
  const { organisation, accounts } = houses[0].storage
  const timezone = setting.timezone ?? shippedAct(setting.act).timezone
  const source = officeHours(timezone)
  const tenantId = await organisation.createTenant({ name: 'Город', regulationId: setting.act, scheduleSource: source, demo: false })
  const units: Unit[] = []
  for (const [name, short] of unitNames) {
    const id = await organisation.saveUnit(tenantId, null, { name, short, parentId: null, executes: true, active: true })
    units.push({ id, name, short, active: true })
  }
  const people: Somebody[] = []
  const invite = async (login: string, name: string, roles: readonly Role[], unitIds: readonly string[]) => {
    const personId = await organisation.savePerson(tenantId, null, { name, login, roles, unitIds, active: true, userId: null })
    const viewer = viewerOf({ tenantId, personId, name, roles, unitIds, active: true }, 0, [])
    people.push({ ...viewer, login, roles, acting: actingOf(viewer) })
  }
  await invite('anna', 'Анна Куратор', ['curator'], [])
  await invite('boris', 'Борис Куратор', ['curator'], [])
  for (const [index, login] of ['roads', 'housing', 'schools'].entries()) {
    await invite(login, `Исполнитель ${unitNames[index]?.[1]}`, ['executor'], [units[index]?.id ?? ''])
  }
  const { community, service, user } = sandbox.tokens
  const accountId = await accounts.save(
    tenantId,
    null,
    vkPage({ name: 'Город', ownId: 100, apiBase: sandbox.apiBase, receive: setting.receive, active: true }),
    { communityToken: community, serviceToken: service, userToken: user, callbackSecret: secret, callbackConfirmation: confirmation },
  )
  const door = await serve(houses[0], config, 'web')
  if (setting.receive === 'webhook') {
    let shaken = await sandbox.callback.connect({ url: new URL(`/hooks/vk/${accountId}`, door.url ?? '').href, secret, confirmation })
    while (!shaken) shaken = await sandbox.callback.confirm()
  }
  const { pool } = await database.connect()
  return {
    setting,
    dice,
    clocks,
    tale: new Tale(() => clocks.moment, readSchedule(source)),
    sandbox,
    houses,
    pool,
    openOptions: openOptions(config, () => clocks.moment + day),
    tenantId,
    accountId,
    units,
    people,
    schedule: { source, exceptions: new Map() },
    unseen: new Set(),
    async close() {
      await door.stop()
      for (const house of houses) await house.close()
      await sandbox.close()
      await database.drop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
