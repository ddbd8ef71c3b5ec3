-- Accounts and their credentials, as better-auth keeps them. Its sign-ins are not used: those are people_sign_ins.
create table auth_users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  -- What makes user names the same whatever their case; display_username is as it was typed.
  username text not null unique,
  display_username text not null,
  language text not null,
  -- Who signed up, when it was somebody known: becomes the person of the account once its address is confirmed.
  person uuid,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_users_unconfirmed on auth_users (created_at) where not email_verified;

-- A way to prove oneself: a password (of which only a slow hash is kept), later also accounts elsewhere.
create table auth_accounts (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth_users (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index auth_accounts_user on auth_accounts (user_id);

-- Codes that were mailed: `identifier` is a hash of purpose and code, `value` says what it is good for, and for whom.
create table auth_verifications (
  id text primary key,
  identifier text not null unique,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verifications_value on auth_verifications (value text_pattern_ops);
create index auth_verifications_expires on auth_verifications (expires_at);

-- What the list of one's sign-ins shows: never an address, of the browser its kind alone. A guest's is known by its long life.
alter table people_sign_ins add column id uuid not null default gen_random_uuid() unique;
alter table people_sign_ins add column guest boolean not null default false;
alter table people_sign_ins add column device text not null default '';
-- The account that was signed in with, a handle of network `account`; null for a set-up link or a guest.
alter table people_sign_ins add column account text;
update people_sign_ins set guest = true where expires_at - made_at > interval '60 days';
create index people_sign_ins_person on people_sign_ins (person);
