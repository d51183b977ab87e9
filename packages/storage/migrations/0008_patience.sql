-- How an intent fares is counted by kind: being put off is no doubt, and a fault of our own is neither. `put_off_since`: since when
-- it has been put off without anything else between, by whom (`put_off_by`).
alter table intents
  add column doubts integer not null default 0,
  add column faults integer not null default 0,
  add column put_off_since bigint,
  add column put_off_by text check (put_off_by in ('network', 'connection'));
