import type { Pool } from 'pg'
import type { Difference } from '../record/difference.ts'
import { authorId } from '../record/ids.ts'

/** Rows read in one statement. */
const PAGE = 500

/** What is kept beside the record of incidents: the counters of their numbers, and who wrote. */
export async function* besideIncidents(pool: Pool, key: Uint8Array | null): AsyncGenerator<readonly Difference[]> {
  yield await numbersUnlike(pool)
  if (key !== null) yield* authorsUnlike(pool, key)
}

/** Rows of incidents are compared with the record: here only the numbers that they say. */
const NUMBERS = `
with given as (
  select tenant_id, substring(number from '^(\\d{4})-\\d+$')::int as year, max(substring(number from '^\\d{4}-(\\d+)$')::bigint) as number
  from incidents where number ~ '^\\d{4}-\\d{1,12}$' group by 1, 2)
select g.tenant_id || ' ' || g.year as key, g.number::text as number, n.last::text as last from given g
left join numbers n on n.tenant_id = g.tenant_id and n.year = g.year where n.last is null or n.last < g.number`

/** Counters of incidents that stand below a number which an incident has: the next message would be given one twice. */
async function numbersUnlike(pool: Pool): Promise<readonly Difference[]> {
  const { rows } = await pool.query(NUMBERS)
  return (rows as { key: string; number: string; last: string | null }[]).map(({ key, number, last }) => {
    return { table: 'numbers', key, column: 'last', record: number, row: last }
  })
}

const AUTHORS = `select tenant_id as "tenantId", id, network, key, erased_at is not null as erased from authors
where (tenant_id, id) > ($1, $2) order by tenant_id, id limit ${PAGE}`
const FIRST = '00000000-0000-0000-0000-000000000000'

type Author = { tenantId: string; id: string; network: string; key: string; erased: boolean }

/** An id made from the author's key in the network (version 8); one who came back after having been erased has one made of chance. */
const fits = (secret: Uint8Array, { tenantId, id, network, key, erased }: Author): boolean =>
  erased ? key === `erased:${id}` : id[14] !== '8' || authorId(secret, tenantId, network, key) === id

/** Authors who stand under another network key than the one that their id was made from. */
async function* authorsUnlike(pool: Pool, secret: Uint8Array): AsyncGenerator<readonly Difference[]> {
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
