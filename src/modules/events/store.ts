import type { EventCard } from '../../contract/cards.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

const columns = sql`id, title, time_zone as "timeZone", starts_on as "startsOn", ends_on as "endsOn"`

export async function put(tx: Tx, event: EventCard): Promise<void> {
  await tx.rows(sql`
    insert into events_events (id, title, time_zone, starts_on, ends_on, made_at)
    values (${event.id}, ${event.title}, ${event.timeZone}, ${event.startsOn}, ${event.endsOn}, ${tx.now})
    on conflict (id) do update set title = excluded.title, time_zone = excluded.time_zone, starts_on = excluded.starts_on, ends_on = excluded.ends_on`)
}

export async function one(tx: ReadTx, id: EventId): Promise<EventCard | null> {
  const [row] = await tx.rows<EventCard>(sql`select ${columns} from events_events where id = ${id}`)
  return row ?? null
}

export async function all(tx: ReadTx): Promise<EventCard[]> {
  return tx.rows(sql`select ${columns} from events_events order by starts_on desc, id limit 500`)
}
