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

export async function all(tx: ReadTx): Promise<EventCard[]> {
  return tx.rows(sql`select ${columns} from events_events order by starts_on desc, id limit 500`)
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
