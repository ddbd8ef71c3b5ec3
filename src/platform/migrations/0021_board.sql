-- What holds for an event's day as a whole. Its row is held by whoever changes the board, so that acts come one after another.
create table board_events (
  event text primary key references events_events (id) on delete cascade,
  speaking text not null default 'everybody' check (speaking in ('everybody', 'voice', 'role')),
  identified_only boolean not null default false,
  self_told boolean not null default true,
  noise_answered boolean not null default false,
  pads_from text,
  links jsonb not null default '[]',
  -- In their order: [{ id, level, text, at }].
  notices jsonb not null default '[]',
  changed_at timestamptz not null
);

-- What was said of a track. It stays when the track is taken off, and is there again when that comes back.
create table board_tracks (
  event text not null references events_events (id) on delete cascade,
  track text not null,
  now_text text,
  now_at timestamptz,
  -- In the order they were said: [{ text, at }].
  next jsonb not null default '[]',
  place text,
  primary key (event, track)
);

-- Where somebody is or was, the last that is known. `person` null: known by a name on a network alone, from a database that was taken in.
create table board_check_ins (
  n bigint generated always as identity primary key,
  event text not null references events_events (id) on delete cascade,
  person uuid,
  -- As it is shown, and as it is found: in the small letters of its network.
  name text not null,
  name_key text not null,
  -- Where they checked in, as `irc/irc.example.org`; null: on the web.
  network text,
  place text not null,
  in_at timestamptz not null,
  out_at timestamptz,
  -- The act that cleared it away, and would bring it back.
  cleared_by uuid
);
create unique index board_check_ins_person on board_check_ins (event, person) where cleared_by is null;
create index board_check_ins_name on board_check_ins (event, name_key) where cleared_by is null;
create index board_check_ins_persons on board_check_ins (person);

-- Who does not want to be shown in an event, wherever they check in.
create table board_hidden (
  event text not null references events_events (id) on delete cascade,
  person uuid not null,
  primary key (event, person)
);
create index board_hidden_persons on board_hidden (person);

-- Who wants to be told of which topics, and how they are reached.
create table board_watches (
  n bigint generated always as identity primary key,
  event text not null references events_events (id) on delete cascade,
  person uuid,
  pattern text not null,
  name text not null,
  name_key text not null,
  -- As in board_check_ins; null: by mail alone.
  network text,
  language text not null,
  made_at timestamptz not null,
  cleared_by uuid
);
create unique index board_watches_person on board_watches (event, person) where cleared_by is null;
create index board_watches_name on board_watches (event, name_key) where cleared_by is null;
create index board_watches_persons on board_watches (person);

-- Who changed what, when; and how it was before, so that it can be undone.
create table board_acts (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  event text not null references events_events (id) on delete cascade,
  at timestamptz not null,
  person uuid,
  -- The network it was said on; null: the web, a program, or the system.
  network text,
  act text not null,
  track text,
  -- What was said, for people.
  words text not null,
  -- What it was about: `track:NAME`, `notices`, `settings`, `tracks`, or `all`.
  scope jsonb not null,
  before jsonb not null,
  undone_at timestamptz,
  undone_by uuid
);
create index board_acts_event on board_acts (event, n);
create index board_acts_person on board_acts (person) where person is not null;
create index board_acts_undone on board_acts (undone_by) where undone_by is not null;

-- Lines of chats that were carried out: the same line again is not.
create table board_lines (
  id uuid primary key,
  at timestamptz not null
);
create index board_lines_at on board_lines (at);
