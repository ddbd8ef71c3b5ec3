import type { EventId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { Told } from './rules.ts'

/** Held until the end of the transaction. */
export async function lock(tx: Tx, event: EventId): Promise<void> {
  await tx.rows(sql`
    insert into calendars_calendars (event) values (${event}) on conflict (event) do update set event = excluded.event`)
}

export async function told(tx: ReadTx, event: EventId): Promise<Told[]> {
  const rows = await tx.rows<Told & { startsAt: Date; changedAt: Date; cancelledAt: Date | null }>(sql`
    select uid, kind, source, slot, title, starts_at as "startsAt", minutes, room, place, track, rest, sequence,
      changed_at as "changedAt", cancelled_at as "cancelledAt"
    from calendars_entries where event = ${event} order by starts_at, uid`)
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
  }))
}

export async function put(tx: Tx, event: EventId, all: readonly Told[]): Promise<void> {
  await tx.rows(sql`
    insert into calendars_entries (event, uid, kind, source, slot, title, starts_at, minutes, room, place, track, rest, sequence, changed_at, cancelled_at)
    select ${event}, uid, kind, source, slot, title, "startsAt", minutes, room, place, track, rest, sequence, "changedAt", "cancelledAt"
    from jsonb_to_recordset(${all}::jsonb) as given (uid text, kind text, source text, slot text, title text, "startsAt" timestamptz, minutes int,
      room uuid, place text, track text, rest text, sequence int, "changedAt" timestamptz, "cancelledAt" timestamptz)
    on conflict (event, uid) do update set kind = excluded.kind, source = excluded.source, slot = excluded.slot, title = excluded.title,
      starts_at = excluded.starts_at, minutes = excluded.minutes, room = excluded.room, place = excluded.place, track = excluded.track,
      rest = excluded.rest, sequence = excluded.sequence, changed_at = excluded.changed_at, cancelled_at = excluded.cancelled_at`)
}

export async function drop(tx: Tx, event: EventId, uids: readonly string[]): Promise<void> {
  await tx.rows(sql`
    delete from calendars_entries where event = ${event} and uid in (select jsonb_array_elements_text(${uids}::jsonb))`)
}
