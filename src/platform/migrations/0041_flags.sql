alter table meetings_meetings add column show_flags boolean not null default false;
alter table meetings_meetings add column flag_prefix text not null default 'Plenary';

create table flags_pictures (
  id uuid primary key,
  meeting uuid not null references meetings_meetings (id) on delete cascade,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp', 'image/avif')),
  width int not null,
  height int not null,
  bytes bytea not null,
  made_at timestamptz not null
);
create index flags_pictures_meeting on flags_pictures (meeting);

create table flags_flags (
  id uuid primary key,
  -- In the order of their making.
  n bigint generated always as identity,
  meeting uuid not null references meetings_meetings (id) on delete cascade,
  code text not null,
  title text not null,
  description text not null,
  picture uuid references flags_pictures (id) on delete set null,
  picture_words text not null,
  points int not null,
  first_points int not null,
  unique (meeting, code)
);
create index flags_flags_picture on flags_flags (picture) where picture is not null;

-- Every try, wrong ones too. It is a seat's: when that becomes nobody's, so does the try.
create table flags_tries (
  id uuid primary key,
  -- The order in which they came.
  n bigint generated always as identity,
  meeting uuid not null,
  person uuid not null,
  text text not null,
  outcome text not null check (outcome in ('first', 'found', 'again', 'unknown')),
  flag uuid references flags_flags (id) on delete set null,
  points int not null,
  at timestamptz not null,
  foreign key (meeting, person) references meetings_participants (meeting, person) on update cascade on delete cascade
);
create unique index flags_tries_first on flags_tries (flag) where outcome = 'first';
create unique index flags_tries_found on flags_tries (flag, person) where outcome in ('first', 'found');
create index flags_tries_meeting on flags_tries (meeting, n);
create index flags_tries_seat on flags_tries (meeting, person);
