-- Channels of one name on two servers are two. A binding made before names no server, and is heard on all, as it was.
alter table meetings_channels drop constraint meetings_channels_pkey;
alter table meetings_channels add column server text;
-- What is said there.
alter table meetings_channels add column language text not null default 'en';
alter table meetings_channels add constraint meetings_channels_once unique nulls not distinct (network, channel, server);

-- The changes of a count are told on a feed of each opening now.
delete from platform_feeds where name like 'activity:%';
