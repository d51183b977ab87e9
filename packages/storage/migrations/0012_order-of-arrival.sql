-- The order in which an account's events arrived: given under the account's lock, so it is the order of commit on all nodes.
-- `about`: the message it speaks of, by its key in the network. `lane`: the thread within which the order counts. `read_by`: the program
-- that could not read it.
alter table raw_events
  add column arrival bigint generated always as identity,
  add column about text,
  add column lane text,
  add column read_by text;
alter table raw_events drop constraint raw_events_state_check;
alter table raw_events add constraint raw_events_state_check check (state in ('waiting', 'done', 'failed', 'unreadable'));
drop index raw_events_open;
-- For the inbox: what is not handled yet.
create index raw_events_open on raw_events (arrival) where state in ('waiting', 'failed');
-- For the inbox: what holds a thread back.
create index raw_events_lane on raw_events (account_id, lane, arrival) where state in ('waiting', 'failed');
-- For the threads of new events, and for what was overtaken.
create index raw_events_about on raw_events (account_id, about, arrival) where about is not null;
create index raw_events_unreadable on raw_events (tenant_id, arrival) where state = 'unreadable';

-- Moves with everything that a connector is made of, secrets too; not with the place reached, the health or the lease.
alter table accounts add column revision bigint not null default 1;
create function bump_account() returns trigger language plpgsql as $$
begin
  if (old.name, old.own_id, old.api_base, old.receive, old.active) is distinct from (new.name, new.own_id, new.api_base, new.receive, new.active) then
    new.revision := old.revision + 1;
  end if;
  return new;
end $$;
create trigger accounts_bump before update on accounts for each row execute function bump_account();
create function bump_account_of_secret() returns trigger language plpgsql as $$
begin
  update accounts set revision = revision + 1 where id = coalesce(new.account_id, old.account_id);
  return null;
end $$;
create trigger account_secrets_bump after insert or update or delete on account_secrets for each row execute function bump_account_of_secret();
