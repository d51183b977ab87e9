import { type OrganisationRows, type OrganisationTable, rowsOf } from '@otklik/organisation'
import type { PoolClient } from 'pg'
import type { Runs } from '../record/runs.ts'
import { loadOrganisation } from './load-organisation.ts'

/** `by`: columns that tell the rows of one organisation apart. `kept`: others refer to its rows, so they are written over, never taken away and made anew. */
export type RowTable = {
  readonly name: OrganisationTable
  readonly by: readonly string[]
  readonly columns: readonly string[]
  readonly kept: boolean
}

const table = (name: OrganisationTable, by: string, more: string, kept: boolean): RowTable => {
  const keys = by.split(' ')
  return { name, by: keys, columns: [...keys, ...more.split(' ').filter((column) => column !== '')], kept }
}

/** The tables of an organisation's rows; those that others refer to come first. */
export const TABLES: readonly RowTable[] = [
  table('units', 'id', 'name short parent_id executes active', true),
  table('people', 'id', 'name login roles active user_id password_given_at password_given_by', true),
  table('person_units', 'person_id unit_id', '', false),
  table('topics', 'id', 'name topic_group position active', false),
  table('acts', 'id edition', 'number source digest release_path stored_at stored_by', true),
  table('calendars', 'version', 'years digest shipped edition set_at set_by', true),
  table('schedules', 'version', 'source timezone calendar_version set_at set_by', false),
  table('regulations_in_force', 'in_force_from', 'regulation_id edition in_force_until set_by', false),
]

type Row = Readonly<Record<string, unknown>>
type Rows = Readonly<Partial<Record<OrganisationTable, readonly Row[]>>>

/** Kept as the text that it was given as, because names are made of that text. */
const TEXTS: ReadonlySet<string> = new Set(['years'])

const given = (column: string): string => (TEXTS.has(column) ? `(r.${column} #>> '{}')::json` : `r.${column}`)

const list = (columns: readonly string[], prefix = ''): string => columns.map((column) => prefix + column).join(', ')

const putSql = ({ name, by, columns }: RowTable): string => {
  const over = columns.filter((column) => !by.includes(column)).map((column) => `${column} = excluded.${column}`)
  const then = over.length === 0 ? 'do nothing' : `do update set ${over.join(', ')}`
  return `insert into ${name} (tenant_id, ${list(columns)}) select $1, ${columns.map(given).join(', ')}
from jsonb_populate_recordset(null::${name}, $2::jsonb) r on conflict (tenant_id, ${list(by)}) ${then}`
}

const dropSql = ({ name, by }: RowTable): string =>
  `delete from ${name} t using jsonb_populate_recordset(null::${name}, $2::jsonb) d
where t.tenant_id = $1 and ${by.map((column) => `t.${column} = d.${column}`).join(' and ')}`

export const nameOf = ({ by }: RowTable, row: Row): string => by.map((column) => String(row[column])).join(' ')

/** Writes what a change comes to: rows that differ, in the order of the tables; rows that are no more go away first, the last table's before. */
export async function writeChanged(client: PoolClient, tenantId: string, before: OrganisationRows, after: OrganisationRows): Promise<void> {
  const changes = TABLES.map((of) => {
    const known = new Map(before[of.name].map((row) => [nameOf(of, row), JSON.stringify(row)]))
    const still = new Set(after[of.name].map((row) => nameOf(of, row)))
    const put = after[of.name].filter((row) => known.get(nameOf(of, row)) !== JSON.stringify(row))
    return { of, put, drop: before[of.name].filter((row) => !still.has(nameOf(of, row))) }
  })
  for (const { of, drop } of changes.toReversed()) if (drop.length > 0) await client.query(dropSql(of), [tenantId, JSON.stringify(drop)])
  for (const { of, put } of changes) if (put.length > 0) await client.query(putSql(of), [tenantId, JSON.stringify(put)])
}

/** What a row that the record does not know may be referred to by. */
const LOOSEN: Partial<Record<OrganisationTable, (strays: string) => readonly string[]>> = {
  units: (strays) => [`update units set parent_id = null where tenant_id = $1 and parent_id in (${strays})`],
}

/** Puts the rows of an organisation in place of what stands. Rows that others refer to are written over. */
export async function rewriteRows(client: Runs, tenantId: string): Promise<void> {
  const rows: Rows = rowsOf((await loadOrganisation(client, tenantId)).state)
  for (const { name, kept } of TABLES.toReversed()) if (!kept) await client.query(`delete from ${name} where tenant_id = $1`, [tenantId])
  for (const of of TABLES) {
    const { name, by, kept } = of
    const values = [tenantId, JSON.stringify(rows[name] ?? [])]
    if (kept) {
      const same = by.map((column) => `w.${column} = t.${column}`).join(' and ')
      const stray = `not exists (select from jsonb_populate_recordset(null::${name}, $2::jsonb) w where ${same})`
      const strays = `select ${list(by, 't.')} from ${name} t where t.tenant_id = $1 and ${stray}`
      for (const statement of LOOSEN[name]?.(strays) ?? []) await client.query(statement, values)
      await client.query(`delete from ${name} t where t.tenant_id = $1 and ${stray}`, values)
    }
    await client.query(putSql(of), values)
  }
}
