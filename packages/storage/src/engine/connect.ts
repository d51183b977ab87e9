import { Kysely, PostgresDialect } from 'kysely'
import { type ClientConfig, type CustomTypesConfig, Pool, type PoolConfig, types } from 'pg'
import type { Location } from './location.ts'
import { type Embedded, startEmbedded } from '../embedded/embedded.ts'
import type { Log } from './log.ts'
import { StorageFault } from './fault.ts'
import { faultOfServer } from './server-fault.ts'
import type { Tables } from './tables.ts'

/** An open database: the same for the embedded server and for one by address. */
export type Connection = {
  readonly kind: 'embedded' | 'server'
  /** As the server says it: `18.4`, `15.18 (Debian …)`. */
  readonly serverVersion: string
  readonly pool: Pool
  readonly db: Kysely<Tables>
  /** For a session of one's own, such as LISTEN; numbers are parsed as in the pool. */
  readonly config: ClientConfig
  /** A further pool, its search path another schema: for libraries that bring their own tables. Closed together with the rest. */
  readonly poolOn: (schema: string, max?: number) => Pool
  readonly close: () => Promise<void>
}

export type ConnectOptions = {
  readonly log?: Log
  /** Connections of the main pool, 12 unless told; the embedded server has 60 for all processes together. */
  readonly max?: number
  /** Milliseconds after which a statement is given up, 30 000 unless told; 0 for never (migrations, backup). */
  readonly statementTimeout?: number
  /** Seen in `pg_stat_activity`. */
  readonly applicationName?: string
}

/**
 * For every session of ours: pages of fifty rows are asked for, many at once. Helpers for one query and compiled plans, which a server may have
 * switched on for reports, would start longer than the query takes.
 */
const SESSION = '-c max_parallel_workers_per_gather=0 -c jit=off'

/** The SQL floor: 15 is the oldest version the tests run on. */
const OLDEST = 150_000

/**
 * Opens a location. Whole numbers of 8 bytes come as `number` (moments are `bigint` milliseconds in UTC, the database knows no zones);
 * one that does not fit 2^53 throws.
 * @throws StorageFault `server-away`, `server-unreachable`, `disk-full`, `server-too-old`, `encoding`, and what the embedded server's start may
 * bring.
 */
export async function connect(location: Location, options: ConnectOptions = {}): Promise<Connection> {
  const log = options.log ?? (() => {})
  const embedded = location.kind === 'embedded' ? await startEmbedded(location.directory, { log }) : null
  const config = clientConfig(location, embedded, options)
  const pools: Pool[] = []
  let closing = false
  const open = (own: PoolConfig) => {
    const pool = new Pool({ ...config, ...own, idleTimeoutMillis: 60_000 })
    // An idle session may be cut off at any time; the pool replaces it, and nobody's query was in it.
    pool.on('error', (error) => {
      if (!closing) log('database-session-lost', { code: (error as { code?: string }).code ?? error.name })
    })
    // The pool listens to idle sessions alone. One cut off in somebody's hands fails their query; unheard, its error would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined))
    pools.push(pool)
    return pool
  }
  const pool = open({ max: options.max ?? 12, options: SESSION })
  const close = async () => {
    closing = true
    await Promise.all(pools.splice(0).map((each) => each.end()))
    await embedded?.release()
  }
  try {
    const serverVersion = await checkServer(pool)
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    const poolOn = (schema: string, max = 6) => open({ max, options: `${SESSION} -c search_path=${schema}` })
    return { kind: location.kind, serverVersion, pool, db, config, poolOn, close }
  } catch (error) {
    await close()
    throw error
  }
}

function clientConfig(location: Location, embedded: Embedded | null, options: ConnectOptions): ClientConfig {
  const address = location.kind === 'server' ? { connectionString: location.url } : embedded?.config()
  const statementTimeout = options.statementTimeout ?? 30_000
  return {
    ...address,
    application_name: options.applicationName ?? 'otklik',
    statement_timeout: statementTimeout,
    connectionTimeoutMillis: 15_000,
    // A server that vanished without a word (its machine died, a failover moved its address) answers no statement and breaks no connection:
    // the server's own limit is then never heard of.
    ...(statementTimeout === 0 ? {} : { query_timeout: 2 * statementTimeout }),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
  }
}

const parseInt8 = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of the range of exact numbers: ${text}`)
  return value
}

const getTypeParser: CustomTypesConfig['getTypeParser'] = (oid, format) =>
  format !== 'binary' && oid === types.builtins.INT8 ? parseInt8 : types.getTypeParser(oid, format)

async function checkServer(pool: Pool): Promise<string> {
  const { rows } = await ask(pool)
  const { number, version, encoding } = rows[0] as { number: number; version: string; encoding: string }
  if (number < OLDEST) {
    throw new StorageFault('server-too-old', {
      ru: `Сервер PostgreSQL ${version} слишком старый: нужен 15 или новее. Обновите сервер либо не указывайте DATABASE_URL: встроенная база работает сама.`,
      en: `PostgreSQL ${version} is too old: 15 or newer is needed. Upgrade it, or leave DATABASE_URL unset: the embedded database works by itself.`,
    })
  }
  if (encoding !== 'UTF8') {
    throw new StorageFault('encoding', {
      ru: `Кодировка базы ${encoding}, нужна UTF8. Создайте базу так: CREATE DATABASE otklik ENCODING 'UTF8' TEMPLATE template0.`,
      en: `The database is encoded in ${encoding}; UTF8 is needed: CREATE DATABASE otklik ENCODING 'UTF8' TEMPLATE template0.`,
    })
  }
  return version
}

async function ask(pool: Pool) {
  try {
    return await pool.query(`select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
      current_setting('server_encoding') as encoding`)
  } catch (cause) {
    throw faultOfServer(cause)
  }
}
