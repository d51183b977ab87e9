-- Several units may have a message, each since its own moment and for its own part. Status and place in the queue are repeated beside the
-- unit, so that a unit's queue is one walk along an index, however many messages it has dealt with (docs/decisions/0016).
create table incident_units (
  tenant_id uuid not null,
  incident_id uuid not null,
  unit_id uuid not null,
  role text not null,
  part text,
  since bigint not null,
  status text not null,
  due_key bigint not null,
  primary key (tenant_id, incident_id, unit_id)
);
create index incident_units_due on incident_units (tenant_id, unit_id, due_key, incident_id) include (status);

insert into incident_units (tenant_id, incident_id, unit_id, role, part, since, status, due_key)
select tenant_id, id, unit_id, 'executor', null, changed_at, status, due_key from incidents where unit_id is not null;

alter table incidents drop column unit_id;
