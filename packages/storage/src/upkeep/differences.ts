import { canonical } from '../record/canonical.ts'
import type { Difference } from '../record/difference.ts'
import { nameOfRow, type Row, type Table } from '../record/table.ts'

/** A text of a citizen is not repeated whole on somebody's screen. */
const SHOWN = 120

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : canonical(value)
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).toWellFormed()}…`
}

const equal = (one: unknown, other: unknown): boolean => canonical(one ?? null) === canonical(other ?? null)

/** Column by column; `row` may have further columns, of which the record says nothing. */
function columnsUnlike({ name: table, computed }: Table, key: string, record: Row, row: Row): Difference[] {
  return Object.keys(record)
    .filter((column) => computed?.[column] === undefined && !equal(record[column], row[column]))
    .map((column) => ({ table, key, column, record: shown(record[column]), row: shown(row[column]) }))
}

/** Rows of one stream in one table: what the record makes of it, and what stands. Pure. */
export function rowsUnlike(table: Table, key: string, record: readonly Row[], rows: readonly Row[]): Difference[] {
  const standing = new Map(rows.map((row) => [nameOfRow(table, row), row]))
  const told = (name: string): string => (name === '' ? key : name)
  const wanted = new Set(record.map((row) => nameOfRow(table, row)))
  const unlike = record.flatMap((one) => {
    const name = nameOfRow(table, one)
    const row = standing.get(name)
    if (row === undefined) return [{ table: table.name, key, column: null, record: told(name), row: null }]
    return columnsUnlike(table, key, table.settled?.(one, row) ?? one, row)
  })
  const extra = [...standing.keys()].filter((name) => !wanted.has(name))
  return [...unlike, ...extra.map((name) => ({ table: table.name, key, column: null, record: null, row: told(name) }))]
}
