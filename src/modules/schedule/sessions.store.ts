import type { EventId } from '../../contract/meeting.schema.ts'
import type { RoomId } from '../../contract/schedule.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

/** Rooms that any session is in, prepared or released. */
export async function roomsInUse(tx: ReadTx, event: EventId): Promise<Set<RoomId>> {
  const rows = await tx.rows<{ room: RoomId }>(sql`
    select distinct room from (
      select draft ->> 'room' as room from schedule_sessions where event = ${event}
      union all select released ->> 'room' from schedule_sessions where event = ${event}) as r
    where room is not null`)
  return new Set(rows.map((row) => row.room))
}
