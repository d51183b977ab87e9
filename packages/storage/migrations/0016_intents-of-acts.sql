-- An intent is an act of any kind, asked for by a stream of any kind: a reply is one of them. `act` says what is to be done, `priority` which
-- kind of act goes first in its account, `ref` under which key of the network its result is shown.
alter table intents add column act jsonb, add column priority smallint not null default 1, add column ref text;
update intents set act = jsonb_build_object('kind', 'reply', 'target', place -> 'target', 'text', text, 'files', files);
alter table intents alter column act set not null, alter column priority drop default;
alter table intents drop column place, drop column text, drop column files;

-- What was done lately through an account: none of it is the result of another act.
create index intents_results on intents (tenant_id, account_id, made_at) where ref is not null;

-- What was altered belongs to a stream of any kind.
alter table alterations rename column incident_id to stream_id;
