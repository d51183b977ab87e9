import { roles as usualRoles } from '@otklik/casework'
import { ActShelf } from './organisation/act-shelf.ts'
import { adoptActs } from './organisation/adopt-acts.ts'
import { accountStorage } from './organisation/accounts.ts'
import { alarms } from './record/alarms.ts'
import { alterations } from './upkeep/alterations.ts'
import { authors } from './incidents/authors.ts'
import { type Connection, connect } from './engine/connect.ts'
import { checkSchema } from './engine/migrate.ts'
import { sealKeyOf } from './record/mac.ts'
import { fileStorage } from './files/files.ts'
import { anchor } from './upkeep/anchor.ts'
import { backlog } from './upkeep/backlog.ts'
import { adoptShipped } from './organisation/adopt-shipped.ts'
import { organisationStorage } from './organisation/organisation.ts'
import { journalStorage } from './organisation/journal.ts'
import { outbox } from './outbox/outbox.ts'
import { raw } from './inbox/raw.ts'
import { expire } from './upkeep/expire.ts'
import { arrive } from './incidents/arrive.ts'
import { Bell, CHANGES, WORDS } from './record/bell.ts'
import { command } from './incidents/command.ts'
import { followers } from './record/follow.ts'
import { listen } from './record/listen.ts'
import { Numbers } from './incidents/numbers.ts'
import { foresee, replan } from './incidents/replan.ts'
import type { IncidentShell } from './incidents/services.ts'
import { aggregatesOf } from './kinds.ts'
import { noteTerm } from './organisation/note-term.ts'
import type { Planning } from './organisation/rules.ts'
import { command as commandTo } from './record/command.ts'
import { SettingsShelf } from './organisation/in-force.ts'
import type { OpenOptions } from './open-options.ts'
import type { Storage } from './storage.ts'
import { carried } from './views/file-visibility.ts'
import { signInTries } from './organisation/sign-in-tries.ts'
import { views } from './views/views.ts'
import { watching } from './views/watching.ts'

/**
 * Opens the data for work. The schema must be the program's own: `Maintenance.migrate` brings it there.
 * @throws StorageFault in Russian and English: server missing, too old, schema behind or newer, key malformed.
 */
export async function openStorage(options: OpenOptions): Promise<Storage> {
  const log = options.log ?? (() => {})
  const connection = await connect(options.location, { log })
  try {
    await options.meet?.(() => timeOf(connection.pool))
    await checkSchema(connection.pool, options.migrations)
    const acts = new ActShelf()
    await adoptActs(connection.pool, options.now, log)
    await adoptShipped(connection.pool, options.now, planningOf(options.now, acts).replan, log)
    return storageOn(connection, options, acts, log)
  } catch (error) {
    await connection.close()
    throw error
  }
}

async function timeOf(pool: Connection['pool']): Promise<number> {
  const { rows } = await pool.query<{ now: number }>('select (extract(epoch from clock_timestamp()) * 1000)::bigint as now')
  return rows[0]?.now ?? Number.NaN
}

/** Whoever keeps working time has terms planned anew by whoever owes them. */
const planningOf = (now: () => number, acts: ActShelf): Planning => ({
  replan: (client, tenantId) => replan(client, acts, tenantId, now()),
  foresee: (client, tenantId, calendar) => foresee(client, acts, tenantId, calendar),
})

function storageOn(connection: Connection, options: OpenOptions, acts: ActShelf, log: NonNullable<OpenOptions['log']>): Storage {
  const { key, filesDirectory, witnessFile, now, replyLimits, roles = usualRoles } = options
  const { pool, kind, serverVersion, config } = connection
  const bell = new Bell(pool, log, CHANGES)
  const words = new Bell(pool, log, WORDS)
  const sealKey = sealKeyOf(key)
  const services = { now, acts, settings: new SettingsShelf(acts), roles, replyLimits }
  const aggregates = aggregatesOf(services, options.aggregates)
  const shell: IncidentShell = { ...services, pool, log, key, sealKey, numbers: new Numbers(pool), bell, aggregates }
  const organisation = organisationStorage(connection, now, planningOf(now, acts), acts, roles)
  /** Terms of many incidents may have moved at once: whoever listens looks at everything again. */
  const toldAll = async <T>(tenantId: string, work: Promise<T>): Promise<T> => {
    const done = await work
    bell.ring({ position: 0, tenantId, kind: '', streamId: '' })
    return done
  }
  return {
    kind,
    serverVersion,
    command: (input) => command(shell, input),
    arrive: (arrival) => arrive(shell, arrival),
    views: views(shell),
    raw: raw(shell),
    streams: { command: (input) => commandTo(shell, input) },
    followers: followers(pool, log),
    outbox: outbox(shell),
    backlog: () => backlog(pool),
    alterations: alterations(shell),
    alarms: alarms(pool),
    integrity: { anchor: (least = 1) => anchor(shell, least, witnessFile) },
    authors: authors(shell),
    retention: { expire: (days) => expire({ ...shell, filesDirectory, noteTerm }, days) },
    organisation: {
      ...organisation,
      setSchedule: (tenantId, ...rest) => toldAll(tenantId, organisation.setSchedule(tenantId, ...rest)),
      setCalendar: (tenantId, ...rest) => toldAll(tenantId, organisation.setCalendar(tenantId, ...rest)),
    },
    accounts: accountStorage(connection, key, now),
    files: fileStorage(connection, filesDirectory, now, (viewer, fileId) => carried(shell, viewer, fileId)),
    journal: journalStorage(pool, now),
    signInTries: signInTries(pool, key),
    watching: watching(connection.poolOn('public', 2), now),
    tell: (word) => words.say(JSON.stringify(word)),
    listen: (onChange, signal, heard) => listen(config, log, onChange, signal, heard),
    pool: connection.poolOn('auth'),
    async close() {
      await Promise.all([bell.quiet(), words.quiet()])
      await connection.close()
    },
  }
}
