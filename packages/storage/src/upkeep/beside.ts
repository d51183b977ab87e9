import type { Pool } from 'pg'
import { authorId } from '../record/ids.ts'
import { readBytes } from '../files/file-bytes.ts'
import type { Difference } from './differences.ts'

/** Rows read in one statement. */
const PAGE = 500

/** Counters of incidents that stand below a number which the record has: the next message would be given one twice. */
export async function numbersUnlike(pool: Pool, highest: ReadonlyMap<string, number>): Promise<Difference[]> {
  const { rows } = await pool.query('select tenant_id, year, last from numbers')
  const standing = new Map(
    (rows as { tenant_id: string; year: number; last: number }[]).map(({ tenant_id, year, last }) => [`${tenant_id} ${year}`, last]),
  )
  return [...highest].flatMap(([key, number]) => {
    const last = standing.get(key)
    if (last !== undefined && last >= number) return []
    const row = last === undefined ? null : String(last)
    return [{ table: 'numbers', key, column: 'last', record: String(number), row }]
  })
}

const FILES = `select distinct on (id) id, bytes from files where id > $1 order by id limit ${PAGE}`
const MISSING = `select distinct l.file_id as id from incident_files l
where not exists (select 1 from files f where f.tenant_id = l.tenant_id and f.id = l.file_id) limit ${PAGE}`

/** Files whose bytes on the disk are missing or others than their hash says, and files of replies that have no row. */
export async function* filesUnlike(pool: Pool, directory: string): AsyncGenerator<Difference[]> {
  const missing = (await pool.query(MISSING)).rows as { id: string }[]
  yield missing.map(({ id }) => ({ table: 'files', key: id, column: null, record: id, row: null }))
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

const AUTHORS = `select tenant_id as "tenantId", id, network, key, erased_at is not null as erased from authors
where (tenant_id, id) > ($1, $2) order by tenant_id, id limit ${PAGE}`
const FIRST = '00000000-0000-0000-0000-000000000000'

type Author = { tenantId: string; id: string; network: string; key: string; erased: boolean }

/** An id made from the author's key in the network (version 8); one who came back after having been erased has one made of chance. */
const fits = (secret: Uint8Array, { tenantId, id, network, key, erased }: Author): boolean =>
  erased ? key === `erased:${id}` : id[14] !== '8' || authorId(secret, tenantId, network, key) === id

/** Authors who stand under another network key than the one that their id was made from. */
export async function* authorsUnlike(pool: Pool, secret: Uint8Array): AsyncGenerator<Difference[]> {
  for (let after = [FIRST, FIRST]; ; ) {
    const page = (await pool.query(AUTHORS, after)).rows as Author[]
    const last = page.at(-1)
    if (last === undefined) return
    after = [last.tenantId, last.id]
    yield page
      .filter((author) => !fits(secret, author))
      .map(({ id, network, key }) => ({ table: 'authors', key: id, column: 'key', record: null, row: `${network} ${key}` }))
  }
}
