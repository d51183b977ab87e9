import type pg from 'pg'
import { damaged, type Sequence, type Table } from './backup-format.ts'

const TABLES = `
select n.nspname as schema, c.relname as name,
  array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname in ('public', 'auth') and c.relkind = 'r' and c.relname <> 'schema_versions'
group by n.nspname, c.relname order by n.nspname, c.relname`

const SEQUENCES = `
select schemaname as schema, sequencename as name, coalesce(last_value, start_value)::text as last, last_value is not null as called
from pg_sequences where schemaname in ('public', 'auth') order by 1, 2`

/** Every table whose rows go into a backup, with the columns that are written (not those that the database computes). */
export async function keptTables(client: pg.PoolClient): Promise<Table[]> {
  return (await client.query<Table>(TABLES)).rows
}

/** Every sequence that goes into a backup, and where it stands. */
export async function keptSequences(client: pg.PoolClient): Promise<Sequence[]> {
  return (await client.query<Sequence>(SEQUENCES)).rows
}

/** What a backup may fill, each table once: a file is only believed about rows, never about what there is to be filled. */
export type Fillable = {
  /** The database's own table of that name, with the columns that the file wants. @throws StorageFault `backup-damaged` */
  table(wanted: Table): Table
  /** @throws StorageFault `backup-damaged` */
  sequence(wanted: Sequence): Sequence
}

const key = ({ schema, name }: { schema: string; name: string }) => JSON.stringify([schema, name])

/** Reads from the catalogue what may be filled, after the program has made its tables. */
export async function fillable(client: pg.PoolClient): Promise<Fillable> {
  const tables = new Map((await keptTables(client)).map((table) => [key(table), table]))
  const sequences = new Map((await keptSequences(client)).map((sequence) => [key(sequence), sequence]))
  return {
    table(wanted) {
      const own = tables.get(key(wanted))
      if (own === undefined || !Array.isArray(wanted.columns) || !wanted.columns.every((column) => own.columns.includes(column)))
        throw damaged()
      tables.delete(key(wanted))
      return { ...own, columns: wanted.columns }
    },
    sequence(wanted) {
      const own = sequences.get(key(wanted))
      if (own === undefined) throw damaged()
      return { ...own, last: wanted.last, called: wanted.called }
    },
  }
}
