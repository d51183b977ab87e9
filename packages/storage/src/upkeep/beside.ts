import type { Pool } from 'pg'
import { readBytes } from '../files/file-bytes.ts'
import type { Aggregates } from '../record/aggregates.ts'
import type { Difference } from '../record/difference.ts'

/** Rows read in one statement. */
const PAGE = 500

const FILES = `select distinct on (id) id, bytes from files where id > $1 order by id limit ${PAGE}`
const missing = (name: string, file: string): string => `select distinct l.${file} as id from ${name} l
where not exists (select 1 from files f where f.tenant_id = l.tenant_id and f.id = l.${file}) limit ${PAGE}`

/** Files whose bytes on the disk are missing or others than their hash says, and files named by the record that have no row. */
export async function* filesUnlike(pool: Pool, aggregates: Aggregates, directory: string): AsyncGenerator<Difference[]> {
  for (const { table } of aggregates.tables()) {
    if (table.file === undefined) continue
    const { rows } = await pool.query(missing(table.name, table.file))
    yield (rows as { id: string }[]).map(({ id }) => ({ table: 'files', key: id, column: null, record: id, row: null }))
  }
  for (let after = ''; ; ) {
    const page = (await pool.query(FILES, [after])).rows as { id: string; bytes: number }[]
    const last = page.at(-1)
    if (last === undefined) return
    for (const { id, bytes } of page) {
      const there = await readBytes(directory, id).then(
        (read) => read?.length ?? null,
        () => null,
      )
      if (there !== bytes)
        yield [{ table: 'files', key: id, column: 'bytes', record: there === null ? null : String(there), row: String(bytes) }]
    }
    after = last.id
  }
}
