-- The production calendar belongs to the organisation: which years it counts by, who loaded them and when. A closed term can so be explained
-- and folded again by the calendar of its day, also after the program has brought a corrected one.

-- For planning and settings. A version is never changed; the newest is in force. `years` is text kept as it was written (json, not jsonb):
-- what a schedule is named by in `obligations.calendar_version` is made of it.
create table calendars (
  tenant_id uuid not null references tenants (id),
  version integer not null check (version > 0),
  years json not null,
  -- Names `years` by their content: equal calendars are compiled once.
  digest text not null check (digest <> ''),
  -- What the program itself shipped when this version was made, and of which edition: how a start knows that it brings another one.
  shipped text not null,
  edition integer not null,
  set_at bigint not null,
  -- A person's id; `setup` or `release` where nobody pressed anything.
  set_by text not null,
  primary key (tenant_id, version)
);

-- A version of the schedule is a text together with the calendar that it counts by. Null: from before calendars were kept; the first start
-- afterwards fills it in.
alter table schedules add column calendar_version integer;
alter table schedules add constraint schedules_calendar foreign key (tenant_id, calendar_version) references calendars (tenant_id, version);
