-- An event that cannot be handled is kept as `failed`, counted in `/healthz` and tried again ever more seldom. Before, five failures within
-- half a minute set it aside for good, and nobody was told.
alter table raw_events drop constraint raw_events_state_check;
drop index raw_events_waiting;
drop index raw_events_poison;
-- What stands there set aside is tried again at once: this program may be able to handle it. Without its payload nobody can.
update raw_events set state = case when raw = '{}'::jsonb then 'done' else 'failed' end, taken_until = null where state = 'poison';
alter table raw_events add constraint raw_events_state_check check (state in ('waiting', 'done', 'failed'));
-- For the inbox: what is not handled yet.
create index raw_events_open on raw_events (id) where state <> 'done';
-- For `/healthz`: how many fail.
create index raw_events_failed on raw_events (tenant_id, id) where state = 'failed';
