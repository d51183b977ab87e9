-- For names that come later: who has none is looked for every minute, also among a million authors who all have one.
create index authors_nameless on authors (tenant_id, last_message_at) where name = '' and erased_at is null and network <> 'manual';
