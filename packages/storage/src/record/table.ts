import type { Runs } from './runs.ts'

/** A row by its columns. */
export type Row = Readonly<Record<string, unknown>>
/** Rows of one stream, by the name of their table. */
export type Rows = Readonly<Record<string, readonly object[]>>

/**
 * A table whose rows follow from the record: appending, rebuilding and verifying know it by this description alone. It has `tenant_id`, the
 * column of the stream, and the columns given here.
 */
export type Table = {
  readonly name: string
  /** The column that names the stream. */
  readonly stream: string
  /** Columns that tell the rows of one stream apart; none: a stream has one row. */
  readonly by: readonly string[]
  /** Every column that the aggregate gives, those of `by` among them. */
  readonly columns: readonly string[]
  /** The row of the stream itself: it has the stream's `version` among its columns, and a `position` that is filled in. */
  readonly root?: true
  /** Rows may go away again: the statement that appends takes what stands in `drop`. */
  readonly drops?: true
  /** The unique key, where it is not the stream and `by`. */
  readonly unique?: readonly string[]
  /** What a command does with a row that is there already; it is written over unless this is given. */
  readonly conflict?: string
  /** The same when rows are made anew. */
  readonly conflictAnew?: string
  /** Columns that the database makes of what is given: SQL over `given` (jsonb). They are compared by the database. */
  readonly computed?: Readonly<Record<string, string>>
  /** The column that names a file by its hash: while a row stands, the file is kept and must be there. */
  readonly file?: string
  /** The part of the appending statement that writes it, where the usual one does not do. */
  readonly put?: string
  /** Writes rows anew for these streams, where the usual way (take away, insert) does not do. */
  rewrite?(on: Runs, tenantId: string, streamIds: readonly string[], rows: readonly Row[]): Promise<void>
  /** What must stand, where that depends on what stands: what only another (a sender) knows is taken from the row. */
  settled?(wanted: Row, standing: Row | undefined): Row
}

const list = (names: readonly string[], prefix = ''): string => names.map((column) => prefix + column).join(', ')

function conflictOf({ by, columns, stream, root, unique }: Table, given: string | undefined): string {
  const over = [...(root ? ['position'] : []), ...columns.filter((column) => !by.includes(column) && !unique?.includes(column))]
  if (unique !== undefined) over.push(stream)
  const written = over.length === 0 ? 'do nothing' : `do update set ${over.map((column) => `${column} = excluded.${column}`).join(', ')}`
  return `on conflict (${list(unique ?? ['tenant_id', stream, ...by])}) ${given ?? written}`
}

/** Rows out of JSON, as `r`; where columns are computed, `given` is each as it came. */
function sourceOf({ name, computed }: Table, json: string): string {
  if (computed === undefined) return `jsonb_populate_recordset(null::${name}, ${json}) r`
  const made = Object.keys(computed).map((column) => `'${column}'`)
  return `jsonb_array_elements(${json}) g (given) cross join lateral jsonb_populate_record(null::${name}, g.given - array[${list(made)}]) r`
}

const valuesOf = ({ columns, computed }: Table): string => columns.map((column) => computed?.[column] ?? `r.${column}`).join(', ')

/** The parts of the appending statement that write this table: `$1` organisation, `$2` stream, `$5` what is written. */
export function putSql(table: Table): string {
  const { name, stream, by, root, drops } = table
  const put =
    table.put ??
    `put_${name} as (
  insert into ${name} (tenant_id, ${stream}, ${root ? 'position, ' : ''}${list(table.columns)})
  select $1::uuid, $2::uuid, ${root ? '(select max(position) from written), ' : ''}${valuesOf(table)}
  from head, ${sourceOf(table, `$5::jsonb -> 'put' -> '${name}'`)}
  ${conflictOf(table, table.conflict)}
)`
  if (!drops) return put
  return `${put},
drop_${name} as (
  delete from ${name} t using head, jsonb_populate_recordset(null::${name}, $5::jsonb -> 'drop' -> '${name}') d
  where t.tenant_id = $1::uuid and t.${stream} = $2::uuid${by.map((column) => ` and t.${column} = d.${column}`).join('')}
)`
}

/** Writes rows of many streams at once; each has its organisation and stream. `$1`: the rows. */
export function putAnewSql(table: Table): string {
  const { name, stream, root } = table
  const newest = `coalesce((select max(e.position) from events e where e.tenant_id = r.tenant_id and e.stream_id = r.${stream}), 0), `
  return `insert into ${name} (tenant_id, ${stream}, ${root ? 'position, ' : ''}${list(table.columns)})
select r.tenant_id, r.${stream}, ${root ? newest : ''}${valuesOf(table)} from ${sourceOf(table, '$1::jsonb')}
${conflictOf(table, table.conflictAnew ?? table.conflict)}`
}

/** Rows with computed columns that do not stand as they must: `id` of the stream, `missing` where the row is. `$1` organisation, `$2` rows. */
export function computedUnlikeSql(table: Table): string {
  const { name, stream, by, computed = {} } = table
  const made = Object.keys(computed)
  return `with wanted as (
  select r.${stream} as stream_id, ${by.map((column) => `r.${column}, `).join('')}${made.map((one) => `${computed[one]} as ${one}`).join(', ')}
  from ${sourceOf(table, '$2::jsonb')})
select w.stream_id as id, t.tenant_id is null as missing from wanted w
left join ${name} t on t.tenant_id = $1 and t.${stream} = w.stream_id${by.map((column) => ` and t.${column} = w.${column}`).join('')}
where t.tenant_id is null or ${made.map((column) => `t.${column} is distinct from w.${column}`).join(' or ')}`
}

/** Rows as they stand, as JSON so that every number is one, with the stream of each. `$1` organisation, `$2` streams. */
export const storedSql = ({ name, stream }: Table): string =>
  `select t.${stream} as stream_id, to_jsonb(t) as row from ${name} t where t.tenant_id = $1 and t.${stream} = any ($2)`

/** The name of a row among those of its stream. */
export const nameOfRow = ({ by }: Table, row: Row): string => by.map((column) => String(row[column])).join(' ')
