-- One row an event: whoever holds it is the only one who publishes this event's calendars.
create table calendars_calendars (
  event text primary key references events_events (id) on delete cascade
);

-- What calendars were told, so that a later reading can say what became of it: the same `uid` with a higher `sequence`.
create table calendars_entries (
  event text not null references events_events (id) on delete cascade,
  uid text not null,
  kind text not null check (kind in ('session', 'booking')),
  -- The session's id, or the track that booked.
  source text not null,
  -- Of a booking.
  slot text,
  title text not null,
  starts_at timestamptz not null,
  minutes integer not null,
  room uuid,
  place text not null,
  track text,
  -- The hash of all the rest that is printed.
  rest text not null,
  sequence integer not null,
  changed_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (event, uid)
);
