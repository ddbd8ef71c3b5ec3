-- How often points have moved for everybody: whoever shows their own points looks again when it does.
alter table meetings_meetings add column scored integer not null default 0;

-- The scoreboard as organizers were last told it: what a view shows is what followers have heard.
create table meetings_scoreboards (
  meeting uuid primary key references meetings_meetings (id) on delete cascade,
  people integer not null,
  rows jsonb not null
);
insert into meetings_scoreboards (meeting, people, rows)
  select p.meeting, count(*), '[]' from meetings_participants p group by p.meeting;
