import type pg from 'pg'
import { StorageFault } from '../engine/fault.ts'

const TABLES = `select format('%I.%I', n.nspname, c.relname) as name, n.nspname || '.' || c.relname as plain
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') order by 1`

/**
 * Makes room for a restore. A database without rows is empty, also when it has been migrated; its tables are made anew.
 * @throws StorageFault `database-not-empty`
 */
export async function clearEmpty(client: pg.PoolClient): Promise<void> {
  await client.query('set local search_path = public')
  const { rows: tables } = await client.query<{ name: string; plain: string }>(TABLES)
  if (tables.length === 0) return
  const ours = tables.some(({ plain }) => plain === 'public.schema_versions')
  for (const { name, plain } of tables) {
    if (plain === 'public.schema_versions') continue
    // Tables of another program are not ours to drop, even without rows.
    if (!ours) throw notEmpty(plain)
    const { rowCount } = await client.query(`select from ${name} limit 1`)
    if (rowCount !== 0) throw notEmpty(plain)
  }
  await client.query(`drop table ${tables.map(({ name }) => name).join(', ')} cascade`)
  const { rows: functions } = await client.query<{ name: string }>(
    `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')`,
  )
  for (const { name } of functions) await client.query(`drop routine ${name} cascade`)
  await client.query('drop schema if exists auth cascade')
}

/**
 * Takes foreign keys and triggers away for the time of loading, so that tables may come in any order and nothing is written twice.
 * @returns puts them back, and with that checks every key.
 */
export async function lockForeignKeys(client: pg.PoolClient): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace in ('public'::regnamespace, 'auth'::regnamespace) and conparentid = 0`,
  )
  const { rows: triggered } = await client.query<{ table: string }>(
    `select distinct tgrelid::regclass::text as table from pg_trigger g join pg_class c on c.oid = g.tgrelid
     where not tgisinternal and c.relnamespace = 'public'::regnamespace`,
  )
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { table } of triggered) await client.query(`alter table ${table} disable trigger user`)
  return async () => {
    for (const { table, name, definition } of keys) await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    for (const { table } of triggered) await client.query(`alter table ${table} enable trigger user`)
  }
}

function notEmpty(table: string): StorageFault {
  return new StorageFault('database-not-empty', {
    ru: `База не пуста (${table}). Восстанавливать можно только в пустую базу: укажите другой OTKLIK_DATA или DATABASE_URL.`,
    en: `The database is not empty (${table}). Restore only into an empty one: point OTKLIK_DATA or DATABASE_URL elsewhere.`,
  })
}
