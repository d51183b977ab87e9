-- Beside its hash, which anybody can compute, each event and each anchor carries a MAC under a key that is not in the database. What stood
-- before has none: `verify` says so.
alter table events add column mac bytea not null default '';
alter table events alter column mac drop default;
alter table anchors add column mac bytea not null default '';
alter table anchors alter column mac drop default;
