import type { EventCard, EventSettings } from '../../contract/cards.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

const columns = sql`id, title, time_zone as "timeZone", starts_on as "startsOn", ends_on as "endsOn",
  retention_days as "retentionDays"`

/** `retentionDays` left out: as it was. */
export async function put(tx: Tx, event: EventSettings & { readonly id: EventId }): Promise<void> {
  await tx.rows(sql`
    insert into events_events (id, title, time_zone, starts_on, ends_on, retention_days, made_at)
    values (${event.id}, ${event.title}, ${event.timeZone}, ${event.startsOn}, ${event.endsOn}, ${event.retentionDays ?? null}, ${tx.now})
    on conflict (id) do update set title = excluded.title, time_zone = excluded.time_zone, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
      retention_days = case when ${event.retentionDays === undefined} then events_events.retention_days else excluded.retention_days end`)
}

export async function one(tx: ReadTx, id: EventId): Promise<EventCard | null> {
  const [row] = await tx.rows<EventCard>(sql`select ${columns} from events_events where id = ${id}`)
  return row ?? null
}

/** Latest first, then by id: those behind this one. */
export async function list(tx: ReadTx, after: EventId | null, rowsMax: number): Promise<EventCard[]> {
  const behind = sql`exists (select 1 from events_events a where a.id = ${after}
    and (e.starts_on < a.starts_on or (e.starts_on = a.starts_on and e.id > a.id)))`
  return tx.rows(sql`
    select ${columns} from events_events e where ${after === null ? sql`true` : behind} order by starts_on desc, id limit ${rowsMax}`)
}

const TITLES_MAX = 5_000
export async function titles(tx: ReadTx): Promise<{ id: EventId; title: string }[]> {
  return tx.rows(sql`select id, title from events_events order by starts_on desc, id limit ${TITLES_MAX}`)
}

export async function any(tx: ReadTx): Promise<boolean> {
  return (await tx.rows(sql`select 1 from events_events limit 1`)).length === 1
}

/** Events that ended longer ago than they are kept, with their days: counted from the end of their last day, where they were. */
export async function pastRetention(
  tx: ReadTx,
  now: Date,
  usualDays: number | null,
): Promise<{ event: EventId; days: number }[]> {
  return tx.rows(sql`
    select id as event, coalesce(retention_days, ${usualDays}::int) as days from events_events
    where (ends_on + 1 + coalesce(retention_days, ${usualDays}::int))::timestamp at time zone time_zone <= ${now} order by id`)
}

/** Those that keep it otherwise than the instance. */
export async function ownRetention(tx: ReadTx): Promise<{ title: string; days: number }[]> {
  return tx.rows(sql`
    select title, retention_days as days from events_events where retention_days is not null order by starts_on desc, id limit 500`)
}
