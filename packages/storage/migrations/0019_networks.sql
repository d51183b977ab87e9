-- Which networks there are, and what an account of each needs, is said by the connectors' catalogue alone.

alter table accounts drop constraint accounts_network_check;
drop index accounts_by_own;
alter table accounts alter column own_id drop default, drop constraint accounts_own_id_check;
alter table accounts alter column own_id type text using own_id::text;
-- `home`: the server on which the page lives, as its network tells it from `fields`; empty where the network has but one.
-- `fields`: what the network asks for besides, by its own names. Never a secret: those stand in account_secrets alone.
alter table accounts add column home text not null default '', add column fields jsonb not null default '{}';
update accounts set fields = jsonb_build_object('apiBase', api_base), home = coalesce(substring(api_base from '^https?://[^/?#]+'), '');
alter table accounts drop column api_base;
alter table accounts alter column home drop default, alter column fields drop default;
alter table accounts drop constraint accounts_receive_check;
-- none: nothing comes by itself; people register messages or bring them in a file.
alter table accounts add constraint accounts_receive_check check (receive in ('webhook', 'poll', 'none'));
-- A page is connected once in an organisation: two connections would receive everything twice.
create unique index accounts_by_own on accounts (tenant_id, network, home, own_id);
alter table account_secrets drop constraint account_secrets_name_check;

create or replace function bump_account() returns trigger language plpgsql as $$
begin
  if (old.name, old.own_id, old.home, old.fields, old.receive, old.active)
    is distinct from (new.name, new.own_id, new.home, new.fields, new.receive, new.active) then
    new.revision := old.revision + 1;
  end if;
  return new;
end $$;

-- Who brings the reply to its place, and in which network the message stands: null for none.
alter table incidents alter column network drop not null;
update incidents set network = null where network = 'manual';
-- '' for whoever wrote in no network: their key is ours.
drop index authors_nameless;
update authors set network = '' where network = 'manual';
create index authors_nameless on authors (tenant_id, last_message_at) where name = '' and erased_at is null and network <> '';
