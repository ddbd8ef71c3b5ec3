create table people_persons (
  id uuid primary key,
  name text not null,
  merged_into uuid references people_persons (id),
  made_at timestamptz not null
);

-- A platform account of a person: network + stable id. `web` handles are browsers (the id is the hash of their guest token).
create table people_handles (
  network text not null,
  account text not null,
  person uuid not null references people_persons (id) on delete cascade,
  name text not null,
  proven boolean not null,
  made_at timestamptz not null,
  primary key (network, account)
);
create index people_handles_person on people_handles (person);

-- A browser's login. Only the hash of the token is kept.
create table people_sign_ins (
  token_hash bytea primary key,
  person uuid not null references people_persons (id) on delete cascade,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
create index people_sign_ins_expires on people_sign_ins (expires_at);

-- `event` null: in the whole instance.
create table people_roles (
  person uuid not null references people_persons (id) on delete cascade,
  event text,
  role text not null check (role in ('owner', 'organizer', 'moderator', 'member')),
  granted_at timestamptz not null,
  unique nulls not distinct (person, event, role)
);

create table people_setup_links (
  token_hash bytea primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);
