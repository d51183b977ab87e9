-- An intent that the record does not stand behind is never sent: `stopped`.
alter table intents drop constraint intents_state_check;
alter table intents add constraint intents_state_check
  check (state in ('prepared', 'sending', 'ambiguous', 'confirmed', 'rejected', 'uncertain', 'stopped'));

-- What the program itself found that is not what was sealed: told to administrators until one of them has seen it. A row a finding, however
-- often it is met; the organisation of a forged row may not exist, so it is no foreign key.
create table alterations (
  tenant_id uuid not null,
  id uuid not null,
  why text not null check (why in ('no-cause', 'record', 'ended', 'unlike', 'file', 'reply')),
  incident_id uuid,
  publication_id uuid not null,
  columns text[] not null,
  times integer not null default 1,
  found_at bigint not null,
  seen_at bigint,
  seen_by text,
  primary key (tenant_id, id),
  unique (tenant_id, publication_id, why)
);
create index alterations_unseen on alterations (tenant_id) where seen_at is null;
