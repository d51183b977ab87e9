-- Incidents: the record (events), what is folded from it (read models), and what goes in and out of the house.
-- Moments are bigint milliseconds since 1970 (UTC), as everywhere in the product; leases alone run on the database's own clock, because
-- several nodes share them. Every key begins with the organisation. No foreign keys between rows of one incident: all of them are
-- written by one statement, and `otklik verify` and `otklik rebuild` check more than a foreign key could.

-- For every command: a number that moves whenever the schedule, the act in force or the units of an organisation do. A command compares it
-- and holds it shared, so that a changed schedule and a command never pass each other unseen.
create table settings_versions (
  tenant_id uuid primary key,
  version integer not null
);
create function bump_settings() returns trigger language plpgsql as $$
begin
  insert into settings_versions (tenant_id, version) values (new.tenant_id, 1)
  on conflict (tenant_id) do update set version = settings_versions.version + 1;
  return null;
end $$;
create trigger schedules_bump after insert or update on schedules for each row execute function bump_settings();
create trigger regulations_bump after insert or update on regulations_in_force for each row execute function bump_settings();
create trigger units_bump after insert or update on units for each row execute function bump_settings();
insert into settings_versions (tenant_id, version) select id, 1 from tenants;

-- The truth. Append-only: nothing in the product updates or deletes here.
create table events (
  tenant_id uuid not null,
  stream_id uuid not null,
  version integer not null check (version > 0),
  position bigint generated always as identity,
  type text not null,
  at bigint not null,
  by jsonb not null,
  -- The act under which the event was decided (that of the first event stays with the incident), and the schedule by which its terms
  -- were counted then: without them the record could not be folded again into equal rows.
  regulation text not null,
  schedule_version integer not null,
  data jsonb not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, stream_id, version)
);
create unique index events_position on events (position);

-- The head of each stream: what two writers compete for, and what a removed tail is found by.
create table streams (
  tenant_id uuid not null,
  stream_id uuid not null,
  version integer not null,
  hash bytea not null,
  primary key (tenant_id, stream_id)
) with (fillfactor = 80);

-- A seal over every stream that moved since the seal before: a stream removed together with its head is found by these. The one chain of
-- the whole installation, so without an organisation in its key: positions, which it seals up to, are the installation's, too, and a chain
-- an organisation could be removed together with it, unseen. Each sealed stream names its organisation.
create table anchors (
  number integer primary key,
  made_at bigint not null,
  position bigint not null,
  streams uuid[] not null,
  tenants uuid[] not null,
  versions integer[] not null,
  hashes bytea[] not null,
  prev_hash bytea not null,
  hash bytea not null
);

-- Authors of messages: personal data, apart from the record. `last_message_at` is what retention counts from.
create table authors (
  tenant_id uuid not null,
  id uuid not null,
  network text not null,
  key text not null,
  name text not null,
  url text,
  last_message_at bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, network, key)
) with (fillfactor = 80);

-- One row an incident: everything a row of the queue shows. `due_key` is the one order of the queue: what is due first, then open
-- incidents that nobody owes anything, then finished ones, newest first.
create table incidents (
  tenant_id uuid not null,
  id uuid not null,
  version integer not null,
  position bigint not null,
  number text not null,
  status text not null,
  open boolean not null,
  importance text not null,
  track text not null,
  regulation text not null,
  excerpt text not null,
  message_id uuid not null,
  author_id uuid not null,
  network text not null,
  account_id text not null,
  url text not null,
  topic_id text,
  location text,
  unit_id uuid,
  -- The last person who selected, routed, sent back or approved: whose incident it is among the curators.
  curator_id uuid,
  received_at bigint not null,
  changed_at bigint not null,
  flags text[] not null,
  -- Norms met late; those still owed and overdue are counted from `owed` against the clock of the reader.
  kept_late integer not null,
  owed bigint[] not null,
  next jsonb,
  next_soon_at bigint,
  due_key bigint not null,
  primary key (tenant_id, id)
) with (fillfactor = 80);
create index incidents_due on incidents (tenant_id, due_key, id);
create index incidents_status_due on incidents (tenant_id, status, due_key, id);
create index incidents_unit_due on incidents (tenant_id, unit_id, due_key, id) where unit_id is not null;
create index incidents_topic_due on incidents (tenant_id, topic_id, due_key, id) where topic_id is not null;
create index incidents_curator_due on incidents (tenant_id, curator_id, due_key, id) where open and curator_id is not null;
create index incidents_soon on incidents (tenant_id, next_soon_at, id) where open and next_soon_at is not null;
create index incidents_open on incidents (tenant_id, id) where open;
create index incidents_author on incidents (tenant_id, author_id, received_at desc);

-- Words of an incident for search, apart from the row that moves with every step: the index is then touched only when words change.
create table incident_texts (
  tenant_id uuid not null,
  incident_id uuid not null,
  words tsvector not null,
  primary key (tenant_id, incident_id)
);
create index incident_texts_words on incident_texts using gin (words) with (gin_pending_list_limit = 512);

-- What somebody owes, by which clause, since which event, counted by which edition and calendar. Rows that are no longer pending keep the
-- calendar of their day. `breached` here means kept late; what is overdue and still owed is `pending` until it is kept.
create table obligations (
  tenant_id uuid not null,
  incident_id uuid not null,
  norm text not null,
  occurrence integer not null,
  clause text not null,
  actor text not null,
  unit_id uuid,
  clock text not null,
  start_at bigint not null,
  due_at bigint not null,
  soon_at bigint not null,
  status text not null check (status in ('pending', 'met', 'breached', 'cancelled')),
  met_at bigint,
  reading jsonb,
  provisional boolean not null,
  -- A right, not a duty: past its due it is gone, never late.
  lapses boolean not null,
  -- What the date was counted from, for explaining it.
  basis jsonb,
  cause_version integer not null,
  regulation text not null,
  edition text not null,
  schedule_version integer not null,
  calendar_version text not null,
  primary key (tenant_id, incident_id, norm, occurrence)
) with (fillfactor = 80);

-- Alarms only ring: they can be made anew from obligations, may ring late or twice.
create table alarms (
  tenant_id uuid not null,
  incident_id uuid not null,
  norm text not null,
  occurrence integer not null,
  kind text not null check (kind in ('soon', 'due')),
  rings_at bigint not null,
  rung_at bigint,
  primary key (tenant_id, incident_id, norm, occurrence, kind)
);
create index alarms_waiting on alarms (rings_at) where rung_at is null;

-- Keys of network messages that belong to an incident: its message, the author's answers, our published replies. A redelivery has one
-- of these keys, an answer points at one.
create table network_keys (
  tenant_id uuid not null,
  account_id text not null,
  key text not null,
  incident_id uuid not null,
  kind text not null check (kind in ('message', 'answer', 'reply')),
  primary key (tenant_id, account_id, key)
);
create index network_keys_incident on network_keys (tenant_id, incident_id);

-- Files that stand in revisions of an incident: whoever may see the incident may see them.
create table incident_files (
  tenant_id uuid not null,
  file_id text not null,
  incident_id uuid not null,
  primary key (tenant_id, file_id, incident_id)
);
create index incident_files_incident on incident_files (tenant_id, incident_id);

-- The message in its thread, as last fetched; kept for the card, not part of the record.
create table contexts (
  tenant_id uuid not null,
  incident_id uuid not null,
  context jsonb not null,
  fetched_at bigint not null,
  primary key (tenant_id, incident_id)
);

create table reads (
  tenant_id uuid not null,
  person_id uuid not null,
  incident_id uuid not null,
  version integer not null,
  primary key (tenant_id, person_id, incident_id)
);

-- A second press of the same button answers what the first one did.
create table idempotency (
  tenant_id uuid not null,
  key text not null,
  body_hash bytea not null,
  result jsonb not null,
  made_at bigint not null,
  primary key (tenant_id, key)
);
create index idempotency_age on idempotency (made_at);

-- Numbers of incidents: the last one given out in blocks, by organisation and year.
create table numbers (
  tenant_id uuid not null,
  year integer not null,
  last integer not null,
  primary key (tenant_id, year)
) with (fillfactor = 50);

-- Publication intents. `sending` is durable before the network is called: whoever finds it later reconciles first.
create table intents (
  tenant_id uuid not null,
  publication_id uuid not null,
  incident_id uuid not null,
  account_id text not null,
  place jsonb not null,
  text text not null,
  files jsonb not null,
  state text not null check (state in ('prepared', 'sending', 'ambiguous', 'confirmed', 'rejected', 'uncertain')),
  attempts integer not null default 0,
  not_before bigint not null,
  sender text,
  fence bigint,
  detail text,
  made_at bigint not null,
  primary key (tenant_id, publication_id)
) with (fillfactor = 80);
create unique index intents_publication on intents (publication_id);
create index intents_waiting on intents (not_before, publication_id) where state in ('prepared', 'sending', 'ambiguous');
create index intents_incident on intents (tenant_id, incident_id);

-- One sender an account, over all nodes. `fence` grows with each new holder: an old one cannot write any more. The account alone is the key:
-- its id is unique in the installation (`accounts_by_id`), and it belongs to one organisation for good.
create table sender_leases (
  account_id text primary key,
  holder text not null,
  until timestamptz not null,
  fence bigint not null
);

-- Events of networks as they came, stored before they are acknowledged. Those of our own page stay as evidence of replies given by hand.
-- Told apart by organisation and account (`unique`); the id is only the order in which workers take them, over all organisations, and is
-- made by the program so that no two are alike in the world.
create table raw_events (
  id uuid primary key,
  tenant_id uuid not null,
  account_id text not null,
  dedupe_key text not null,
  kind text not null,
  occurred_at bigint not null,
  raw jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'poison')),
  attempts integer not null default 0,
  failures integer not null default 0,
  detail text,
  taken_until timestamptz,
  unique (tenant_id, account_id, dedupe_key)
);
create index raw_events_waiting on raw_events (id) where state = 'waiting';
create index raw_events_poison on raw_events (tenant_id, id) where state = 'poison';
