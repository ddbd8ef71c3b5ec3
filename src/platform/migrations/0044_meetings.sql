-- What keeps order in a meeting, as the contract's Guard.
alter table meetings_meetings add column guard jsonb not null
  default '{"filter": "names and words", "languages": ["en", "fr", "tr"], "review": false, "locked": false, "secondCode": false}';
-- What the changing second code is made from; a random one for each.
alter table meetings_meetings add column door_secret text not null default gen_random_uuid()::text;

-- What moderators decided about somebody in a meeting, whether they sit there now or not. `name`: what they were called.
create table meetings_marks (
  meeting uuid not null references meetings_meetings (id) on delete cascade,
  person uuid not null,
  mark text not null check (mark in ('muted', 'removed', 'banned')),
  name text not null,
  at timestamptz not null,
  primary key (meeting, person, mark)
);
create index meetings_marks_person on meetings_marks (person);

-- What was decided about a word that people sent, in whichever spelling; forgotten with the answers. Where there is nothing, the word stands, or waits
-- while the meeting looks at words first.
create table meetings_verdicts (
  activity uuid not null references meetings_activities (id) on delete cascade,
  key text not null,
  word text not null,
  verdict text not null check (verdict in ('approved', 'refused')),
  at timestamptz not null,
  primary key (activity, key)
);
-- The words that wait as last published: what a view shows is what followers have heard.
create table meetings_queues (
  meeting uuid primary key references meetings_meetings (id) on delete cascade,
  queue jsonb not null
);
