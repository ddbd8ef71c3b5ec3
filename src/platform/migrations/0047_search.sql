-- Names are searched whatever their case: in small letters once, not at each search for each name.
alter table people_persons add column name_lower text generated always as (lower(name)) stored;
alter table people_handles add column name_lower text generated always as (lower(name)) stored;
