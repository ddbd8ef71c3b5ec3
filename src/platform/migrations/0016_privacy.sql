-- Days that what people did at an event is kept with their names, counted from its last day; null: as the instance says.
alter table events_events add column retention_days integer check (retention_days between 1 and 3650);

-- A seat whose person is known no more: its name is gone, and `person` is an id that stands nowhere else.
alter table meetings_participants add column gone boolean not null default false;
-- When the meeting last moved on; null: since it was made.
alter table meetings_meetings add column stepped_at timestamptz;

-- What somebody agreed to, in which version, and since when. Whoever signs up agrees before their address is confirmed: until then there is an
-- account and no person.
create table people_consents (
  n bigint generated always as identity primary key,
  person uuid references people_persons (id) on delete cascade,
  account text,
  consent text not null,
  version text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  check (person is not null or account is not null)
);
create unique index people_consents_in_force on people_consents (person, account, consent, version) nulls not distinct where withdrawn_at is null;
create index people_consents_account on people_consents (account, given_at) where person is null;

-- Somebody asked to be deleted, and has to confirm it by a code that was mailed. Only the hash of the code is kept: it is random.
create table people_deletions (
  person uuid primary key references people_persons (id) on delete cascade,
  code_hash bytea not null unique,
  expires_at timestamptz not null
);
