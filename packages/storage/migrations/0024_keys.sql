-- Every unique key carries the organisation, so that tables can be spread over partitions or servers by it. See docs/decisions/0017-the-organisation-is-sealed.md.
-- Where rows are looked up by an id alone, the id leads and the organisation follows.
alter table raw_events drop constraint raw_events_pkey;
alter table raw_events add primary key (id, tenant_id);
drop index events_position;
create unique index events_position on events (position, tenant_id);
drop index intents_publication;
create index intents_publication on intents (publication_id);
drop index accounts_by_id;
create index accounts_by_id on accounts (id);

-- Tables of the installation itself have keys without it; each says why.
comment on index anchors_pkey is 'One chain of seals for the installation: it seals the streams of all organisations together.';
comment on index restores_pkey is 'A restore brings back the installation as a whole.';
comment on index schema_versions_pkey is 'The schema is one for all organisations.';
comment on index tenants_pkey is 'The list of organisations itself.';
comment on index sign_in_tries_pkey is 'Whoever tries at the door belongs to no organisation yet.';
comment on index journal_repeats_pkey is 'A try with a login that nobody has belongs to no organisation.';
comment on index sender_leases_pkey is 'A lease is asked for by the connection alone, whose id is unique in the world.';
comment on index followers_pkey is 'A reader follows the record of the installation, all organisations in one order.';
