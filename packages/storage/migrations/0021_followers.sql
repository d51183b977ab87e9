-- Durable readers of the record. Everything up to `position` is handled; up to `ceiling` nothing can appear any more; `pending` becomes the
-- ceiling when every transaction below `pending_xid` is over.
create table followers (
  name text primary key check (name ~ '^[a-z][a-z-]*$'),
  position bigint not null default 0,
  ceiling bigint not null default 0,
  pending bigint not null default 0,
  pending_xid bigint not null default 0
);
