-- Several units may have a message, each since its own moment and for its own part. The order of the queue stands beside the unit, so that
-- a unit's queue is one walk along an index, however many messages there are (docs/decisions names the figures).
create table incident_units (
  tenant_id uuid not null references tenants,
  incident_id uuid not null,
  unit_id uuid not null,
  role text not null,
  part text,
  since bigint not null,
  due_key bigint not null,
  primary key (tenant_id, incident_id, unit_id)
);
create index incident_units_due on incident_units (tenant_id, unit_id, due_key, incident_id);

insert into incident_units (tenant_id, incident_id, unit_id, role, part, since, due_key)
select tenant_id, id, unit_id, 'executor', null, changed_at, due_key from incidents where unit_id is not null;

alter table incidents drop column unit_id;
