import { roles as usualRoles } from '@otklik/casework'
import { ActShelf } from './organisation/act-shelf.ts'
import type { Aggregates } from './record/aggregates.ts'
import { aggregatesOf } from './kinds.ts'
import { SettingsShelf } from './organisation/in-force.ts'
import { backup } from './upkeep/backup.ts'
import { type Connection, connect } from './engine/connect.ts'
import { checkSchema, migrate } from './engine/migrate.ts'
import { sealKeyOf } from './record/mac.ts'
import { restore } from './upkeep/restore.ts'
import { rebuild } from './upkeep/rebuild.ts'
import { verify } from './upkeep/verify.ts'
import { witnessed } from './upkeep/witness.ts'
import type { Location } from './engine/location.ts'
import type { OpenOptions } from './open-options.ts'
import type { Maintenance } from './upkeep/maintenance-type.ts'

/** Upkeep from the command line; each opens the location by itself and takes as long as it takes. */
export const maintenance: Maintenance = {
  backup,
  restore,
  async migrate(location) {
    return opened(location, {}, async ({ pool }) => ({ applied: await migrate(pool, () => Date.now()) }))
  },
  async rebuild(options) {
    return opened(options.location, options, async ({ pool }) => {
      await checkSchema(pool, options.migrations)
      return rebuild(pool, { now: options.now(), sealKey: sealKeyOf(options.key), aggregates: kindsOf(options) })
    })
  },
  async verify(options, noted = []) {
    return opened(options.location, options, async ({ pool }) => {
      await checkSchema(pool, options.migrations)
      const { key, filesDirectory, witnessFile } = options
      return verify(pool, {
        now: options.now(),
        key,
        filesDirectory,
        aggregates: kindsOf(options),
        noted: [...(await witnessed(witnessFile)), ...noted],
      })
    })
  },
}

/** The kinds of streams, for upkeep beside a running program. */
function kindsOf({ now, replyLimits, roles = usualRoles, aggregates }: Omit<OpenOptions, 'key'>): Aggregates {
  const acts = new ActShelf()
  return aggregatesOf({ now, acts, settings: new SettingsShelf(acts), roles, replyLimits }, aggregates)
}

async function opened<T>(location: Location, { log }: Pick<OpenOptions, 'log'>, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect(location, { statementTimeout: 0, applicationName: 'otklik maintenance', ...(log ? { log } : {}) })
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}
