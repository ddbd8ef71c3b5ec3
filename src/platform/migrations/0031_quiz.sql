alter table meetings_meetings add column reward_first boolean not null default true;

-- When it was last opened and for how long: what a fast answer is measured by.
alter table meetings_activities add column opened_at timestamptz;
alter table meetings_activities add column seconds integer;

-- The order in which answers came in, also of those of one round, which have one time.
alter table meetings_answers add column n bigint generated always as identity;
-- What it brought, in points, once its result was shown; null: nothing is booked yet.
alter table meetings_answers add column points integer;
