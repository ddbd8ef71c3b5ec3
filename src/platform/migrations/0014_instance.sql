-- Settings that differ from their defaults. `value` of a secret is its sealed text.
create table instance_settings (
  path text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);

-- What the configuration of the running program decides; put anew at each start. One row, which is held while a setting changes.
create table instance_fixed (
  only_row boolean primary key default true check (only_row),
  fixed jsonb not null,
  parts jsonb not null
);
insert into instance_fixed (fixed, parts) values ('{}', '["live", "event-day", "community", "campaigns"]');

-- Every change of a setting with what is needed to undo it; SQL null: the default. `person` null: the system.
create table instance_changes (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  path text not null,
  before jsonb,
  after jsonb,
  person uuid,
  at timestamptz not null
);
create index instance_changes_path on instance_changes (path, n);

-- Uploaded pictures. An id is made by the client, once for each picture: its content never changes.
create table instance_pictures (
  id uuid primary key,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp', 'image/avif')),
  width int not null,
  height int not null,
  bytes bytea not null,
  made_at timestamptz not null
);

-- The home page (`index`) and further pages, in their order of making.
create table instance_pages (
  id text primary key,
  title text not null,
  title_second text not null,
  description text not null,
  button_text text not null,
  button_address text not null,
  section_title text not null,
  section_text text not null,
  picture uuid references instance_pictures (id) on delete set null,
  picture_words text not null,
  made_at timestamptz not null
);

create table instance_team (
  id uuid primary key,
  name text not null,
  role text not null,
  about text not null,
  image_address text not null,
  picture uuid references instance_pictures (id) on delete set null
);
