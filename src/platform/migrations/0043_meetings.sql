-- When a meeting stands in the public list; without either, it does while it runs.
alter table meetings_meetings add column starts_at timestamptz;
alter table meetings_meetings add column ends_at timestamptz;
alter table meetings_meetings add constraint meetings_meetings_dates check (starts_at <= ends_at);
