-- Decisions look at the list of topics: one that was begun under an old list looks again.
create trigger topics_bump after insert or update on topics for each row execute function bump_settings();
