-- Persons found to be one: `merged_into` leads straight to the one that lasts, so that reading takes one step. What was merged by which act
-- stands in people_merges, from which `merged_into` is made anew when an act is undone.
create index people_persons_merged on people_persons (merged_into) where merged_into is not null;
create index people_persons_made on people_persons (made_at desc, id desc);
-- Somebody whose personal data is gone; what they did stays, without a name.
alter table people_persons add column forgotten_at timestamptz;

alter table people_handles add column id uuid not null default gen_random_uuid() unique;

create table people_merges (
  id uuid primary key,
  person uuid not null references people_persons (id),
  into_person uuid not null references people_persons (id),
  at timestamptz not null,
  undone_at timestamptz
);
create index people_merges_into on people_merges (into_person) where undone_at is null;
-- A person is merged into one other at a time.
create unique index people_merges_person on people_merges (person) where undone_at is null;

-- What a chat account and a person on the web still have to prove to each other, or have proved and still to confirm. Of a code only a slow hash is kept.
create table people_links (
  id uuid primary key,
  code_hash bytea not null unique,
  person uuid references people_persons (id) on delete cascade,
  network text,
  account text,
  expires_at timestamptz not null,
  check (person is not null or account is not null),
  foreign key (network, account) references people_handles (network, account) on delete cascade
);
create index people_links_person on people_links (person);

-- `event` null: in the whole instance.
create table people_bans (
  person uuid not null references people_persons (id) on delete cascade,
  event text,
  reason text not null,
  at timestamptz not null,
  unique nulls not distinct (person, event)
);

-- Who did what, about whom or what: every privileged act. `actor` null: the system. `subject` is `kind:id`, such as `person:…` or `event:spring`.
create table people_acts (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  at timestamptz not null,
  actor uuid,
  act text not null,
  subject text not null,
  detail jsonb not null
);
create index people_acts_actor on people_acts (actor, n);
create index people_acts_subject on people_acts (subject, n);
