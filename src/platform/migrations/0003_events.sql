create table events_events (
  id text primary key,
  title text not null,
  time_zone text not null,
  starts_on date not null,
  ends_on date not null check (starts_on <= ends_on),
  made_at timestamptz not null
);
