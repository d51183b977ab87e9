-- What an author answered last, while it waits to be read: the row of the queue shows it instead of the first words.
alter table incidents add column answer_excerpt text;
