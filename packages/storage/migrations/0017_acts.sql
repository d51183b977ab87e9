-- Editions of acts are stored, whoever made them: those that come with the program arrive at its start, an organisation's own with a command.
-- An event names the edition that it was decided under, so that a later edition changes nothing that was counted before it.
create table acts (
  tenant_id uuid not null references tenants (id),
  id text not null check (id <> '' and id !~ '@'),
  edition text not null check (edition <> ''),
  -- In the order in which they were stored: the last one of an act is put in force.
  number integer not null check (number > 0),
  -- The act as its file says it, and what names this text: SHA-256, in hexadecimal.
  source text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  -- Who lets a reply go out under it: the queue asks for it.
  letting_out text not null check (letting_out in ('approval', 'publication', 'own')),
  stored_at bigint not null,
  -- A person's id; `setup` or `release` where nobody pressed anything.
  stored_by text not null,
  primary key (tenant_id, id, edition),
  unique (tenant_id, number)
);

alter table regulations_in_force add column edition text not null;
alter table regulations_in_force add constraint regulations_stored
  foreign key (tenant_id, regulation_id, edition) references acts (tenant_id, id, edition);
