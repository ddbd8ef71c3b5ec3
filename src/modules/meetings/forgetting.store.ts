import type { ActivityId, PreparedActivity } from '../../contract/activity.schema.ts'
import type { EventId, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, type Sql, sql } from '../../platform/sql.ts'
import type { Kept } from './kinds/index.ts'

export interface SeatRow {
  readonly meeting: MeetingId
  readonly title: string
  readonly event: EventId | null
  readonly name: string
  readonly points: number
  readonly joinedAt: Date
}
export interface AnswerRow {
  readonly meeting: MeetingId
  readonly activity: ActivityId
  readonly prepared: PreparedActivity
  readonly at: Date
  readonly given: Kept
}

export const seatsOf = (tx: ReadTx, ids: readonly PersonId[]): Promise<SeatRow[]> =>
  tx.rows(sql`
    select p.meeting, m.title, m.event, p.name, p.points, p.joined_at as "joinedAt"
    from (select meeting, person, name, points, joined_at from meetings_participants
      union all select meeting, person, min(name), 0, min(at) from meetings_marks k where not exists (
        select 1 from meetings_participants s where s.meeting = k.meeting and s.person = k.person) group by meeting, person) p
    join meetings_meetings m on m.id = p.meeting
    where p.person in ${among(ids)} order by p.joined_at, p.meeting`)

export const answersOf = (tx: ReadTx, ids: readonly PersonId[]): Promise<AnswerRow[]> =>
  tx.rows(sql`
    select c.meeting, c.id as activity, c.prepared, a.at, a.given
    from (select meeting, person from meetings_participants union select meeting, person from meetings_marks) p
    join meetings_activities c on c.meeting = p.meeting
    join meetings_answers a on a.activity = c.id and a.person = p.person
    where p.person in ${among(ids)} order by a.at, a.part`)

export async function steeredBy(tx: ReadTx, ids: readonly PersonId[]): Promise<MeetingId[]> {
  const rows = await tx.rows<{ id: MeetingId }>(sql`
    select id from meetings_meetings where controller is not null and controller_person in ${among(ids)} order by id`)
  return rows.map((row) => row.id)
}

/** Which of these have a seat that is still theirs. */
export async function seatedAmong(tx: ReadTx, ids: readonly PersonId[]): Promise<Set<PersonId>> {
  const rows = await tx.rows<{ person: PersonId }>(sql`
    select distinct person from meetings_participants where person in ${among(ids)}`)
  return new Set(rows.map((row) => row.person))
}

/** Rounds of answers of these persons that are under way end first, and later ones find no seat. */
export async function holdOpenActivities(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`
    select 1 from meetings_activities
    where state = 'open' and meeting in (select meeting from meetings_participants where person in ${among(ids)})
    order by id for update`)
}

export interface LeftSeat {
  readonly meeting: MeetingId
  readonly person: PersonId
  /** What stands in its place now. */
  readonly fresh: PersonId
}

/**
 * Makes seats nobody's: name and person give way to an id that was never anybody's, another one in each meeting, in the answers too.
 * Counts and points stay as they are.
 */
async function leave(tx: Tx, seats: Sql): Promise<LeftSeat[]> {
  return tx.rows(sql`
    with leaving as (select s.meeting, s.person, gen_random_uuid() as fresh from (${seats}) s),
      answers as (
        update meetings_answers a set person = l.fresh
        from leaving l join meetings_activities c on c.meeting = l.meeting where a.activity = c.id and a.person = l.person)
    update meetings_participants p set person = l.fresh, name = '–', name_key = 'gone/' || l.fresh, gone = true
    from leaving l where p.meeting = l.meeting and p.person = l.person
    returning l.meeting, l.person, l.fresh`)
}

export const leaveSeatsOf = (tx: Tx, ids: readonly PersonId[]): Promise<LeftSeat[]> =>
  leave(tx, sql`select meeting, person from meetings_participants where person in ${among(ids)} for update`)

/** What was decided about these persons is forgotten, and what they answered before they were taken out is nobody's. */
export async function forgetMarks(tx: Tx, ids: readonly PersonId[]): Promise<LeftSeat[]> {
  const left = await tx.rows<LeftSeat>(sql`
    with leaving as (
      select k.meeting, k.person, gen_random_uuid() as fresh from (select distinct meeting, person from meetings_marks where person in ${among(ids)}) k),
      answers as (update meetings_answers a set person = l.fresh
        from leaving l join meetings_activities c on c.meeting = l.meeting where a.activity = c.id and a.person = l.person)
    select meeting, person, fresh from leaving`)
  await tx.rows(sql`delete from meetings_marks where person in ${among(ids)}`)
  return left
}

/** An event whose seats taken more than so many days ago are to be left. */
export interface Due {
  readonly event: EventId
  readonly days: number
}

/**
 * Leaves seats of meetings that did not move for as long as things are kept, and taken before that: of these events, and with `days` of no event.
 * At most so many at a time.
 */
export const leaveOldSeats = (tx: Tx, due: readonly Due[], days: number | null, seatsMax: number): Promise<LeftSeat[]> =>
  leave(
    tx,
    sql`select p.meeting, p.person from meetings_participants p
      join meetings_meetings m on m.id = p.meeting
      join (select event, days from jsonb_to_recordset(${due}::jsonb) as d (event text, days int)
        union all select null, ${days}::int where ${days}::int is not null) kept on kept.event is not distinct from m.event
      where not p.gone and p.joined_at < ${tx.now}::timestamptz - make_interval(days => kept.days)
        and coalesce(m.stepped_at, m.made_at) < ${tx.now}::timestamptz - make_interval(days => kept.days)
      limit ${seatsMax} for update of p`,
  )

/** Whom marks are about in meetings that did not move for as long as things are kept. */
export async function oldMarks(tx: Tx, due: readonly Due[], days: number | null, rowsMax: number): Promise<LeftSeat[]> {
  return tx.rows(sql`
    with kept as (select event, days from jsonb_to_recordset(${due}::jsonb) as d (event text, days int)
        union all select null, ${days}::int where ${days}::int is not null),
      old as (select k.meeting, k.person, k.mark from meetings_marks k join meetings_meetings m on m.id = k.meeting
        join kept on kept.event is not distinct from m.event
        where k.at < ${tx.now}::timestamptz - make_interval(days => kept.days)
          and coalesce(m.stepped_at, m.made_at) < ${tx.now}::timestamptz - make_interval(days => kept.days) limit ${rowsMax}),
      leaving as (select o.meeting, o.person, gen_random_uuid() as fresh from (select distinct meeting, person from old) o),
      answers as (update meetings_answers a set person = l.fresh
        from leaving l join meetings_activities c on c.meeting = l.meeting where a.activity = c.id and a.person = l.person),
      gone as (delete from meetings_marks k using old o where k.meeting = o.meeting and k.person = o.person and k.mark = o.mark)
    select meeting, person, fresh from leaving`)
}

/** Whoever steered last is told no more where nobody steers. */
export async function forgetControllers(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`
    update meetings_meetings set controller_person = null, controller_name = null where controller_person in ${among(ids)}`)
}
