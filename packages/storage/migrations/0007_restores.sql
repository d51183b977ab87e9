-- When this database was read back from a backup. What was published between the backup and the restore is not in the record: replies to
-- messages that are older than a restore are looked for in the network before they are sent. Of the installation, like the database itself:
-- a backup holds all organisations.
create table restores (
  number integer primary key,
  restored_at bigint not null,
  -- The moment of the backup, and the newest event in it.
  made_at bigint not null,
  position bigint not null
);

-- A new reply may go out at once, whatever the clock of the node at which it was approved: those held back by a clock that ran ahead go now.
update intents set not_before = 0 where state = 'prepared' and attempts = 0;
