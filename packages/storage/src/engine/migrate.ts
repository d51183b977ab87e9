import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { StorageFault } from './fault.ts'
import { faultInWork } from './server-fault.ts'
import { inTransaction } from './transaction.ts'

/** One forward step of the schema. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

const DIRECTORY = new URL('../../migrations/', import.meta.url)

/** Two starters must not both migrate: the lock is of the transaction, so a killed one leaves nothing behind. */
const MIGRATING = 0x07_4b_11_4c

const CREATE_VERSIONS = `create table if not exists schema_versions (
  number integer primary key check (number > 0),
  name text not null,
  applied_at bigint not null
)`

/** The program's own migrations, in order; the file `HEAD` names the last one, so that a merge of two branches that each add one conflicts. */
export function migrations(): Migration[] {
  const names = readdirSync(DIRECTORY)
    .filter((name) => /^\d{4}_[a-z-]+\.sql$/.test(name))
    .toSorted()
  const all = names.map((name) => ({
    number: Number(name.slice(0, 4)),
    name: name.slice(0, -'.sql'.length),
    sql: readFileSync(new URL(name, DIRECTORY), 'utf8'),
  }))
  const gap = all.find((each, index) => each.number !== index + 1)
  if (gap !== undefined) throw new Error(`migration ${gap.name}: numbers must follow each other`)
  const head = readFileSync(new URL('HEAD', DIRECTORY), 'utf8').trim()
  if (all.at(-1)?.name !== head) throw new Error(`migrations/HEAD says ${head}, the last migration is ${all.at(-1)?.name}`)
  return all
}

/** Number and name of the newest migration in a database; 0 where there is none. */
export async function schemaVersion(pool: pg.Pool | pg.ClientBase): Promise<{ number: number; name: string }> {
  const { rows: known } = await pool.query<{ there: boolean }>(`select to_regclass('public.schema_versions') is not null as there`)
  if (known[0]?.there !== true) return { number: 0, name: '' }
  const { rows } = await pool.query<{ number: number; name: string }>(
    'select number, name from public.schema_versions order by number desc limit 1',
  )
  return rows[0] ?? { number: 0, name: '' }
}

/**
 * Brings a database to the program's schema, forward only, each migration in a transaction of its own.
 * @param now moment written beside each version.
 * @returns the names applied now, in order; empty where nothing was to be done.
 * @throws StorageFault `schema-newer`, `migration-failed`
 */
export async function migrate(pool: pg.Pool, now: () => number, own: readonly Migration[] = migrations()): Promise<string[]> {
  refuseNewer(await schemaVersion(pool), own)
  const applied: string[] = []
  for (const migration of own) {
    if (await apply(pool, migration, now())) applied.push(migration.name)
  }
  return applied
}

/** @throws StorageFault `schema-newer`, `schema-absent`, `schema-behind`: for processes that use a database and must not change it. */
export async function checkSchema(pool: pg.Pool, own: readonly Migration[] = migrations()): Promise<void> {
  const found = await schemaVersion(pool)
  refuseNewer(found, own)
  const last = own.at(-1)?.number ?? 0
  if (found.number === last) return
  if (found.number === 0) {
    throw new StorageFault('schema-absent', {
      ru: 'База пуста: таблиц программы в ней ещё нет. Запустите otklik serve или выполните otklik migrate.',
      en: 'The database is empty: it has no tables of the program yet. Start otklik serve or run otklik migrate.',
    })
  }
  throw new StorageFault('schema-behind', {
    ru: `Схема базы старее программы (${found.number} из ${last}). Выполните: otklik migrate.`,
    en: `The database's schema is older than the program (${found.number} of ${last}). Run: otklik migrate.`,
  })
}

function refuseNewer(found: { number: number; name: string }, own: readonly Migration[]): void {
  const last = own.at(-1)?.number ?? 0
  if (found.number <= last) return
  throw new StorageFault('schema-newer', {
    ru: `База новее программы: в ней миграция ${found.name}, программа знает ${last}. Обновите программу; назад база не переводится.`,
    en: `The database is newer than the program: it has migration ${found.name}, the program knows ${last}. Upgrade the program; there is no way back.`,
  })
}

async function apply(pool: pg.Pool, migration: Migration, at: number): Promise<boolean> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query('set local statement_timeout = 0')
      return applyWithin(client, migration, at)
    })
  } catch (cause) {
    const away = faultInWork(cause)
    if (away !== null) throw away
    const reason = (cause as Error).message
    throw new StorageFault(
      'migration-failed',
      {
        ru: `Миграция ${migration.name} не прошла: ${reason}. База осталась прежней.`,
        en: `Migration ${migration.name} failed: ${reason}. The database is as it was.`,
      },
      { cause },
    )
  }
}

/** Applies one migration in the caller's transaction; false where it had been applied. */
export async function applyWithin(client: pg.ClientBase, migration: Migration, at: number): Promise<boolean> {
  await client.query('set local search_path = public')
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATING])
  await client.query(CREATE_VERSIONS)
  // The version row goes in first: where it stands already, another starter did the work.
  const inserted = await client.query('insert into schema_versions (number, name, applied_at) values ($1, $2, $3) on conflict do nothing', [
    migration.number,
    migration.name,
    at,
  ])
  if (inserted.rowCount === 1) await client.query(migration.sql)
  return inserted.rowCount === 1
}
