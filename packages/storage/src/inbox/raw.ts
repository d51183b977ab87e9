import type { Moment } from '@otklik/worktime'
import type { Shell } from '../record/shell.ts'
import { storable } from '../record/canonical.ts'
import { timeOf } from '../record/ids.ts'
import type { RawRow } from './raw-row.ts'
import { type ReadAgain, readAnew } from './read-anew.ts'
import type { Arriving } from './arriving.ts'
import { store } from './store.ts'
import { pauses, take } from './take.ts'

/**
 * Events of networks as they came: stored before they are acknowledged, handled at least once, kept afterwards as evidence.
 *
 * **Order.** The events of an account are numbered as they are committed, whatever node stores them. Those of one thread are handled in that
 * order by any number of workers: one that is in work, or waits after a failure, holds back the later ones of its thread and nobody else.
 * One that goes on failing for half an hour (`failed`), and a fact about words that nobody knows yet, hold back only what is said of the
 * same message: the thread goes on without it. One that cannot be read (`unreadable`) holds back nothing at all.
 *
 * **Nothing is given up.** What fails is counted in `/healthz` and tried again ever more seldom, once a day in the end. What cannot be read
 * is counted apart, shown to the administrator and read again by every other version of the program.
 */
export type RawInbox = {
  /**
   * Stores new events in the order given (same dedupeKey: ignored) and the cursor in one transaction; returns how many were new.
   * @param reader the program that read them (its version): who tried the unreadable ones
   * @param revision of the account by which they were believed. @throws AccountMoved when it is another one now; nothing is stored then
   */
  store(
    tenantId: string,
    accountId: string,
    events: readonly Arriving[],
    cursor: Readonly<Record<string, string | number>> | null,
    by?: { readonly reader?: string; readonly revision?: number },
  ): Promise<number>
  /** Takes up to `limit` rows that nothing holds back, in the order of arrival, for the lease; a killed holder's rows come back after it. */
  take(limit: number, leaseMs: number): Promise<RawRow[]>
  done(...ids: readonly string[]): Promise<void>
  /** Taken and not begun: given back as it was. */
  release(...ids: readonly string[]): Promise<void>
  /**
   * Not handled this time: tried again after a second, later after hours; after half an hour of failures people are alerted. `aside`:
   * the thread does not wait for it. Said too late, after the lease, it is not heard: somebody else has the event by then.
   */
  failed(id: string, detail: string, aside?: boolean): Promise<void>
  /** Neither message nor anything else can be read out of it by this reader (its version): it waits for another one. */
  unreadable(id: string, reader: string): Promise<void>
  /** Of which kinds the later events of the same message were that are handled already, in their order. */
  overtaken(row: Pick<RawRow, 'accountId' | 'about' | 'arrival'>): Promise<readonly string[]>
  /** How many events fail again and again, and how many could not be read, in the whole installation. */
  counts(): Promise<{ readonly failing: number; readonly unreadable: number }>
  /** The newest events of an account that could not be read or handled, and how many there are. */
  unhandled(tenantId: string, accountId: string, limit: number): Promise<{ readonly events: readonly Unhandled[]; readonly total: number }>
  /** Events that fail are due at once. Returns how many. */
  hurry(tenantId: string, accountId: string): Promise<number>
  /** Reads unreadable events again, at most `limit`, oldest first; returns how many were looked at and how many can be read now. */
  readAgain(by: ReadAgain): Promise<{ readonly looked: number; readonly read: number }>
}

/** An event that waits for a person or for another program. `detail`: why it failed, for whoever looks into the log. */
export type Unhandled = Pick<RawRow, 'id' | 'dedupeKey' | 'kind' | 'occurredAt' | 'raw'> & {
  readonly state: 'failed' | 'unreadable'
  readonly storedAt: Moment
  readonly detail: string | null
}

/** From so many failures on (over half an hour) an event is `failed`: people are alerted, and it is still tried again. */
const FAILURES = 7

const FAILED = `
update raw_events set failures = failures + 1, detail = $2,
  state = case when failures + 1 >= ${FAILURES} then 'failed' else state end,
  lane = case when $3 or failures + 1 >= ${FAILURES} then null else lane end,
  taken_until = clock_timestamp() + (array[${pauses.join(', ')}])[least(failures + 1, ${pauses.length})] * interval '1 second'
where id = $1 and state in ('waiting', 'failed') and taken_until > clock_timestamp()`

const UNHANDLED = `
select id, dedupe_key as "dedupeKey", kind, occurred_at as "occurredAt", raw, state, detail, count(*) over ()::int as total
from raw_events where tenant_id = $1 and account_id = $2 and state in ('failed', 'unreadable') order by arrival desc limit $3`

export function raw(shell: Shell): RawInbox {
  const { pool } = shell
  return {
    store: (tenantId, accountId, events, cursor, by = {}) => store(shell, { tenantId, accountId }, events, cursor, by),
    take: (limit, leaseMs) => take(pool, limit, leaseMs),
    async done(...ids) {
      await pool.query(`update raw_events set state = 'done', taken_until = null where id = any ($1)`, [ids])
    },
    async release(...ids) {
      await pool.query(
        `update raw_events set taken_until = null, attempts = attempts - 1
         where id = any ($1) and state in ('waiting', 'failed') and taken_until > clock_timestamp()`,
        [ids],
      )
    },
    async failed(id, detail, aside = false) {
      await pool.query(FAILED, [id, storable(detail), aside])
    },
    async unreadable(id, reader) {
      await pool.query(`update raw_events set state = 'unreadable', read_by = $2, taken_until = null where id = $1`, [id, reader])
    },
    async overtaken({ accountId, about, arrival }) {
      if (about === null) return []
      const { rows } = await pool.query(
        `select kind from raw_events where account_id = $1 and about = $2 and arrival > $3 and state = 'done' order by arrival`,
        [accountId, about, arrival],
      )
      return (rows as { kind: string }[]).map(({ kind }) => kind)
    },
    async counts() {
      const { rows } = await pool.query(
        `select (select count(*) from raw_events where state = 'failed')::int as failing,
           (select count(*) from raw_events where state = 'unreadable')::int as unreadable`,
      )
      return rows[0] as { failing: number; unreadable: number }
    },
    async unhandled(tenantId, accountId, limit) {
      const { rows } = await pool.query(UNHANDLED, [tenantId, accountId, limit])
      const found = rows as (Omit<Unhandled, 'storedAt'> & { total: number })[]
      const events = found.map(({ id, dedupeKey, kind, occurredAt, raw: event, state, detail }) => {
        return { id, dedupeKey, kind, occurredAt, raw: event, state, detail, storedAt: timeOf(id) }
      })
      return { events, total: found[0]?.total ?? 0 }
    },
    async hurry(tenantId, accountId) {
      const { rowCount } = await pool.query(
        `update raw_events set taken_until = null where tenant_id = $1 and account_id = $2 and state = 'failed'`,
        [tenantId, accountId],
      )
      return rowCount ?? 0
    },
    readAgain: (by) => readAnew(shell, by),
  }
}
