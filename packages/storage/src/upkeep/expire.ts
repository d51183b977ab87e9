import type { PoolClient } from 'pg'
import { program } from '../organisation/journal-type.ts'
import { writeLine } from '../organisation/write-line.ts'
import { dropUnplaced } from '../files/unplaced.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { Shell } from '../record/shell.ts'
import { refreshWords } from '../incidents/texts-by-key.ts'
import type { Expired } from './retention.ts'
import { type Cutoffs, cutoffs, outOfTerm, retentionDays } from './rule.ts'

/** Rows of one kind in one round: no transaction is long, and a first run over an old base goes in steps. */
const ROUND = 500

/** What stands in place of a name. The row stays, because the record points at it. */
export const erasedName = 'Автор (данные удалены)'

/** Over all nodes one erases at a time; the lock is of the transaction, so a killed one leaves nothing behind. */
const EXPIRING = 0x07_4b_11_4d

/** Locked, so that a message of the same author arriving now either comes first and keeps them, or finds them erased. */
const OLD = `
select a.id, a.last_message_at as "lastMessageAt",
  (select count(*)::int from incidents i where i.tenant_id = a.tenant_id and i.author_id = a.id and i.open) as "openIncidents"
from authors a where a.tenant_id = $1 and a.erased_at is null and a.last_message_at < $2
  and not exists (select 1 from incidents i where i.tenant_id = a.tenant_id and i.author_id = a.id and i.open)
order by a.last_message_at limit ${ROUND} for update of a skip locked`

const ERASE = `
update authors set name = '${erasedName}', url = null, key = 'erased:' || id, erased_at = $3 where tenant_id = $1 and id = any ($2)`

/** Threads of the forgotten, whenever read, and old threads of finished incidents: others' names stand there too. */
const CONTEXTS_OF = `
delete from contexts c using incidents i
where i.tenant_id = $1 and i.author_id = any ($2) and c.tenant_id = i.tenant_id and c.incident_id = i.id`
const CONTEXTS = `
delete from contexts where (tenant_id, incident_id) in (
  select c.tenant_id, c.incident_id from contexts c join incidents i on i.tenant_id = c.tenant_id and i.id = c.incident_id
  where c.tenant_id = $1 and c.fetched_at < $2 and not i.open order by c.fetched_at limit ${ROUND})`

/**
 * The payload goes, the key stays: the same event delivered again is still known. What could not be handled waits longer for a program that
 * can, and from the day on which we stored it (the first 48 bits of its id), whatever date a network wrote into it; without its payload there is
 * nothing left to handle.
 */
const RAW = `
update raw_events set raw = '{}'::jsonb, detail = null, state = 'done' where id in (
  select id from raw_events where tenant_id = $1 and state <> 'waiting' and raw <> '{}'::jsonb
    and occurred_at < $2::bigint
    and (state = 'done' or greatest(occurred_at, ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint) < $3::bigint)
  order by occurred_at limit ${ROUND} for update skip locked)`

const PRESSES = `
delete from idempotency where (tenant_id, key) in (
  select tenant_id, key from idempotency where tenant_id = $1 and made_at < $2 order by made_at limit ${ROUND})`

/** An alarm that rang stays while its term is owed: it must not ring again. */
const ALARMS = `
delete from alarms where (tenant_id, stream_id, norm, occurrence, kind) in (
  select a.tenant_id, a.stream_id, a.norm, a.occurrence, a.kind from alarms a
  where a.tenant_id = $1 and a.rung_at < $2 and not exists (
    select 1 from obligations o where o.tenant_id = a.tenant_id and o.stream_id = a.stream_id and o.norm = a.norm
      and o.occurrence = a.occurrence and o.status = 'pending' and not o.lapses)
  order by a.rung_at limit ${ROUND})`

const NOTE = `
insert into retention_runs as r (tenant_id, at, authors, raw, contexts, idempotency, alarms, files) values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (tenant_id, at) do update set authors = r.authors + excluded.authors, raw = r.raw + excluded.raw,
  contexts = r.contexts + excluded.contexts, idempotency = r.idempotency + excluded.idempotency, alarms = r.alarms + excluded.alarms, files = r.files + excluded.files`

const nothing: Expired = { authors: 0, raw: 0, contexts: 0, idempotency: 0, alarms: 0, more: false }

/**
 * One round of retention over all organisations: erases what is out of its term, at most 500 rows of a kind in each, and notes the
 * numbers in `retention_runs`. Events are never touched: they hold no name of an author.
 * @param days for all organisations alike; null: each organisation's own
 */
export async function expire(shell: Shell, days: number | null): Promise<Expired> {
  const { rows } = await shell.pool.query('select id, retention_days as days from tenants order by id')
  let all = nothing
  for (const tenant of rows as { id: string; days: number }[]) {
    const term = days ?? tenant.days
    const before = cutoffs(shell.now(), term)
    const one = await inTransaction(shell.pool, (client) => expireOf(client, tenant.id, before, shell))
    await inTransaction(shell.pool, (client) => noteTerm(client, tenant.id, term, shell.now()))
    all = {
      authors: all.authors + one.authors,
      raw: all.raw + one.raw,
      contexts: all.contexts + one.contexts,
      idempotency: all.idempotency + one.idempotency,
      alarms: all.alarms + one.alarms,
      more: all.more || one.more,
    }
  }
  return all
}

/** A term is set in the environment or in the table, past every screen: the first round that goes by another one says so. */
async function noteTerm(client: PoolClient, tenantId: string, term: number, at: number): Promise<void> {
  const { rows } = await client.query<{ last: number }>(
    `select (details #>> '{changes,0,after}')::int as last from journal where tenant_id = $1 and kind = 'retention-set'
     order by number desc limit 1`,
    [tenantId],
  )
  const last = rows[0]?.last ?? retentionDays.usual
  if (last === term) return
  const changes = [{ field: 'retentionDays', before: last, after: term }]
  await writeLine(client, at, { tenantId, kind: 'retention-set', doer: program, details: { changes } })
}

async function expireOf(client: PoolClient, tenantId: string, before: Cutoffs, { now, log, filesDirectory }: Shell): Promise<Expired> {
  const { rows } = await client.query('select pg_try_advisory_xact_lock($1) as ours', [EXPIRING])
  if (!(rows[0] as { ours: boolean }).ours) return nothing
  const gone = async (text: string, ...values: unknown[]): Promise<number> =>
    (await client.query(text, [tenantId, ...values])).rowCount ?? 0
  const old = (await client.query(OLD, [tenantId, before.authors])).rows as {
    id: string
    lastMessageAt: number
    openIncidents: number
  }[]
  const ids = old.filter((author) => outOfTerm(author, before)).map(({ id }) => id)
  await gone(ERASE, ids, now())
  const theirs = await gone(CONTEXTS_OF, ids)
  // Search must not find an incident by a name that is gone.
  for (const id of ids) await refreshWords(client, tenantId, id)
  const contexts = await gone(CONTEXTS, before.working)
  const raw = await gone(RAW, before.working, before.authors)
  const idempotency = await gone(PRESSES, before.presses)
  const alarms = await gone(ALARMS, before.presses)
  const files = await dropUnplaced(client, filesDirectory, tenantId, before.working, ROUND)
  const counted = { authors: ids.length, raw, contexts: theirs + contexts, idempotency, alarms }
  if (files === 0 && Object.values(counted).every((count) => count === 0)) return nothing
  await client.query(NOTE, [tenantId, now(), counted.authors, raw, counted.contexts, idempotency, alarms, files])
  log('retention', { tenantId, ...counted, files })
  return { ...counted, more: [ids.length, contexts, raw, idempotency, alarms, files].some((count) => count === ROUND) }
}
