-- What a round of retention erased, by what it was: every kind of stream counts its own.
alter table retention_runs add column counts jsonb;
update retention_runs set counts = jsonb_build_object('authors', authors, 'raw', raw, 'contexts', contexts, 'idempotency', idempotency,
  'alarms', alarms, 'files', files);
alter table retention_runs alter column counts set not null;
alter table retention_runs drop column authors, drop column raw, drop column contexts, drop column idempotency, drop column alarms,
  drop column files;
