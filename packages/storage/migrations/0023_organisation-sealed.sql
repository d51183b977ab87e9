-- The lines of the journal are events of streams, chained and sealed as an incident's are; what stands in the table follows from them. With
-- that nobody chains lines a second time, and lines of one organisation wait for no other's.
drop table journal cascade;
drop function journal_chain, journal_refuse;

create table journal (
  -- An organisation, or the installation itself (…0001) for what names nobody: a try with a login that nobody has.
  tenant_id uuid not null,
  -- The stream of an organisation's month, and the event's place in it.
  stream_id uuid not null,
  version integer not null check (version > 0),
  -- Grows with time; an organisation's page is read by it.
  number bigint not null,
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
  primary key (tenant_id, stream_id, version)
);
-- For the page of an organisation, newest first; and for one person on it, as the one who did and the one to whom it was done.
create index journal_by_tenant on journal (tenant_id, number desc);
create index journal_by_actor on journal (tenant_id, actor_id, number desc);
create index journal_by_subject on journal (tenant_id, subject_id, number desc);

-- The word of the act.
alter table acts rename column letting_out to release_path;
alter table acts rename constraint acts_letting_out_check to acts_release_path_check;
