-- A word sealed with the instance's secret, by which a program with another secret notices that it is one. One row once a program has started.
create table instance_secret (
  only_row boolean primary key default true check (only_row),
  word text not null
);
