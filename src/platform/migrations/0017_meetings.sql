-- Which meetings somebody joined is asked for on the page of each person, and whenever persons are merged or forgotten.
create index meetings_participants_person on meetings_participants (person);
-- Lists are read newest first, a page at a time.
create index meetings_meetings_made on meetings_meetings (made_at desc, id);
create index meetings_meetings_event on meetings_meetings (event, made_at desc, id) where event is not null;
