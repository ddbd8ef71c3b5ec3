import type { ActivityId } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'
import type { Booked } from './scores.store.ts'

/** The people in one meeting, as its moderators see them. */
export interface ParticipantRow {
  readonly person: PersonId
  readonly name: string
  readonly joinedAt: Date
  readonly answered: number
  readonly muted: boolean
}

/** Latest first; `like` is part of a folded name. Whose person was forgotten is left out. */
export async function participants(
  tx: ReadTx,
  meeting: MeetingId,
  { like, after, rowsMax }: { like: string; after: PersonId | null; rowsMax: number },
): Promise<ParticipantRow[]> {
  return tx.rows(sql`
    select p.person, p.name, p.joined_at as "joinedAt",
      (select count(*)::int from meetings_activities c join meetings_answers a on a.activity = c.id where c.meeting = p.meeting and a.person = p.person) as answered,
      exists (select 1 from meetings_marks k where k.meeting = p.meeting and k.person = p.person and k.mark = 'muted') as muted
    from meetings_participants p
    where p.meeting = ${meeting} and not p.gone and (${like} = '' or strpos(p.name_key, ${like}) > 0)
      and (${after}::uuid is null or (p.joined_at, p.person) < (select joined_at, person from meetings_participants where meeting = ${meeting} and person = ${after}))
    order by p.joined_at desc, p.person desc limit ${rowsMax}`)
}

/** Rounds of answers that are under way in this meeting end first, and later ones find no seat. */
export async function holdActivities(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx.rows(sql`select 1 from meetings_activities where meeting = ${meeting} order by id for update`)
}

export async function seatsOf(
  tx: ReadTx,
  meeting: MeetingId,
  persons: readonly PersonId[],
): Promise<{ person: PersonId; name: string }[]> {
  return tx.rows(sql`
    select person, name from meetings_participants where meeting = ${meeting} and person in ${among(persons)} order by joined_at`)
}

export async function dropSeats(tx: Tx, meeting: MeetingId, persons: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`delete from meetings_participants where meeting = ${meeting} and person in ${among(persons)}`)
}

/** The activities they were of. */
export async function dropAnswers(tx: Tx, meeting: MeetingId, persons: readonly PersonId[]): Promise<ActivityId[]> {
  const rows = await tx.rows<{ activity: ActivityId }>(sql`
    delete from meetings_answers a using meetings_activities c
    where c.meeting = ${meeting} and a.activity = c.id and a.person in ${among(persons)} returning a.activity`)
  return [...new Set(rows.map((row) => row.activity))]
}

/** The answers of these persons that brought points here. */
export async function bookedOf(tx: ReadTx, meeting: MeetingId, persons: readonly PersonId[]): Promise<Booked[]> {
  return tx.rows(sql`
    select a.id as answer, a.person, a.points from meetings_activities c join meetings_answers a on a.activity = c.id
    where c.meeting = ${meeting} and a.person in ${among(persons)} and a.points is not null and a.points <> 0 order by a.n`)
}

/** Whose they were. */
export async function dropAllSeats(tx: Tx, meeting: MeetingId): Promise<PersonId[]> {
  const rows = await tx.rows<{ person: PersonId; gone: boolean }>(sql`
    delete from meetings_participants where meeting = ${meeting} returning person, gone`)
  return rows.flatMap(({ person, gone }) => (gone ? [] : [person]))
}
