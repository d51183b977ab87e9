-- Who did it: who came in, was refused, and changed people, units, connections and rules. What happens to incidents stands in their events.

-- A password that another person chose is known to two: until its owner changes it nobody acts with it.
-- `password_given_by` is null where the command line gave it.
alter table people add column password_given_at bigint;
alter table people add column password_given_by uuid;
alter table people add constraint people_password_given check (password_given_by is null or password_given_at is not null);

-- Append-only. One chain for the whole installation: a try with an unknown login belongs to no organisation (`tenant_id` is null).
-- No foreign keys: a line outlives what it names, and the names stand in it as they were. Numbers and hashes are the database's own work.
create table journal (
  number bigint primary key,
  tenant_id uuid,
  at bigint not null,
  kind text not null check (kind in (
    'signed-in', 'sign-in-failed', 'signed-out', 'refused', 'password-given', 'password-changed', 'password-failed',
    'person-added', 'person-changed', 'unit-added', 'unit-changed', 'account-added', 'account-changed',
    'act-set', 'schedule-set', 'calendar-set', 'retention-set')),
  actor_id uuid,
  actor_name text,
  subject_id uuid,
  subject_name text,
  address text,
  browser text,
  device text,
  -- Repeated tries are one line: so many since `since`.
  count integer not null default 1 check (count > 0),
  since bigint,
  details jsonb not null default '{}',
  hash bytea not null
);
-- For the page of an organisation, newest first; and for one person on it, as the one who did and the one to whom it was done.
create index journal_by_tenant on journal (tenant_id, number desc);
create index journal_by_actor on journal (tenant_id, actor_id, number desc);
create index journal_by_subject on journal (tenant_id, subject_id, number desc);

-- A line's own bytes, chained to the line before it.
create function journal_hash(line public.journal, previous bytea) returns bytea language sql immutable as $$
  select sha256(previous || convert_to(jsonb_build_array(line.number, line.tenant_id, line.at, line.kind, line.actor_id, line.actor_name,
    line.subject_id, line.subject_name, line.address, line.browser, line.device, line.count, line.since, line.details)::text, 'UTF8'))
$$;

create function journal_chain() returns trigger language plpgsql as $$
declare last public.journal;
begin
  -- One line at a time over all nodes; the lock lasts until the commit, so writers add their line last.
  perform pg_advisory_xact_lock(1785884780);
  select * into last from public.journal order by number desc limit 1;
  new.number := coalesce(last.number, 0) + 1;
  new.hash := public.journal_hash(new, coalesce(last.hash, ''::bytea));
  return new;
end $$;
create trigger journal_chained before insert on journal for each row execute function journal_chain();

create function journal_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'журнал только дополняется / the journal is append-only' using errcode = '55000';
end $$;
create trigger journal_append_only before update or delete on journal for each row execute function journal_refuse();
create trigger journal_never_emptied before truncate on journal for each statement execute function journal_refuse();

-- What repeats itself is counted here and told in a few lines: a flood of tries must not fill the journal.
create table journal_repeats (
  key text primary key,
  count integer not null,
  written integer not null,
  since bigint not null,
  last_at bigint not null,
  line jsonb not null
);
-- For closing what has ended.
create index journal_repeats_by_age on journal_repeats (since);

-- Tries at the door, counted over all nodes by the database's clock. Keys are HMACs: a password typed in place of a login is not kept.
create table sign_in_tries (
  key text primary key,
  count integer not null check (count >= 0),
  last_at bigint not null
);
-- For forgetting what is long over.
create index sign_in_tries_by_age on sign_in_tries (last_at);

-- A browser in which a person signed in before, by the hash of what its cookie says: strangers' tries at the login do not slow it.
create table devices (
  tenant_id uuid not null,
  person_id uuid not null,
  device text not null,
  seen_at bigint not null,
  primary key (tenant_id, person_id, device),
  foreign key (tenant_id, person_id) references people (tenant_id, id) on delete cascade
);
-- For telling who else signed in there.
create index devices_by_device on devices (device);

-- What a person brought in on a day of the organisation's zone.
create table upload_days (
  tenant_id uuid not null,
  person_id uuid not null,
  day date not null,
  files integer not null,
  bytes bigint not null,
  primary key (tenant_id, person_id, day),
  foreign key (tenant_id, person_id) references people (tenant_id, id) on delete cascade
);

-- For retention: files that stand nowhere, by age.
create index files_by_age on files (tenant_id, stored_at);
alter table retention_runs add column files integer not null default 0;
