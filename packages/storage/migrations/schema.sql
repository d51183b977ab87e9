-- The result of all migrations, dumped from a database; a test keeps it equal. Written by: vitest run --update.

create table account_secrets (
  tenant_id uuid not null,
  account_id uuid not null,
  name text not null,
  nonce bytea not null,
  sealed bytea not null,
  set_at bigint not null,
  constraint account_secrets_pkey PRIMARY KEY (tenant_id, account_id, name),
  constraint account_secrets_nonce_check CHECK ((octet_length(nonce) = 12)),
  constraint account_secrets_sealed_check CHECK ((octet_length(sealed) >= 16)),
  constraint account_secrets_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE
);
CREATE TRIGGER account_secrets_bump AFTER INSERT OR DELETE OR UPDATE ON public.account_secrets FOR EACH ROW EXECUTE FUNCTION bump_account_of_secret();

create table accounts (
  tenant_id uuid not null,
  id uuid default gen_random_uuid() not null,
  network text not null,
  name text collate "ru-x-icu" not null,
  own_id text not null,
  receive text not null,
  active boolean default true not null,
  cursor jsonb,
  health_state text default 'unknown'::text not null,
  health_ru text,
  health_en text,
  health_at bigint,
  poll_holder text,
  poll_until bigint,
  revision bigint default 1 not null,
  home text not null,
  fields jsonb not null,
  constraint accounts_pkey PRIMARY KEY (tenant_id, id),
  constraint accounts_health_state_check CHECK ((health_state = ANY (ARRAY['ok'::text, 'failing'::text, 'unknown'::text]))),
  constraint accounts_receive_check CHECK ((receive = ANY (ARRAY['webhook'::text, 'poll'::text, 'none'::text]))),
  constraint accounts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);
CREATE INDEX accounts_by_id ON public.accounts USING btree (id);
CREATE UNIQUE INDEX accounts_by_own ON public.accounts USING btree (tenant_id, network, home, own_id);
CREATE TRIGGER accounts_bump BEFORE UPDATE ON public.accounts FOR EACH ROW EXECUTE FUNCTION bump_account();

create table acts (
  tenant_id uuid not null,
  id text not null,
  edition text not null,
  number integer not null,
  source text not null,
  digest text not null,
  release_path text not null,
  stored_at bigint not null,
  stored_by text not null,
  constraint acts_pkey PRIMARY KEY (tenant_id, id, edition),
  constraint acts_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint acts_edition_check CHECK ((edition <> ''::text)),
  constraint acts_id_check CHECK (((id <> ''::text) AND (id !~ '@'::text))),
  constraint acts_number_check CHECK ((number > 0)),
  constraint acts_release_path_check CHECK ((release_path = ANY (ARRAY['approval'::text, 'publication'::text, 'own'::text]))),
  constraint acts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  constraint acts_tenant_id_number_key UNIQUE (tenant_id, number)
);

create table alarms (
  tenant_id uuid not null,
  stream_id uuid not null,
  norm text not null,
  occurrence integer not null,
  kind text not null,
  rings_at bigint not null,
  rung_at bigint,
  constraint alarms_pkey PRIMARY KEY (tenant_id, stream_id, norm, occurrence, kind),
  constraint alarms_kind_check CHECK ((kind = ANY (ARRAY['soon'::text, 'due'::text])))
);
CREATE INDEX alarms_rung ON public.alarms USING btree (tenant_id, rung_at) WHERE (rung_at IS NOT NULL);
CREATE INDEX alarms_waiting ON public.alarms USING btree (rings_at) WHERE (rung_at IS NULL);

create table alterations (
  tenant_id uuid not null,
  id uuid not null,
  why text not null,
  stream_id uuid,
  publication_id uuid not null,
  columns text[] not null,
  times integer default 1 not null,
  found_at bigint not null,
  seen_at bigint,
  seen_by text,
  constraint alterations_pkey PRIMARY KEY (tenant_id, id),
  constraint alterations_tenant_id_publication_id_why_key UNIQUE (tenant_id, publication_id, why),
  constraint alterations_why_check CHECK ((why = ANY (ARRAY['no-cause'::text, 'record'::text, 'ended'::text, 'unlike'::text, 'file'::text, 'reply'::text])))
);
CREATE INDEX alterations_unseen ON public.alterations USING btree (tenant_id) WHERE (seen_at IS NULL);

create table anchors (
  number integer not null,
  made_at bigint not null,
  "position" bigint not null,
  streams uuid[] not null,
  tenants uuid[] not null,
  versions integer[] not null,
  hashes bytea[] not null,
  prev_hash bytea not null,
  hash bytea not null,
  mac bytea not null,
  constraint anchors_pkey PRIMARY KEY (number)
);

create table authors (
  tenant_id uuid not null,
  id uuid not null,
  network text not null,
  key text not null,
  name text not null,
  url text,
  last_message_at bigint not null,
  erased_at bigint,
  constraint authors_pkey PRIMARY KEY (tenant_id, id),
  constraint authors_tenant_id_network_key_key UNIQUE (tenant_id, network, key)
) with (fillfactor=80);
CREATE INDEX authors_by_age ON public.authors USING btree (tenant_id, last_message_at) WHERE (erased_at IS NULL);
CREATE INDEX authors_nameless ON public.authors USING btree (tenant_id, last_message_at) WHERE ((name = ''::text) AND (erased_at IS NULL) AND (network <> ''::text));

create table calendars (
  tenant_id uuid not null,
  version integer not null,
  years json not null,
  digest text not null,
  shipped text not null,
  edition integer not null,
  set_at bigint not null,
  set_by text not null,
  constraint calendars_pkey PRIMARY KEY (tenant_id, version),
  constraint calendars_digest_check CHECK ((digest <> ''::text)),
  constraint calendars_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  constraint calendars_version_check CHECK ((version > 0))
);

create table contexts (
  tenant_id uuid not null,
  incident_id uuid not null,
  context jsonb not null,
  fetched_at bigint not null,
  constraint contexts_pkey PRIMARY KEY (tenant_id, incident_id)
);
CREATE INDEX contexts_by_age ON public.contexts USING btree (tenant_id, fetched_at);

create table devices (
  tenant_id uuid not null,
  person_id uuid not null,
  device text not null,
  seen_at bigint not null,
  constraint devices_pkey PRIMARY KEY (tenant_id, person_id, device),
  constraint devices_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES people(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX devices_by_device ON public.devices USING btree (device);

create table events (
  tenant_id uuid not null,
  stream_id uuid not null,
  version integer not null,
  "position" bigint generated always as identity not null,
  type text not null,
  at bigint not null,
  by jsonb not null,
  data jsonb not null,
  prev_hash bytea not null,
  hash bytea not null,
  mac bytea not null,
  format smallint not null,
  under jsonb not null,
  constraint events_pkey PRIMARY KEY (tenant_id, stream_id, version),
  constraint events_format_check CHECK ((format > 0)),
  constraint events_version_check CHECK ((version > 0))
);
CREATE UNIQUE INDEX events_position ON public.events USING btree ("position", tenant_id);

create table file_uploads (
  tenant_id uuid not null,
  file_id text not null,
  person_id uuid not null,
  constraint file_uploads_pkey PRIMARY KEY (tenant_id, file_id, person_id),
  constraint file_uploads_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, id) ON DELETE CASCADE,
  constraint file_uploads_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES people(tenant_id, id) ON DELETE CASCADE
);

create table files (
  tenant_id uuid not null,
  id text not null,
  name text not null,
  type text not null,
  bytes bigint not null,
  stored_at bigint not null,
  constraint files_pkey PRIMARY KEY (tenant_id, id),
  constraint files_bytes_check CHECK ((bytes >= 0)),
  constraint files_id_check CHECK ((id ~ '^[0-9a-f]{64}$'::text)),
  constraint files_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);
CREATE INDEX files_by_age ON public.files USING btree (tenant_id, stored_at);

create table followers (
  name text not null,
  "position" bigint default 0 not null,
  ceiling bigint default 0 not null,
  pending bigint default 0 not null,
  pending_xid bigint default 0 not null,
  constraint followers_pkey PRIMARY KEY (name),
  constraint followers_name_check CHECK ((name ~ '^[a-z][a-z-]*$'::text))
);

create table idempotency (
  tenant_id uuid not null,
  key text not null,
  body_hash bytea not null,
  result jsonb not null,
  made_at bigint not null,
  constraint idempotency_pkey PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_age ON public.idempotency USING btree (made_at);

create table incident_files (
  tenant_id uuid not null,
  file_id text not null,
  incident_id uuid not null,
  constraint incident_files_pkey PRIMARY KEY (tenant_id, file_id, incident_id)
);
CREATE INDEX incident_files_incident ON public.incident_files USING btree (tenant_id, incident_id);

create table incident_texts (
  tenant_id uuid not null,
  incident_id uuid not null,
  words tsvector not null,
  constraint incident_texts_pkey PRIMARY KEY (tenant_id, incident_id)
);
CREATE INDEX incident_texts_words ON public.incident_texts USING gin (words) WITH (gin_pending_list_limit='512');

create table incident_units (
  tenant_id uuid not null,
  incident_id uuid not null,
  unit_id uuid not null,
  role text not null,
  part text,
  since bigint not null,
  status text not null,
  due_key bigint not null,
  constraint incident_units_pkey PRIMARY KEY (tenant_id, incident_id, unit_id)
);
CREATE INDEX incident_units_due ON public.incident_units USING btree (tenant_id, unit_id, due_key, incident_id) INCLUDE (status);

create table incidents (
  tenant_id uuid not null,
  id uuid not null,
  version integer not null,
  "position" bigint not null,
  number text not null,
  status text not null,
  open boolean not null,
  importance text not null,
  track text not null,
  regulation text not null,
  excerpt text not null,
  message_id uuid not null,
  author_id uuid not null,
  network text,
  account_id text not null,
  url text not null,
  topic_id text,
  location text,
  curator_id uuid,
  received_at bigint not null,
  changed_at bigint not null,
  flags text[] not null,
  kept_late integer not null,
  owed bigint[] not null,
  next jsonb,
  next_soon_at bigint,
  due_key bigint not null,
  attached jsonb default '{"answer": [], "message": []}'::jsonb not null,
  answer_excerpt text,
  constraint incidents_pkey PRIMARY KEY (tenant_id, id)
) with (fillfactor=80);
CREATE INDEX incidents_author ON public.incidents USING btree (tenant_id, author_id, received_at DESC);
CREATE INDEX incidents_curator_due ON public.incidents USING btree (tenant_id, curator_id, due_key, id) WHERE (open AND (curator_id IS NOT NULL));
CREATE INDEX incidents_due ON public.incidents USING btree (tenant_id, due_key, id);
CREATE INDEX incidents_open ON public.incidents USING btree (tenant_id, id) WHERE open;
CREATE INDEX incidents_soon ON public.incidents USING btree (tenant_id, next_soon_at, id) WHERE (open AND (next_soon_at IS NOT NULL));
CREATE INDEX incidents_status_due ON public.incidents USING btree (tenant_id, status, due_key, id);
CREATE INDEX incidents_topic_due ON public.incidents USING btree (tenant_id, topic_id, due_key, id) WHERE (topic_id IS NOT NULL);

create table intents (
  tenant_id uuid not null,
  publication_id uuid not null,
  stream_id uuid not null,
  account_id text not null,
  state text not null,
  attempts integer default 0 not null,
  not_before bigint not null,
  sender text,
  fence bigint,
  detail text,
  made_at bigint not null,
  doubts integer default 0 not null,
  faults integer default 0 not null,
  put_off_since bigint,
  put_off_by text,
  act jsonb not null,
  priority smallint not null,
  ref text,
  constraint intents_pkey PRIMARY KEY (tenant_id, publication_id),
  constraint intents_put_off_by_check CHECK ((put_off_by = ANY (ARRAY['network'::text, 'connection'::text]))),
  constraint intents_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'sending'::text, 'ambiguous'::text, 'confirmed'::text, 'rejected'::text, 'uncertain'::text, 'stopped'::text])))
) with (fillfactor=80);
CREATE INDEX intents_publication ON public.intents USING btree (publication_id);
CREATE INDEX intents_results ON public.intents USING btree (tenant_id, account_id, made_at) WHERE (ref IS NOT NULL);
CREATE INDEX intents_stream ON public.intents USING btree (tenant_id, stream_id);
CREATE INDEX intents_waiting ON public.intents USING btree (not_before, publication_id) WHERE (state = ANY (ARRAY['prepared'::text, 'sending'::text, 'ambiguous'::text]));

create table journal (
  tenant_id uuid not null,
  stream_id uuid not null,
  version integer not null,
  number bigint not null,
  at bigint not null,
  kind text not null,
  actor_id uuid,
  actor_name text,
  subject_id uuid,
  subject_name text,
  address text,
  browser text,
  device text,
  count integer default 1 not null,
  since bigint,
  details jsonb default '{}'::jsonb not null,
  constraint journal_pkey PRIMARY KEY (tenant_id, stream_id, version),
  constraint journal_count_check CHECK ((count > 0)),
  constraint journal_kind_check CHECK ((kind = ANY (ARRAY['signed-in'::text, 'sign-in-failed'::text, 'signed-out'::text, 'refused'::text, 'password-given'::text, 'password-changed'::text, 'password-failed'::text, 'person-added'::text, 'person-changed'::text, 'unit-added'::text, 'unit-changed'::text, 'account-added'::text, 'account-changed'::text, 'act-set'::text, 'schedule-set'::text, 'calendar-set'::text, 'retention-set'::text]))),
  constraint journal_version_check CHECK ((version > 0))
);
CREATE INDEX journal_by_actor ON public.journal USING btree (tenant_id, actor_id, number DESC);
CREATE INDEX journal_by_subject ON public.journal USING btree (tenant_id, subject_id, number DESC);
CREATE INDEX journal_by_tenant ON public.journal USING btree (tenant_id, number DESC);

create table journal_repeats (
  key text not null,
  count integer not null,
  written integer not null,
  since bigint not null,
  last_at bigint not null,
  line jsonb not null,
  constraint journal_repeats_pkey PRIMARY KEY (key)
);
CREATE INDEX journal_repeats_by_age ON public.journal_repeats USING btree (since);

create table network_keys (
  tenant_id uuid not null,
  account_id text not null,
  key text not null,
  incident_id uuid not null,
  kind text not null,
  constraint network_keys_pkey PRIMARY KEY (tenant_id, account_id, key),
  constraint network_keys_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'answer'::text, 'reply'::text])))
);
CREATE INDEX network_keys_incident ON public.network_keys USING btree (tenant_id, incident_id);

create table numbers (
  tenant_id uuid not null,
  year integer not null,
  last integer not null,
  constraint numbers_pkey PRIMARY KEY (tenant_id, year)
) with (fillfactor=50);

create table obligations (
  tenant_id uuid not null,
  stream_id uuid not null,
  norm text not null,
  occurrence integer not null,
  clause text not null,
  actor text not null,
  unit_id uuid,
  clock text not null,
  start_at bigint not null,
  due_at bigint not null,
  soon_at bigint not null,
  status text not null,
  met_at bigint,
  reading jsonb,
  provisional boolean not null,
  lapses boolean not null,
  basis jsonb,
  cause_version integer not null,
  regulation text not null,
  edition text not null,
  schedule_version integer not null,
  calendar_version text not null,
  constraint obligations_pkey PRIMARY KEY (tenant_id, stream_id, norm, occurrence),
  constraint obligations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'met'::text, 'breached'::text, 'cancelled'::text])))
) with (fillfactor=80);

create table people (
  tenant_id uuid not null,
  id uuid default gen_random_uuid() not null,
  name text collate "ru-x-icu" not null,
  login text not null,
  roles text[] not null,
  active boolean default true not null,
  user_id text,
  password_given_at bigint,
  password_given_by uuid,
  constraint people_pkey PRIMARY KEY (tenant_id, id),
  constraint people_login_check CHECK ((login <> ''::text)),
  constraint people_name_check CHECK ((name <> ''::text)),
  constraint people_password_given CHECK (((password_given_by IS NULL) OR (password_given_at IS NOT NULL))),
  constraint people_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);
CREATE UNIQUE INDEX people_by_login ON public.people USING btree (tenant_id, lower(login));
CREATE UNIQUE INDEX people_by_user ON public.people USING btree (user_id, tenant_id);

create table person_units (
  tenant_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  constraint person_units_pkey PRIMARY KEY (tenant_id, person_id, unit_id),
  constraint person_units_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES people(tenant_id, id) ON DELETE CASCADE,
  constraint person_units_tenant_id_unit_id_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id)
);
CREATE INDEX person_units_by_unit ON public.person_units USING btree (tenant_id, unit_id);

create table raw_events (
  id uuid not null,
  tenant_id uuid not null,
  account_id text not null,
  dedupe_key text not null,
  kind text not null,
  occurred_at bigint not null,
  raw jsonb not null,
  state text default 'waiting'::text not null,
  attempts integer default 0 not null,
  failures integer default 0 not null,
  detail text,
  taken_until timestamp with time zone,
  arrival bigint generated always as identity not null,
  about text,
  lane text,
  read_by text,
  constraint raw_events_pkey PRIMARY KEY (id, tenant_id),
  constraint raw_events_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text, 'unreadable'::text]))),
  constraint raw_events_tenant_id_account_id_dedupe_key_key UNIQUE (tenant_id, account_id, dedupe_key)
);
CREATE INDEX raw_events_about ON public.raw_events USING btree (account_id, about, arrival) WHERE (about IS NOT NULL);
CREATE INDEX raw_events_by_age ON public.raw_events USING btree (tenant_id, occurred_at) WHERE ((state <> 'waiting'::text) AND (raw <> '{}'::jsonb));
CREATE INDEX raw_events_failed ON public.raw_events USING btree (tenant_id, id) WHERE (state = 'failed'::text);
CREATE INDEX raw_events_lane ON public.raw_events USING btree (account_id, lane, arrival) WHERE (state = ANY (ARRAY['waiting'::text, 'failed'::text]));
CREATE INDEX raw_events_open ON public.raw_events USING btree (arrival) WHERE (state = ANY (ARRAY['waiting'::text, 'failed'::text]));
CREATE INDEX raw_events_unreadable ON public.raw_events USING btree (tenant_id, arrival) WHERE (state = 'unreadable'::text);

create table reads (
  tenant_id uuid not null,
  person_id uuid not null,
  incident_id uuid not null,
  version integer not null,
  constraint reads_pkey PRIMARY KEY (tenant_id, person_id, incident_id)
);

create table regulations_in_force (
  tenant_id uuid not null,
  regulation_id text not null,
  in_force_from bigint not null,
  in_force_until bigint,
  set_by text not null,
  edition text not null,
  constraint regulations_in_force_pkey PRIMARY KEY (tenant_id, in_force_from),
  constraint regulations_in_force_check CHECK ((in_force_until >= in_force_from)),
  constraint regulations_in_force_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  constraint regulations_stored FOREIGN KEY (tenant_id, regulation_id, edition) REFERENCES acts(tenant_id, id, edition)
);
CREATE UNIQUE INDEX regulations_in_force_now ON public.regulations_in_force USING btree (tenant_id) WHERE (in_force_until IS NULL);
CREATE TRIGGER regulations_bump AFTER INSERT OR UPDATE ON public.regulations_in_force FOR EACH ROW EXECUTE FUNCTION bump_settings();

create table restores (
  number integer not null,
  restored_at bigint not null,
  made_at bigint not null,
  "position" bigint not null,
  constraint restores_pkey PRIMARY KEY (number)
);

create table retention_runs (
  tenant_id uuid not null,
  at bigint not null,
  counts jsonb not null,
  constraint retention_runs_pkey PRIMARY KEY (tenant_id, at),
  constraint retention_runs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);

create table schedules (
  tenant_id uuid not null,
  version integer not null,
  source text not null,
  timezone text not null,
  set_at bigint not null,
  set_by text not null,
  calendar_version integer,
  constraint schedules_pkey PRIMARY KEY (tenant_id, version),
  constraint schedules_calendar FOREIGN KEY (tenant_id, calendar_version) REFERENCES calendars(tenant_id, version),
  constraint schedules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  constraint schedules_version_check CHECK ((version > 0))
);
CREATE TRIGGER schedules_bump AFTER INSERT OR UPDATE ON public.schedules FOR EACH ROW EXECUTE FUNCTION bump_settings();

create table schema_versions (
  number integer not null,
  name text not null,
  applied_at bigint not null,
  constraint schema_versions_pkey PRIMARY KEY (number),
  constraint schema_versions_number_check CHECK ((number > 0))
);

create table sender_leases (
  account_id text not null,
  holder text not null,
  until timestamp with time zone not null,
  fence bigint not null,
  constraint sender_leases_pkey PRIMARY KEY (account_id)
);

create table settings_versions (
  tenant_id uuid not null,
  version integer not null,
  constraint settings_versions_pkey PRIMARY KEY (tenant_id)
);

create table sign_in_tries (
  key text not null,
  count integer not null,
  last_at bigint not null,
  constraint sign_in_tries_pkey PRIMARY KEY (key),
  constraint sign_in_tries_count_check CHECK ((count >= 0))
);
CREATE INDEX sign_in_tries_by_age ON public.sign_in_tries USING btree (last_at);

create table streams (
  tenant_id uuid not null,
  stream_id uuid not null,
  version integer not null,
  hash bytea not null,
  kind text not null,
  constraint streams_pkey PRIMARY KEY (tenant_id, stream_id),
  constraint streams_kind_check CHECK ((kind <> ''::text))
) with (fillfactor=80);

create table tenants (
  id uuid default gen_random_uuid() not null,
  name text collate "ru-x-icu" not null,
  demo boolean default false not null,
  created_at bigint not null,
  retention_days integer default 1095 not null,
  constraint tenants_pkey PRIMARY KEY (id),
  constraint tenants_name_check CHECK ((name <> ''::text)),
  constraint tenants_retention_days_check CHECK ((retention_days >= 30))
);

create table topics (
  tenant_id uuid not null,
  id text not null,
  name text collate "ru-x-icu" not null,
  topic_group text collate "ru-x-icu" not null,
  "position" integer not null,
  active boolean default true not null,
  constraint topics_pkey PRIMARY KEY (tenant_id, id),
  constraint topics_id_check CHECK ((id <> ''::text)),
  constraint topics_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id)
);
CREATE TRIGGER topics_bump AFTER INSERT OR UPDATE ON public.topics FOR EACH ROW EXECUTE FUNCTION bump_settings();

create table units (
  tenant_id uuid not null,
  id uuid default gen_random_uuid() not null,
  name text collate "ru-x-icu" not null,
  short text collate "ru-x-icu" not null,
  parent_id uuid,
  executes boolean default true not null,
  active boolean default true not null,
  constraint units_pkey PRIMARY KEY (tenant_id, id),
  constraint units_check CHECK ((parent_id <> id)),
  constraint units_name_check CHECK ((name <> ''::text)),
  constraint units_short_check CHECK ((short <> ''::text)),
  constraint units_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id),
  constraint units_tenant_id_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES units(tenant_id, id)
);
CREATE INDEX units_by_parent ON public.units USING btree (tenant_id, parent_id);
CREATE TRIGGER units_bump AFTER INSERT OR UPDATE ON public.units FOR EACH ROW EXECUTE FUNCTION bump_settings();

create table upload_days (
  tenant_id uuid not null,
  person_id uuid not null,
  day date not null,
  files integer not null,
  bytes bigint not null,
  constraint upload_days_pkey PRIMARY KEY (tenant_id, person_id, day),
  constraint upload_days_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES people(tenant_id, id) ON DELETE CASCADE
);

CREATE OR REPLACE FUNCTION public.bump_account()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (old.name, old.own_id, old.home, old.fields, old.receive, old.active)
    is distinct from (new.name, new.own_id, new.home, new.fields, new.receive, new.active) then
    new.revision := old.revision + 1;
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.bump_account_of_secret()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update accounts set revision = revision + 1 where id = coalesce(new.account_id, old.account_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.bump_settings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into settings_versions (tenant_id, version) values (new.tenant_id, 1)
  on conflict (tenant_id) do update set version = settings_versions.version + 1;
  return null;
end $function$
;
