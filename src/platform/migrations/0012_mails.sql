-- Mails that were promised. `facts` is what a mail is made of, sealed, since it may hold a code; null once the mail has left.
create table mails_mails (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  recipient text not null,
  -- Whom it is about; null: nobody we keep.
  person uuid,
  language text not null,
  kind text not null,
  facts text,
  state text not null check (state in ('queued', 'kept', 'sent', 'refused', 'failed')),
  tries integer not null default 0,
  answer text,
  -- When it is tried next. While it is being sent: until when nobody else tries.
  due_at timestamptz,
  give_up_at timestamptz not null,
  made_at timestamptz not null,
  done_at timestamptz,
  check ((state = 'queued') = (due_at is not null))
);
create index mails_mails_due on mails_mails (due_at) where state = 'queued';
create index mails_mails_state on mails_mails (state, n);
create index mails_mails_person on mails_mails (person) where person is not null;
