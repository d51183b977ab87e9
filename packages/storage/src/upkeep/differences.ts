import { canonical } from '../record/canonical.ts'
import type { Asked } from '../outbox/asking.ts'
import { sealedColumns } from '../outbox/intent-row.ts'
import type { Projection } from '../incidents/rows.ts'
import type { IntentStored, StoredRows } from './stored-rows.ts'

/**
 * A row that is not what the record makes it. `key`: the incident, or whatever else the row belongs to. `column` null: the whole row is
 * too much or missing. `record` and `row`: what either says, cut to a line; null where it says nothing.
 */
export type Difference = {
  readonly table: string
  readonly key: string
  readonly column: string | null
  readonly record: string | null
  readonly row: string | null
}

/** A text of a citizen is not repeated whole on somebody's screen. */
const SHOWN = 120

export function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : canonical(value)
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).toWellFormed()}…`
}

const equal = (one: unknown, other: unknown): boolean => canonical(one ?? null) === canonical(other ?? null)

type Columns = Readonly<Record<string, unknown>>

/** Column by column; `row` may have further columns, of which the record says nothing. */
function columnsUnlike(table: string, key: string, record: Columns, row: Columns): Difference[] {
  return Object.keys(record)
    .filter((column) => !equal(record[column], row[column]))
    .map((column) => ({ table, key, column, record: shown(record[column]), row: shown(row[column]) }))
}

/** Rows of one incident in one table, told apart by the columns of `by`. */
function rowsUnlike(table: string, key: string, by: readonly string[], record: readonly Columns[], rows: readonly Columns[]): Difference[] {
  const nameOf = (row: Columns): string => by.map((column) => String(row[column])).join(' ')
  const standing = new Map(rows.map((row) => [nameOf(row), row]))
  const wanted = new Set(record.map(nameOf))
  const unlike = record.flatMap((one) => {
    const row = standing.get(nameOf(one))
    if (row === undefined) return [{ table, key, column: null, record: nameOf(one), row: null }]
    return columnsUnlike(table, key, one, row)
  })
  const extra = rows.map(nameOf).filter((name) => !wanted.has(name))
  return [...unlike, ...extra.map((name) => ({ table, key, column: null, record: null, row: name }))]
}

/** Everything that follows from one incident's record, as it must stand. */
export type Expected = {
  readonly id: string
  readonly projection: Projection
  readonly asked: readonly Asked[]
  readonly position: number
}

const filesNamed = (ids: readonly string[]): Columns[] => ids.map((file_id) => ({ file_id }))

/** Compares what stands with what the record makes of it. Pure. */
export function differencesOf({ id, projection, asked, position }: Expected, stored: StoredRows): Difference[] {
  const { incident, holders, obligations, alarms, keys, files } = projection
  const row = stored.incidents.get(id)
  return [
    ...(row === undefined
      ? [{ table: 'incidents', key: id, column: null, record: incident.number, row: null }]
      : columnsUnlike('incidents', id, { ...incident, position }, row)),
    ...rowsUnlike('incident_units', id, ['unit_id'], holders, stored.holders.get(id) ?? []),
    ...rowsUnlike('obligations', id, ['norm', 'occurrence'], obligations, stored.obligations.get(id) ?? []),
    ...rowsUnlike('alarms', id, ['norm', 'occurrence', 'kind'], alarms, stored.alarms.get(id) ?? []),
    ...rowsUnlike('network_keys', id, ['account_id', 'key'], keys, stored.keys.get(id) ?? []),
    ...rowsUnlike('incident_files', id, ['file_id'], filesNamed(files), filesNamed(stored.files.get(id) ?? [])),
    ...intentsUnlike(id, asked, stored.intents.get(id) ?? []),
  ]
}

/** States of an intent whose act is on its way; which of them, only the sender knows. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(['prepared', 'sending', 'ambiguous'])

function intentsUnlike(id: string, asked: readonly Asked[], rows: readonly IntentStored[]): Difference[] {
  const standing = new Map(rows.map((row) => [row.publication_id, row]))
  const expected = asked.map((one) => {
    const sealed = sealedColumns(one)
    if (one.ended !== null) return { ...sealed, ...one.ended }
    const state = standing.get(one.key)?.state ?? ''
    return { ...sealed, ref: null, state: ON_ITS_WAY.has(state) ? state : 'prepared' }
  })
  return rowsUnlike('intents', id, ['publication_id'], expected, rows)
}
