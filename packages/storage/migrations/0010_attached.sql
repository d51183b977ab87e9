-- What the message, and the answer its author gave last, carry besides text: kinds and names, for the row of the queue.
alter table incidents
  add column attached jsonb not null default '{"answer": [], "message": []}';
