import type { Opening } from '../record/aggregate.ts'

/**
 * An incident opens with its author and with the message's own key, whose uniqueness makes a redelivery harmless: `$5` has `author` and exactly
 * one row of `network_keys`.
 */
export const OPENING: Opening = {
  before: `known as (select name from authors where tenant_id = $1::uuid and id = ($5::jsonb -> 'author' ->> 'id')::uuid),
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
keyed as (
  insert into network_keys (tenant_id, account_id, key, incident_id, kind)
  select $1::uuid, k.account_id, k.key, $2::uuid, k.kind
  from same, jsonb_populate_recordset(null::network_keys, $5::jsonb -> 'put' -> 'network_keys') k on conflict do nothing returning 1
)`,
  from: 'keyed',
  writes: ['network_keys'],
  answers: `(select id from author) as author,
  (select a.name <> coalesce(k.name, a.name) or a.name <> $5::jsonb -> 'author' ->> 'name' from author a left join known k on true) as renamed`,
}

/** What the opening of an incident answers. */
export type OpeningAnswers = {
  /** Under which id the author stands; null: who stood under this one was erased. */
  readonly author?: string | null
  /** The author bears another name than was indexed: now, or in their earlier incidents. */
  readonly renamed?: boolean | null
}

/** The person who acts has seen what they did. */
export const SEEN = `,
seen as (
  insert into reads (tenant_id, person_id, incident_id, version)
  select $1::uuid, ($5::jsonb ->> 'reader')::uuid, $2::uuid, ($5::jsonb ->> 'version')::int from head where $5::jsonb ->> 'reader' is not null
  on conflict (tenant_id, person_id, incident_id) do update set version = excluded.version
)`
