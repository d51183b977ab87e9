import { roles as usualRoles, type RoleTable } from '@otklik/casework'
import { maintenance, type OpenOptions, openStorage, type Storage, StorageFault } from '@otklik/storage'
import { type Clock, catalogue as shipped, type Network } from '@otklik/connectors'
import { Wake } from './wake.ts'
import type { Config } from './config.ts'
import { Disks } from './disks.ts'
import type { House } from './house.ts'
import { deriveSecret, loadKey } from './key.ts'
import type { Word } from './live/word.ts'
import { makeLog } from './log.ts'
import { openNetworks, replyLimitsBy } from './networks.ts'
import { type ClockSources, NodeClock } from './node-clock.ts'
import { keepSchedules } from './organisation/schedules.ts'
import { lazySignIn } from './sign-in/lazy.ts'
import { version } from './version.ts'

/** What storage needs to open the data of this configuration; its key is read, or made on the first start, unless it is given. */
export function openOptions(
  config: Config,
  now: () => number = Date.now,
  key = loadKey(config),
  catalogue: readonly Network[] = shipped,
): OpenOptions {
  const log = makeLog(config.logLevel)
  const { location, filesDirectory, witnessFile } = config
  return { location, key, filesDirectory, witnessFile, now, log, replyLimits: replyLimitsBy(catalogue) }
}

/**
 * Our own embedded database belongs to this program alone and is brought to its version by itself; so is an empty one on a server. A
 * server's database that is in use may have other nodes of an older version: there an administrator decides when to migrate.
 */
async function openOrMigrate(options: OpenOptions, mayMigrate: boolean): Promise<Storage> {
  try {
    return await openStorage(options)
  } catch (error) {
    const code = error instanceof StorageFault ? error.code : null
    if (code !== 'schema-absent' && !(mayMigrate && code === 'schema-behind')) throw error
    await maintenance.migrate(options.location)
    return openStorage(options)
  }
}

type OpenWish = {
  /** The networks that the program speaks to; absent: the shipped ones. */
  readonly catalogue?: readonly Network[]
  readonly mayMigrate?: boolean
  readonly networkClock?: Clock
  /** Which role gives which right; absent: the house's own table. */
  readonly roles?: RoleTable
  /** This computer's clocks; tests set them wrong. */
  readonly clockSources?: ClockSources
  /** The kinds of streams; those that ship with the program unless given. */
  readonly aggregates?: OpenOptions['aggregates']
}

/**
 * Opens the data and wires everything to it.
 * @param told the organisation's moment, so that the demo can tell a town's past; absent: the computer's clock, held against the database's.
 * @returns the house, and how to leave it
 */
export async function openHouse(
  config: Config,
  told?: () => number,
  {
    mayMigrate = config.location.kind === 'embedded',
    networkClock,
    clockSources,
    catalogue = shipped,
    roles = usualRoles,
    aggregates,
  }: OpenWish = {},
): Promise<House & { close(): Promise<void> }> {
  const disks = new Disks(config)
  const log = disks.noticing(makeLog(config.logLevel))
  const clock = new NodeClock(config.clockBoundMs, log, clockSources)
  const now = told ?? clock.now
  let following: (() => void) | null = null
  const options: OpenOptions = {
    ...openOptions(config, now, loadKey(config), catalogue),
    ...(aggregates === undefined ? {} : { aggregates }),
    roles,
    log,
    // Before anything is written.
    meet: async (time) => {
      following?.()
      following = await clock.follow(time)
    },
  }
  const storage = await openOrMigrate(options, mayMigrate).catch((error: unknown) => {
    following?.()
    throw error
  })
  const close = async (): Promise<void> => {
    following?.()
    await storage.close()
  }
  try {
    const secret = deriveSecret(options.key, 'sign-in')
    const { sites, allowLoopback, timeoutMs } = config.networks
    return {
      storage,
      signIn: lazySignIn(async () => {
        const [{ betterAuthSignIn }, { ensureSignInTables }] = await Promise.all([
          import('./sign-in/better-auth.ts'),
          import('./sign-in/tables.ts'),
        ])
        await ensureSignInTables(storage.pool, secret, false)
        const left = (userId: string): void => storage.tell({ say: 'left', userId } satisfies Word)
        return betterAuthSignIn(storage.pool as Parameters<typeof betterAuthSignIn>[0], secret, config.publicUrl, left)
      }),
      networks: openNetworks(storage, catalogue, {
        sites,
        allowLoopback,
        timeoutMs,
        ...(networkClock === undefined ? {} : { clock: networkClock }),
      }),
      schedules: keepSchedules(storage),
      roles,
      wakes: { inbox: new Wake(), outbox: new Wake() },
      now,
      clock,
      disks,
      log,
      version,
      leaseMs: config.leaseMs,
      retentionDays: config.retentionDays,
      uploads: config.uploads,
      publicUrl: config.publicUrl,
      allowLoopback,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
