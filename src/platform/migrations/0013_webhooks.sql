-- Addresses of programs that want to hear what happens. Secrets are sealed; the one before is good until `former_until`.
create table webhooks_endpoints (
  id uuid primary key,
  name text not null,
  address text not null,
  events jsonb not null,
  secret text not null,
  former_secret text,
  former_until timestamptz,
  -- Null: it is on.
  off text check (off in ('by-hand', 'gone', 'failing')),
  made_at timestamptz not null
);

create table webhooks_deliveries (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  endpoint uuid not null references webhooks_endpoints (id) on delete cascade,
  event text not null,
  -- The very text that is signed.
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  tries integer not null default 0,
  -- Those before it was asked for once more: waiting starts from the beginning then.
  tries_before integer not null default 0,
  due_at timestamptz,
  -- While it is being tried: until when nobody else tries.
  taken_until timestamptz,
  made_at timestamptz not null,
  done_at timestamptz,
  check ((state = 'waiting') = (due_at is not null))
);
create index webhooks_deliveries_due on webhooks_deliveries (endpoint, due_at) where state = 'waiting';
create index webhooks_deliveries_endpoint on webhooks_deliveries (endpoint, n);

create table webhooks_attempts (
  delivery uuid not null references webhooks_deliveries (id) on delete cascade,
  nth integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  status integer,
  fault text,
  -- The beginning of what was answered.
  response text not null,
  primary key (delivery, nth)
);

-- The number of the last news that deliveries were made of.
create table webhooks_position (
  only_row boolean primary key default true check (only_row),
  seq bigint not null
);
insert into webhooks_position (seq) values (0);
