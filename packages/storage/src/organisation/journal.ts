import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { Journal, JournalEntry, JournalLine } from './journal-type.ts'
import { INSTALLATION } from './kinds.ts'
import type { OrganisationRecord } from './organisation-record.ts'

/** Repeated tries are told together for so long. */
const HOUR = 3_600_000
/** So many different sources within an hour have lines of their own; what comes from more is told as one crowd. */
const SOURCES = 300
/** A line for the first time, the tenth, the hundredth. */
const told = (count: number): boolean => /^10*$/.test(String(count))

const COUNT = `
insert into journal_repeats as r (key, count, written, since, last_at, line) values ($1, 1, 0, $2, $2, $3)
on conflict (key) do update set count = r.count + 1, last_at = excluded.last_at, line = excluded.line
returning count, since`

const PAGE = `
select number, at, kind, actor_id, actor_name, subject_id, subject_name, address, browser, device, count, since, details from journal
where tenant_id in ($1, '${INSTALLATION}') and ($2::bigint is null or number < $2)
  and ($3::uuid is null or actor_id = $3 or subject_id = $3) and ($4::text[] is null or kind = any ($4))
order by number desc limit $5`

type Row = {
  number: number
  at: number
  kind: JournalEntry['kind']
  actor_id: string | null
  actor_name: string | null
  subject_id: string | null
  subject_name: string | null
  address: string | null
  browser: string | null
  device: string | null
  count: number
  since: number | null
  details: JournalEntry['details']
}

const face = (row: Row): JournalEntry => ({
  number: row.number,
  at: row.at,
  kind: row.kind,
  who: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
  on: row.subject_name === null ? null : { id: row.subject_id, name: row.subject_name },
  address: row.address,
  browser: row.browser,
  device: row.device,
  count: row.count,
  since: row.since,
  details: row.details,
})

/** The journal of sign-ins, refusals and changes of the settings: events of streams, only ever added to. */
export function journalStorage(pool: Pool, now: () => number, record: OrganisationRecord): Journal {
  /** Lines that are left of hours that are over; a few at a time, so that no try waits for many. */
  async function close(client: PoolClient, most: number): Promise<number> {
    const { rows } = await client.query<{ count: number; written: number; since: number; line: JournalLine }>(
      `delete from journal_repeats where key in (
         select key from journal_repeats where since < $1 order by since limit $2 for update skip locked)
       returning count, written, since, line`,
      [now() - HOUR, most],
    )
    const left = rows.filter(({ count, written }) => count > written)
    for (const { count, since, line } of left) await record.note(client, now(), line, { count, since })
    return left.length
  }

  return {
    write: (line) => inTransaction(pool, (client) => record.note(client, now(), line)),

    repeated(key, crowd, line) {
      return inTransaction(pool, async (client) => {
        await close(client, 20)
        const { rows } = await client.query<{ known: boolean; sources: number }>(
          `select exists (select from journal_repeats where key = $1) as known,
             (select count(*)::int from (select from journal_repeats limit ${SOURCES}) enough) as sources`,
          [key],
        )
        const crowded = rows[0]?.known === false && rows[0].sources >= SOURCES
        const { doer } = line
        const kept = crowded ? { ...line, doer: { id: doer.id, address: null, browser: null, device: null } } : line
        const counted = await client.query<{ count: number; since: number }>(COUNT, [crowded ? crowd : key, now(), JSON.stringify(kept)])
        const { count, since } = counted.rows[0] as { count: number; since: number }
        if (!told(count)) return
        await client.query('update journal_repeats set written = $2 where key = $1', [crowded ? crowd : key, count])
        await record.note(client, now(), kept, count === 1 ? null : { count, since })
      })
    },

    closeRepeats: () => inTransaction(pool, (client) => close(client, 500)),

    async page(tenantId, { person, kinds, before, limit }) {
      const { rows } = await pool.query<Row>(PAGE, [tenantId, before, person, kinds, limit + 1])
      const entries = rows.slice(0, limit).map(face)
      return { entries, next: rows.length > limit ? (entries.at(-1)?.number ?? null) : null }
    },
  }
}
