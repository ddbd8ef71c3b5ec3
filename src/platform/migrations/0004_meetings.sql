create table meetings_meetings (
  id uuid primary key,
  event text references events_events (id) on delete set null,
  title text not null,
  description text not null,
  code text not null,
  answer_prefix text not null,
  listed boolean not null,
  stage_key text not null,
  phase text not null check (phase in ('before', 'waiting', 'open', 'closed', 'results', 'scoreboard', 'after')),
  -- The activity in front of the audience, in the phases that have one.
  activity uuid,
  here integer not null default 0,
  controller uuid,
  controller_person uuid,
  controller_name text,
  controller_until timestamptz,
  made_at timestamptz not null
);
-- Codes of open meetings are unique.
create unique index meetings_code_open on meetings_meetings (code) where phase <> 'after';

create table meetings_activities (
  id uuid primary key,
  meeting uuid not null references meetings_meetings (id) on delete cascade,
  place integer not null,
  kind text not null,
  -- What the organizer prepared, as the contract's PreparedActivity.
  prepared jsonb not null,
  done boolean not null default false,
  state text not null default 'closed' check (state in ('open', 'closed')),
  -- How often it was opened; answers given before stay unless reset.
  opening integer not null default 0,
  closes_at timestamptz,
  -- True once its result was shown to everybody.
  shown boolean not null default false,
  -- The count as last published: what a view shows is what followers have heard.
  tally jsonb,
  unique (meeting, place) deferrable initially deferred
);

create table meetings_participants (
  meeting uuid not null references meetings_meetings (id) on delete cascade,
  person uuid not null,
  name text not null,
  -- Folded, so that look-alike spellings of one name are one.
  name_key text not null,
  points integer not null default 0,
  joined_at timestamptz not null,
  primary key (meeting, person),
  unique (meeting, name_key)
);

-- No foreign key to the activity: the command that answers holds its row (for key share) and a check for each row would cost a hall a fifth of its
-- time; deleting an activity deletes its answers by the trigger below.
create table meetings_answers (
  id uuid primary key,
  activity uuid not null,
  person uuid not null,
  -- 0 for a poll, the number of the word in a cloud.
  part integer not null,
  given jsonb not null,
  opening integer not null,
  at timestamptz not null,
  unique (activity, person, part)
);

create function meetings_forget_answers() returns trigger language plpgsql as $$
begin
  delete from meetings_answers where activity in (select id from gone);
  return null;
end $$;
create trigger meetings_forget_answers after delete on meetings_activities
  referencing old table as gone for each statement execute function meetings_forget_answers();

-- A chat channel is heard by one meeting at a time.
create table meetings_channels (
  network text not null,
  channel text not null,
  meeting uuid not null references meetings_meetings (id) on delete cascade,
  primary key (network, channel)
);
