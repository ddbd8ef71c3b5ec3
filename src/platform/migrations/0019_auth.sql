-- The kinds of browsers an account was signed in with, as coarse as people see them in their list, the latest first: another one is told by mail.
alter table auth_users add column devices jsonb not null default '[]';
