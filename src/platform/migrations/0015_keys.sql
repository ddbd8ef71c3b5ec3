-- Keys for programs. Only the hash of the secret is kept: it is random, so a slow hash would add nothing.
create table people_keys (
  id uuid primary key,
  person uuid not null references people_persons (id) on delete cascade,
  name text not null,
  secret_hash bytea not null unique,
  scopes jsonb not null,
  made_at timestamptz not null,
  used_at timestamptz,
  expires_at timestamptz
);
create index people_keys_person on people_keys (person);
