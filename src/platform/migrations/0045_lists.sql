-- A meeting's own picture, and what it shows for whoever cannot see it.
alter table meetings_meetings add column picture uuid references meetings_pictures (id) on delete set null;
alter table meetings_meetings add column picture_words text not null default '';
create index meetings_meetings_picture on meetings_meetings (picture) where picture is not null;

-- Lists over all meetings are read a page at a time: the latest answers and tries, and whoever has the most points, first.
create index meetings_answers_latest on meetings_answers (activity, n);
create index flags_tries_latest on flags_tries (n);
create index meetings_participants_best on meetings_participants ((-points), joined_at, meeting, person);
