-- A stream is of a kind: the aggregate that folds it. The kind is sealed with every event.
alter table streams add column kind text not null default 'incident' check (kind <> '');
alter table streams alter column kind drop default;

-- The envelope has a number, so that its shape can change later, and says what its event was decided under in the aggregate's own words.
alter table events add column format smallint not null default 1 check (format > 0);
alter table events alter column format drop default;
alter table events add column under jsonb;
update events set under = jsonb_build_object('regulation', regulation, 'scheduleVersion', schedule_version);
alter table events alter column under set not null;
alter table events drop column regulation, drop column schedule_version;

-- What is owed, what rings and what is sent belongs to a stream of any kind.
alter table obligations rename column incident_id to stream_id;
alter table alarms rename column incident_id to stream_id;
alter table intents rename column incident_id to stream_id;
alter index intents_incident rename to intents_stream;
