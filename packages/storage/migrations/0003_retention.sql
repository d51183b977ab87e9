-- Personal data expires. Events hold none of an author's name, address or number; what does is erased in place, so that every incident
-- still points at a row.

-- For retention: days after an author's last message for which the organisation keeps who it was (three years, the general limitation
-- period of article 196 of the Civil Code). Less than 30 would erase people who are still being answered.
alter table tenants add column retention_days integer not null default 1095 check (retention_days >= 30);

-- `erased_at`: the name is gone for good.
alter table authors add column erased_at bigint;
-- For retention: whose last message is longest ago.
create index authors_by_age on authors (tenant_id, last_message_at) where erased_at is null;

-- For retention: threads by age.
create index contexts_by_age on contexts (tenant_id, fetched_at);
-- For retention: events whose payload still stands. The row itself stays for its key: a redelivery remains harmless.
create index raw_events_by_age on raw_events (tenant_id, occurred_at) where state <> 'waiting' and raw <> '{}'::jsonb;
-- For retention: alarms that have rung.
create index alarms_rung on alarms (tenant_id, rung_at) where rung_at is not null;

-- What retention erased, in numbers alone: that personal data expires can be shown.
create table retention_runs (
  tenant_id uuid not null references tenants (id),
  at bigint not null,
  authors integer not null,
  raw integer not null,
  contexts integer not null,
  idempotency integer not null,
  alarms integer not null,
  primary key (tenant_id, at)
);
