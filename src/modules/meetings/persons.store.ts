import type { EventId, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'
import type { JoinedMeeting } from './persons.ts'

const PERSONS_OF_EVENT_MAX = 50_000
const MEETINGS_OF_PERSON_MAX = 200

export async function seatedSince(
  tx: ReadTx,
  seats: readonly { meeting: MeetingId; person: PersonId }[],
): Promise<{ meeting: MeetingId; person: PersonId; joinedAt: Date }[]> {
  return tx.rows(sql`
    select p.meeting, p.person, p.joined_at as "joinedAt"
    from (select distinct meeting, person from jsonb_to_recordset(${seats}::jsonb) as s (meeting uuid, person uuid)) w
    cross join lateral (
      select * from meetings_participants s where s.meeting = w.meeting and s.person = w.person limit 1
    ) p`)
}

export async function countsOfOthers(
  tx: ReadTx,
  others: readonly { activity: string; other: PersonId; person: PersonId }[],
): Promise<{ activity: string; person: PersonId; n: number }[]> {
  return tx.rows(sql`
    select w.activity, w.person, count(*)::int as n
    from (select distinct activity, other, person from jsonb_to_recordset(${others}::jsonb) as o (activity uuid, other uuid, person uuid)) w
    cross join lateral (select 1 from meetings_answers a where a.activity = w.activity and a.person = w.other offset 0) a
    group by 1, 2`)
}

export async function personsOf(tx: ReadTx, event: EventId): Promise<PersonId[]> {
  const rows = await tx.rows<{ person: PersonId }>(sql`
    select distinct p.person from meetings_meetings m join meetings_participants p on p.meeting = m.id
    where m.event = ${event} limit ${PERSONS_OF_EVENT_MAX}`)
  return rows.map((row) => row.person)
}

export async function joinedBy(tx: ReadTx, ids: readonly PersonId[]): Promise<JoinedMeeting[]> {
  return tx.rows(sql`
    select m.id, m.title, m.event, p.name, p.joined_at as "joinedAt"
    from meetings_participants p join meetings_meetings m on m.id = p.meeting
    where p.person in ${among(ids)} order by p.joined_at desc, m.id limit ${MEETINGS_OF_PERSON_MAX}`)
}

/** Whether one of these has a seat in a meeting that is not over. */
export async function sitsElsewhere(tx: ReadTx, ids: readonly PersonId[]): Promise<boolean> {
  const rows = await tx.rows(sql`
    select 1 from meetings_participants p join meetings_meetings m on m.id = p.meeting
    where p.person in ${among(ids)} and m.phase <> 'after' limit 1`)
  return rows.length === 1
}
