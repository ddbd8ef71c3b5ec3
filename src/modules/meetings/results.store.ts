import type { ActivityId } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { Kept } from './kinds/index.ts'

/** Who took part, and what they sent, for whoever takes it out of the program. */

/** Best first, in the scoreboard's order. */
export async function participantsOf(
  tx: ReadTx,
  meeting: MeetingId,
): Promise<{ person: PersonId; gone: boolean; name: string; points: number; joinedAt: Date }[]> {
  return tx.rows(sql`
    select person, gone, name, points, joined_at as "joinedAt" from meetings_participants where meeting = ${meeting} order by points desc, joined_at, name`)
}

export interface GivenRow {
  readonly person: PersonId
  readonly activity: ActivityId
  readonly given: Kept
  readonly points: number | null
  readonly at: Date
}

/** In the order they came in. */
export async function answersOfMeeting(tx: ReadTx, meeting: MeetingId): Promise<GivenRow[]> {
  return tx.rows(sql`
    select b.person, b.activity, b.given, b.points, b.at from meetings_answers b join meetings_activities a on a.id = b.activity
    where a.meeting = ${meeting} order by a.place, b.n`)
}

/** How many sit there, and how much was answered. */
export async function sizeOf(tx: ReadTx, meeting: MeetingId): Promise<{ people: number; answers: number }> {
  const [row] = await tx.rows<{ people: number; answers: number }>(sql`
    select (select count(*)::int from meetings_participants where meeting = ${meeting}) as people,
      (select count(*)::int from meetings_activities c join meetings_answers a on a.activity = c.id where c.meeting = ${meeting}) as answers`)
  return row ?? { people: 0, answers: 0 }
}
