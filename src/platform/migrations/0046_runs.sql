-- When the run that stands in the rows began and last ended; null where nobody knows any more, or not yet. `kept`: what it was at its end is put by.
alter table meetings_meetings add column began_at timestamptz;
alter table meetings_meetings add column ended_at timestamptz;
alter table meetings_meetings add column kept boolean not null default false;
update meetings_meetings set ended_at = stepped_at where phase = 'after';

-- Earlier runs of a meeting, as they were when it began anew or an answer was forgotten after its end. They stay whatever becomes of the activities.
create table meetings_runs (
  id uuid primary key,
  meeting uuid not null references meetings_meetings (id) on delete cascade,
  -- In the order they were put by.
  n bigint generated always as identity,
  title text not null,
  began_at timestamptz,
  ended_at timestamptz,
  kept_at timestamptz not null,
  people integer not null,
  answers integer not null,
  -- As the contract's ActivityResult, in their order.
  activities jsonb not null
);
create index meetings_runs_meeting on meetings_runs (meeting, n);

-- Who took part in a run, best first; `person` null and the name a dash once they were forgotten.
create table meetings_run_seats (
  run uuid not null references meetings_runs (id) on delete cascade,
  place integer not null,
  person uuid,
  name text not null,
  points integer not null,
  rank integer not null,
  joined_at timestamptz not null,
  -- As the contract's GivenResult and FoundFlag.
  answers jsonb not null,
  found jsonb not null,
  primary key (run, place)
);
create index meetings_run_seats_person on meetings_run_seats (person) where person is not null;
