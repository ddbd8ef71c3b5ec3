-- Every activity has its own timer and the presenter's notes; what was prepared before had neither.
update meetings_activities set prepared = '{"seconds": null, "notes": ""}'::jsonb || prepared;

-- Pictures of slides. An id is made by the client, once for each picture: its content never changes. Any activity may use it, also a copy in another meeting.
create table meetings_pictures (
  id uuid primary key,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp', 'image/avif')),
  width integer not null,
  height integer not null,
  bytes bytea not null,
  made_at timestamptz not null
);
-- Which pictures are used.
create index meetings_activities_picture on meetings_activities ((prepared ->> 'picture')) where prepared ? 'picture';
