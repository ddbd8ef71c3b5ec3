create table platform_feeds (
  name text primary key,
  seq bigint not null
);

create table platform_changes (
  feed text not null references platform_feeds (name) on delete cascade,
  seq bigint not null,
  change jsonb not null,
  at timestamptz not null,
  primary key (feed, seq)
);
create index platform_changes_at on platform_changes (at);

create table platform_leases (
  name text primary key,
  holder text not null,
  until timestamptz not null
);
