-- Every key begins with the tenant: one organisation never reads another's rows, and a large installation may spread by it.
-- Moments are bigint, milliseconds since 1970-01-01T00:00:00Z. Names sort by Russian rules on every server, whatever its locale.

-- For the sign-in library, which brings its own tables.
create schema auth;

-- For every request: which organisation is this, where is its clock.
create table tenants (
  id uuid primary key default gen_random_uuid(),
  name text collate "ru-x-icu" not null check (name <> ''),
  demo boolean not null default false,
  created_at bigint not null
);

-- For the desk and routing: the tree of bodies; those that execute may be given an incident.
create table units (
  tenant_id uuid not null references tenants (id),
  id uuid not null default gen_random_uuid(),
  name text collate "ru-x-icu" not null check (name <> ''),
  short text collate "ru-x-icu" not null check (short <> ''),
  parent_id uuid,
  executes boolean not null default true,
  active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references units (tenant_id, id),
  check (parent_id <> id)
);
-- For the tree: the children of a unit.
create index units_by_parent on units (tenant_id, parent_id);

-- For sign-in and for every command: who acts, with which roles.
create table people (
  tenant_id uuid not null references tenants (id),
  id uuid not null default gen_random_uuid(),
  name text collate "ru-x-icu" not null check (name <> ''),
  login text not null check (login <> ''),
  roles text[] not null check (roles <@ array['curator', 'executor', 'head', 'administrator']),
  active boolean not null default true,
  user_id text,
  primary key (tenant_id, id)
);
-- A login is typed by hand: one in a tenant, whatever its case.
create unique index people_by_login on people (tenant_id, lower(login));
-- For sign-in: the person behind a user of the sign-in library, who knows no tenants.
create unique index people_by_user on people (user_id);

-- For views and commands: whose incidents a person sees and executes.
create table person_units (
  tenant_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  primary key (tenant_id, person_id, unit_id),
  foreign key (tenant_id, person_id) references people (tenant_id, id) on delete cascade,
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
-- For a unit's page: its people.
create index person_units_by_unit on person_units (tenant_id, unit_id);

-- For the curator's marks. A topic taken off the list stays, inactive: earlier incidents still carry it.
create table topics (
  tenant_id uuid not null references tenants (id),
  id text not null check (id <> ''),
  name text collate "ru-x-icu" not null,
  topic_group text collate "ru-x-icu" not null,
  position integer not null,
  active boolean not null default true,
  primary key (tenant_id, id)
);

-- For planning: the working time of an organisation as people wrote it. Versions are kept: an old date can be explained.
create table schedules (
  tenant_id uuid not null references tenants (id),
  version integer not null check (version > 0),
  source text not null,
  -- The zone named in the source: asked for with every list of organisations.
  timezone text not null,
  set_at bigint not null,
  set_by text not null,
  primary key (tenant_id, version)
);

-- For planning: which act binds from when. A message is planned by the act in force when it came.
create table regulations_in_force (
  tenant_id uuid not null references tenants (id),
  regulation_id text not null,
  in_force_from bigint not null,
  in_force_until bigint,
  set_by text not null,
  primary key (tenant_id, in_force_from),
  check (in_force_until >= in_force_from)
);
-- At most one act is in force without an end.
create unique index regulations_in_force_now on regulations_in_force (tenant_id) where in_force_until is null;

-- For receiving and publishing: a community in a network, how far its events were read, and who reads them now.
create table accounts (
  tenant_id uuid not null references tenants (id),
  id uuid not null default gen_random_uuid(),
  network text not null check (network in ('vk')),
  name text collate "ru-x-icu" not null,
  own_id bigint not null check (own_id > 0),
  api_base text not null,
  receive text not null check (receive in ('webhook', 'poll')),
  active boolean not null default true,
  cursor jsonb,
  health_state text not null default 'unknown' check (health_state in ('ok', 'failing', 'unknown')),
  health_ru text,
  health_en text,
  health_at bigint,
  poll_holder text,
  poll_until bigint,
  primary key (tenant_id, id)
);
-- For webhooks and workers, which know an account by its id alone.
create unique index accounts_by_id on accounts (id);
-- A community is connected once in a tenant: two connections would receive everything twice.
create unique index accounts_by_own on accounts (tenant_id, network, api_base, own_id);

-- For connectors alone: tokens, sealed with a key that is not in this database (AES-256-GCM: nonce, ciphertext with tag).
create table account_secrets (
  tenant_id uuid not null,
  account_id uuid not null,
  name text not null check (
    name in ('communityToken', 'serviceToken', 'userToken', 'callbackSecret', 'callbackConfirmation')
  ),
  nonce bytea not null check (octet_length(nonce) = 12),
  sealed bytea not null check (octet_length(sealed) >= 16),
  set_at bigint not null,
  primary key (tenant_id, account_id, name),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete cascade
);

-- For replies and materials: what a file is; its bytes stand on the disk under their hash (SHA-256, hex).
create table files (
  tenant_id uuid not null references tenants (id),
  id text not null check (id ~ '^[0-9a-f]{64}$'),
  name text not null,
  type text not null,
  bytes bigint not null check (bytes >= 0),
  stored_at bigint not null,
  primary key (tenant_id, id)
);

-- For deciding who may see a file that stands in no incident yet: whoever brought it.
create table file_uploads (
  tenant_id uuid not null,
  file_id text not null,
  person_id uuid not null,
  primary key (tenant_id, file_id, person_id),
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete cascade,
  foreign key (tenant_id, person_id) references people (tenant_id, id) on delete cascade
);
