-- What is known of an event's schedule as a whole. Its row is held by whoever changes plan, programme or versions, so that those come one after another.
create table schedule_events (
  event text primary key references events_events (id) on delete cascade,
  -- Goes up with each change of plan, rooms or tracks.
  edition bigint not null default 0,
  -- What the programme that was last taken in calls its version.
  draft_version text not null default '',
  -- The hash of the bytes that was; null: it did not come as bytes. The same bytes would change nothing.
  taken_hash text
);

-- A track that was taken off keeps what was said of it, and its bookings, until it is added again.
create table schedule_tracks (
  event text not null references schedule_events (event) on delete cascade,
  name text not null,
  title text not null default '',
  color text not null,
  link text,
  etherpad text,
  -- What the programme calls it; null: people made it.
  source text,
  dropped_at timestamptz,
  primary key (event, name)
);

create table schedule_days (
  event text not null references schedule_events (event) on delete cascade,
  key text not null,
  nth integer not null,
  date date,
  primary key (event, key)
);

create table schedule_slots (
  event text not null references schedule_events (event) on delete cascade,
  code text not null,
  day text not null,
  nth integer not null,
  label text not null,
  starts_at timestamptz,
  minutes integer not null check (minutes > 0),
  primary key (event, code),
  foreign key (event, day) references schedule_days (event, key) on delete cascade
);
create unique index schedule_slots_code on schedule_slots (event, lower(code));

create table schedule_rooms (
  event text not null references schedule_events (event) on delete cascade,
  id uuid not null,
  -- A number of its own, for the rule that nothing overlaps in a room.
  place bigint generated always as identity,
  nth integer not null,
  name text not null,
  about text not null default '',
  icon text not null default '',
  icon_text text not null default '',
  capacity integer check (capacity >= 0),
  link text,
  -- What the programme calls it; null: people made it.
  source text,
  primary key (event, id)
);

-- Which slots a room offers, whoever has them.
create table schedule_offers (
  event text not null,
  room uuid not null,
  slot text not null,
  primary key (event, room, slot),
  foreign key (event, room) references schedule_rooms (event, id) on delete cascade,
  foreign key (event, slot) references schedule_slots (event, code) on delete cascade
);

-- Who has a slot of a room: a track, or something that is none (`blocked` says what). The rules are the database's own: one claim on a slot, and
-- in a room nothing that overlaps in time, where slots say when they are. Two ranges, the room's number being one, need no extension.
create table schedule_bookings (
  id uuid primary key,
  event text not null,
  room uuid not null,
  slot text not null,
  track text,
  blocked text,
  -- How many are expected.
  people integer check (people > 0),
  -- Who booked; null: the system.
  person uuid,
  made_at timestamptz not null,
  place bigint not null,
  during tstzrange,
  check ((track is null) <> (blocked is null)),
  unique (event, room, slot),
  foreign key (event, room, slot) references schedule_offers (event, room, slot) on delete cascade,
  foreign key (event, track) references schedule_tracks (event, name) on delete cascade,
  constraint schedule_bookings_overlap exclude using gist (int8range(place, place, '[]') with &&, during with &&)
);
create index schedule_bookings_person on schedule_bookings (person) where person is not null;

-- What was done to bookings, so that it can be read and undone.
create table schedule_booking_acts (
  n bigint generated always as identity primary key,
  event text not null references schedule_events (event) on delete cascade,
  at timestamptz not null,
  person uuid,
  act text not null check (act in ('book', 'unbook', 'block', 'unblock')),
  booking uuid not null,
  room uuid not null,
  slot text not null,
  track text,
  blocked text,
  people integer,
  undone boolean not null default false
);
create index schedule_booking_acts_event on schedule_booking_acts (event, n);
create index schedule_booking_acts_person on schedule_booking_acts (person) where person is not null;

-- A session as it is prepared and as it was last released. `draft` null: it is off the programme; `released` null: nobody was told of it yet.
create table schedule_sessions (
  event text not null references schedule_events (event) on delete cascade,
  id uuid not null,
  -- The id and the code its source gives it.
  guid text,
  code text not null default '',
  -- Made by people here: what is taken in leaves it alone.
  by_hand boolean not null default false,
  draft jsonb,
  draft_hash text,
  released jsonb,
  released_hash text,
  primary key (event, id)
);

create table schedule_versions (
  event text not null references schedule_events (event) on delete cascade,
  n integer not null,
  version text not null,
  released_at timestamptz not null,
  -- Who released it; null: the system.
  person uuid,
  note text not null,
  changes jsonb not null,
  -- How many of each kind.
  counts jsonb not null,
  primary key (event, n)
);
create index schedule_versions_person on schedule_versions (person) where person is not null;

-- Where the programme comes from by itself, and how that went.
create table schedule_sources (
  event text not null references schedule_events (event) on delete cascade,
  address text not null,
  tried_at timestamptz,
  -- When it was last read whole; what stands is as old as that.
  good_at timestamptz,
  -- Why the last try failed; null: it did not.
  fault text,
  -- What the last good try did, in numbers.
  outcome jsonb,
  primary key (event, address)
);
