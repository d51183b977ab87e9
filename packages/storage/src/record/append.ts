import type { Under } from '@otklik/record'
import type { ClientBase, Pool } from 'pg'
import type { AlarmRow, HolderRow, IncidentRow, KeyRow, ObligationRow } from '../incidents/rows.ts'
import type { Ended } from '../outbox/asking.ts'
import type { IntentRow } from '../outbox/intent-row.ts'

/** What runs a statement: the pool (its own transaction) or a client inside one. */
export type Runs = Pick<Pool | ClientBase, 'query'>

type EventRow = {
  readonly version: number
  readonly format: number
  readonly type: string
  readonly at: number
  readonly by: unknown
  readonly under: Under
  readonly data: unknown
  /** `\x…`, as bytea is written. */
  readonly prev_hash: string
  readonly hash: string
  readonly mac: string
}

/** Everything that one decision changes. Written by one statement, so by one transaction, whether or not there is one around it. */
export type Writing = {
  readonly kind: string
  readonly version: number
  readonly hash: string
  readonly events: readonly EventRow[]
  readonly incident: IncidentRow
  readonly holders: readonly HolderRow[]
  readonly obligations: readonly ObligationRow[]
  /** Obligations that are no longer in the new plan (a command was undone). */
  readonly dropped: readonly { readonly norm: string; readonly occurrence: number }[]
  readonly alarms: readonly AlarmRow[]
  readonly silenced: readonly { readonly norm: string; readonly occurrence: number }[]
  readonly keys: readonly KeyRow[]
  readonly files: readonly string[]
  /** Words for the index, or null where no text changed. */
  readonly words: string | null
  readonly intents: readonly IntentRow[]
  readonly ended: readonly ({ readonly publication_id: string } & Ended)[]
  readonly idempotency: { readonly key: string; readonly body_hash: string; readonly result: unknown; readonly made_at: number } | null
  /** The person who acts has seen what they did. */
  readonly reader: string | null
  readonly author: AuthorRow | null
}
export type AuthorRow = {
  readonly id: string
  /** '' where they wrote in none. */
  readonly network: string
  readonly key: string
  readonly name: string
  readonly url: string | null
  readonly last_message_at: number
}

/** Names of columns, written as a line. */
const columns = (line: string): readonly string[] => line.split(/\s+/)

export const INCIDENT =
  columns(`version number status open importance track regulation excerpt answer_excerpt message_id author_id network account_id url topic_id
    location curator_id received_at changed_at flags attached kept_late owed next next_soon_at due_key`)
export const HOLDER = columns(`unit_id role part since status due_key`)
export const OBLIGATION =
  columns(`norm occurrence clause actor unit_id clock start_at due_at soon_at status met_at reading provisional lapses basis
    cause_version regulation edition schedule_version calendar_version`)
export const list = (names: readonly string[], prefix = ''): string => names.map((column) => prefix + column).join(', ')
export const assigned = (names: readonly string[]): string => names.map((column) => `${column} = excluded.${column}`).join(', ')

/** Behind `head`: rows of the read models, out of `$5::jsonb`. `excluded` is safe: one row per key in one statement. */
const ROWS = `
written as (
  insert into events (tenant_id, stream_id, version, format, type, at, by, under, data, prev_hash, hash, mac)
  select $1::uuid, $2::uuid, e.version, e.format, e.type, e.at, e.by, e.under, e.data, e.prev_hash, e.hash, e.mac
  from head, jsonb_populate_recordset(null::events, $5::jsonb -> 'events') e order by e.version
  returning position
),
incident as (
  insert into incidents (tenant_id, id, position, ${list(INCIDENT)})
  select $1::uuid, $2::uuid, (select max(position) from written), ${list(INCIDENT, 'i.')}
  from head, jsonb_populate_record(null::incidents, $5::jsonb -> 'incident') i
  on conflict (tenant_id, id) do update set position = excluded.position, ${assigned(INCIDENT)}
),
-- Units that have it no longer leave; a row that stands as it should is not written again.
unheld as (
  delete from incident_units h using head where h.tenant_id = $1::uuid and h.incident_id = $2::uuid
    and not exists (select 1 from jsonb_to_recordset($5::jsonb -> 'holders') n (unit_id uuid) where n.unit_id = h.unit_id)
),
held as (
  insert into incident_units (tenant_id, incident_id, ${list(HOLDER)})
  select $1::uuid, $2::uuid, ${list(HOLDER, 'h.')} from head, jsonb_populate_recordset(null::incident_units, $5::jsonb -> 'holders') h
  on conflict (tenant_id, incident_id, unit_id) do update set ${assigned(HOLDER)}
  where (${list(HOLDER, 'incident_units.')}) is distinct from (${list(HOLDER, 'excluded.')})
),
planned as (
  insert into obligations (tenant_id, stream_id, ${list(OBLIGATION)})
  select $1::uuid, $2::uuid, ${list(OBLIGATION, 'o.')} from head, jsonb_populate_recordset(null::obligations, $5::jsonb -> 'obligations') o
  on conflict (tenant_id, stream_id, norm, occurrence) do update set ${assigned(OBLIGATION)}
),
dropped as (
  delete from obligations o using head, jsonb_to_recordset($5::jsonb -> 'dropped') d (norm text, occurrence int)
  where o.tenant_id = $1::uuid and o.stream_id = $2::uuid and o.norm = d.norm and o.occurrence = d.occurrence
),
silenced as (
  delete from alarms a using head, jsonb_to_recordset($5::jsonb -> 'silenced') d (norm text, occurrence int)
  where a.tenant_id = $1::uuid and a.stream_id = $2::uuid and a.norm = d.norm and a.occurrence = d.occurrence
),
alarmed as (
  insert into alarms (tenant_id, stream_id, norm, occurrence, kind, rings_at)
  select $1::uuid, $2::uuid, a.norm, a.occurrence, a.kind, a.rings_at from head, jsonb_populate_recordset(null::alarms, $5::jsonb -> 'alarms') a
  on conflict (tenant_id, stream_id, norm, occurrence, kind) do update set rings_at = excluded.rings_at, rung_at = null
  where alarms.rings_at <> excluded.rings_at
),
worded as (
  insert into incident_texts (tenant_id, incident_id, words)
  select $1::uuid, $2::uuid, to_tsvector('russian', $5::jsonb ->> 'words') from head where $5::jsonb ->> 'words' is not null
  on conflict (tenant_id, incident_id) do update set words = excluded.words
),
filed as (
  insert into incident_files (tenant_id, file_id, incident_id)
  select $1::uuid, f, $2::uuid from head, jsonb_array_elements_text($5::jsonb -> 'files') f on conflict do nothing
),
-- It may go out at once, by whatever clock: the one of this node may run ahead. Under a message from before a restore it may stand in the
-- network already, published after the backup: it is looked for first.
intended as (
  insert into intents (tenant_id, stream_id, publication_id, account_id, act, priority, state, not_before, made_at)
  select $1::uuid, $2::uuid, i.publication_id, i.account_id, i.act, i.priority,
    case when exists (
      select 1 from restores r where r.position >= (
        select e.position from events e where e.tenant_id = $1::uuid and e.stream_id = $2::uuid and e.version = 1)
    ) then 'ambiguous' else i.state end, i.not_before, i.made_at
  from head, jsonb_populate_recordset(null::intents, $5::jsonb -> 'intents') i
),
ended as (
  update intents i set state = e.state, detail = e.detail, ref = e.ref, sender = null
  from head, jsonb_to_recordset($5::jsonb -> 'ended') e (publication_id uuid, state text, detail text, ref text)
  where i.tenant_id = $1::uuid and i.publication_id = e.publication_id
),
pressed as (
  insert into idempotency (tenant_id, key, body_hash, result, made_at)
  select $1::uuid, k.key, k.body_hash, k.result, k.made_at
  from head, jsonb_populate_record(null::idempotency, $5::jsonb -> 'idempotency') k where $5::jsonb -> 'idempotency' <> 'null'::jsonb
),
seen as (
  insert into reads (tenant_id, person_id, incident_id, version)
  select $1::uuid, ($5::jsonb ->> 'reader')::uuid, $2::uuid, ($5::jsonb ->> 'version')::int from head where $5::jsonb ->> 'reader' is not null
  on conflict (tenant_id, person_id, incident_id) do update set version = excluded.version
)`

const KEYS = `insert into network_keys (tenant_id, account_id, key, incident_id, kind)
  select $1::uuid, k.account_id, k.key, $2::uuid, k.kind from`
const FROM_KEYS = `jsonb_populate_recordset(null::network_keys, $5::jsonb -> 'keys') k on conflict do nothing`

/** The organisation's settings may not change under a decision: a new schedule waits for us, or we see it and decide anew. */
const GUARD = `guard as materialized (select 1 from settings_versions where tenant_id = $1::uuid and version = $3::int for share)`

const MOVE = `with ${GUARD},
head as (
  update streams set version = ($5::jsonb ->> 'version')::int, hash = ($5::jsonb ->> 'hash')::bytea
  where tenant_id = $1::uuid and stream_id = $2::uuid and version = $4::int and exists (select 1 from guard) returning 1
),
keyed as (${KEYS} head, ${FROM_KEYS}),
${ROWS}
select (select count(*) from guard)::int as guard, (select count(*) from head)::int as head, (select max(position) from written) as position`

const OPEN = `with ${GUARD},
known as (select name from authors where tenant_id = $1::uuid and id = ($5::jsonb -> 'author' ->> 'id')::uuid),
author as (
  insert into authors (tenant_id, id, network, key, name, url, last_message_at)
  select $1::uuid, a.id, a.network, a.key, a.name, a.url, a.last_message_at
  from guard, jsonb_populate_record(null::authors, $5::jsonb -> 'author') a
  -- Retention has erased who stands under this id: nothing is written, and the author goes on under a new one.
  where not exists (select 1 from authors e where e.tenant_id = $1::uuid and e.id = a.id and e.erased_at is not null)
  on conflict (tenant_id, network, key) do update
  -- A network that did not answer brings no name: the known one stays.
  set name = coalesce(nullif(excluded.name, ''), authors.name), url = coalesce(excluded.url, authors.url),
    last_message_at = greatest(authors.last_message_at, excluded.last_message_at)
  returning id, name
),
-- Somebody stored this author under another id (another installation's key): the event has to be made anew with it.
same as (select 1 from author where id = ($5::jsonb -> 'author' ->> 'id')::uuid),
keyed as (${KEYS} same, ${FROM_KEYS} returning 1),
head as (
  insert into streams (tenant_id, stream_id, kind, version, hash)
  select $1::uuid, $2::uuid, $5::jsonb ->> 'kind', ($5::jsonb ->> 'version')::int, ($5::jsonb ->> 'hash')::bytea from keyed where $4::int = 0 returning 1
),
${ROWS}
select (select count(*) from guard)::int as guard, (select count(*) from head)::int as head, (select max(position) from written) as position,
  (select id from author) as author,
  (select a.name <> coalesce(k.name, a.name) or a.name <> $5::jsonb -> 'author' ->> 'name' from author a left join known k on true) as renamed`

export type Written = {
  /** False: the organisation's settings changed since they were read. */
  readonly current: boolean
  /** False: the stream had moved (or, opening: the key was known); nothing was written. */
  readonly moved: boolean
  readonly position: number
  readonly author: string | null
  /** The author bears another name than was indexed: now, or in their earlier incidents. */
  readonly renamed: boolean
}

/**
 * Appends to a stream if it still stands at `from`, with everything that follows from it. `from` 0 opens the stream, and needs
 * `author` and exactly one key: the message's own, whose uniqueness makes a redelivery harmless.
 * One round trip: the version is compared and set in the statement, so no lock is held while the domain thinks.
 */
export async function append(
  on: Runs,
  stream: { readonly tenantId: string; readonly streamId: string; readonly from: number; readonly settingsVersion: number },
  writing: Writing,
): Promise<Written> {
  const values = [stream.tenantId, stream.streamId, stream.settingsVersion, stream.from, JSON.stringify(writing)]
  const opening = stream.from === 0
  const { rows } = await on.query({ name: opening ? 'open-stream' : 'move-stream', text: opening ? OPEN : MOVE, values })
  const row = rows[0] as { guard: number; head: number; position: string | null; author?: string | null; renamed?: boolean | null }
  return {
    current: row.guard === 1,
    moved: row.head === 1,
    position: Number(row.position ?? 0),
    author: row.author ?? null,
    renamed: row.renamed ?? false,
  }
}
