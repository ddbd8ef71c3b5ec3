-- Names are searched whatever their case: in small letters once, not at each search for each name.
alter table people_persons add column name_lower text generated always as (lower(name)) stored;
alter table people_handles add column name_lower text generated always as (lower(name)) stored;

-- The list of people, newest first, holds whoever is one person of their own: without figures on a table the planner takes those for a handful.
drop index people_persons_made;
create index people_persons_made on people_persons (made_at desc, id desc) where merged_into is null and forgotten_at is null;
