-- Points, as double entries that are only ever added. A book (one meeting, one campaign) has accounts: its pot, where points come from, and two for
-- each who earns, what is pending and what is available. Owners are ids alone: whose they are is told elsewhere, and can be forgotten there.
create table ledger_accounts (
  id bigint generated always as identity primary key,
  book text not null,
  kind text not null check (kind in ('pot', 'pending', 'available')),
  owner uuid,
  -- Kept beside the entries, of which it is the sum; the audit compares.
  balance bigint not null default 0,
  -- How many entries it has.
  version bigint not null default 0,
  may_owe boolean not null default false,
  unique nulls not distinct (book, kind, owner),
  check ((kind = 'pot') = (owner is null)),
  constraint ledger_no_debt check (may_owe or balance >= 0)
);
create index ledger_standings on ledger_accounts (book, balance desc, owner) where kind = 'available';

create table ledger_transfers (
  id bigint generated always as identity primary key,
  -- What it means, such as `quiz:ACTIVITY:3:PERSON`: the same key is the same transfer.
  key text not null unique,
  -- Of all it says, so that the same key for something else is found out.
  hash bytea not null,
  reason text not null,
  -- A hold that it settles or gives back. Each hold once.
  resolves bigint unique references ledger_transfers (id),
  -- When a hold that nobody resolved is due; null for what is no hold.
  due_at timestamptz,
  at timestamptz not null
);
create index ledger_holds on ledger_transfers (due_at) where due_at is not null;

create table ledger_entries (
  transfer bigint not null references ledger_transfers (id),
  account bigint not null references ledger_accounts (id),
  points bigint not null check (points <> 0),
  before bigint not null,
  after bigint not null,
  version bigint not null,
  primary key (account, version),
  check (after = before + points)
);
create index ledger_entries_transfer on ledger_entries (transfer);

create function ledger_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is only ever added to';
end $$;
create trigger ledger_transfers_stay before update or delete on ledger_transfers for each statement execute function ledger_stays();
create trigger ledger_entries_stay before update or delete on ledger_entries for each statement execute function ledger_stays();
