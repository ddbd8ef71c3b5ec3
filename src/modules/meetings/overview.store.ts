import type { ActivityId, ActivityKind, AnswerId, PreparedActivity } from '../../contract/activity.schema.ts'
import { FITTING_SEATS_MAX } from '../../contract/limits.ts'
import type { EventId, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { among, type Sql, sql } from '../../platform/sql.ts'
import type { Kept } from './kinds/index.ts'
import { ofEvents, tells } from './lists.store.ts'

/** What is in all meetings that somebody runs. */

/** `events` null: all meetings; `meeting` null: each of those. */
export interface Within {
  readonly events: readonly EventId[] | null
  readonly meeting: MeetingId | null
}

const within = ({ events, meeting }: Within): Sql => sql`${ofEvents(events)} and (${meeting}::uuid is null or m.id = ${meeting})`

export interface ActivityInList {
  readonly id: ActivityId
  readonly meeting: MeetingId
  readonly meetingTitle: string
  readonly kind: ActivityKind
  readonly title: string
  readonly done: boolean
  readonly inFront: boolean
  readonly answered: number
}

/** Newest meeting first, each in its order; behind an activity, where one is named. */
export async function activities(
  tx: ReadTx,
  wish: Within & { text: string; kind: ActivityKind | null; done: boolean | null; after: ActivityId | null; rowsMax: number },
): Promise<ActivityInList[]> {
  const { text, kind, done, after, rowsMax } = wish
  const behind = after
    ? sql`(m.made_at < z.made_at or (m.made_at = z.made_at and (m.id > z.meeting or (m.id = z.meeting and a.place > z.place))))`
    : sql`true`
  return tx.rows(sql`
    select a.id, a.meeting, m.title as "meetingTitle", a.kind, a.prepared ->> 'title' as title, a.done,
      coalesce(m.activity = a.id, false) as "inFront", coalesce((a.tally ->> 'answered')::int, 0) as answered
    from meetings_meetings m join meetings_activities a on a.meeting = m.id
    left join (select n.made_at, b.meeting, b.place from meetings_activities b join meetings_meetings n on n.id = b.meeting where b.id = ${after}) z on true
    where ${within(wish)} and ${behind} and (${kind}::text is null or a.kind = ${kind}) and (${done}::boolean is null or a.done = ${done})
      and ${tells(sql`(a.prepared ->> 'title') || ' ' || (a.prepared ->> 'description')`, text)}
    order by m.made_at desc, m.id, a.place limit ${rowsMax}`)
}

export interface ParticipantInList {
  readonly meeting: MeetingId
  readonly meetingTitle: string
  readonly person: PersonId
  readonly name: string
  readonly points: number
}

/**
 * Most points first; `like` is part of a folded name, `alsoLike` who fits by another name, `among` who may be told at all; null: everybody. Whose
 * person was forgotten is left out.
 */
export async function participants(
  tx: ReadTx,
  wish: Within & {
    like: string
    alsoLike: readonly PersonId[]
    among: readonly PersonId[] | null
    after: SeatOf | null
    rowsMax: number
  },
): Promise<ParticipantInList[]> {
  const { like, alsoLike, after, rowsMax } = wish
  const behind = after
    ? sql`(-p.points, p.joined_at, p.meeting, p.person) > (select -z.points, z.joined_at, z.meeting, z.person
        from meetings_participants z where z.meeting = ${after.meeting} and z.person = ${after.person})`
    : sql`true`
  return tx.rows(sql`
    select p.meeting, m.title as "meetingTitle", p.person, p.name, p.points
    from meetings_participants p join meetings_meetings m on m.id = p.meeting
    where ${within(wish)} and not p.gone and ${behind} and ${wish.among ? sql`p.person in ${among(wish.among)}` : sql`true`}
      and ${like === '' ? sql`true` : sql`(strpos(p.name_key, ${like}) > 0 or p.person in ${among(alsoLike)})`}
    order by -p.points, p.joined_at, p.meeting, p.person limit ${rowsMax}`)
}

export interface SeatOf {
  readonly meeting: MeetingId
  readonly person: PersonId
}

/** Those who joined last, of all whose folded name has this in it. */
export const seatsLike = (tx: ReadTx, wish: Within & { like: string }): Promise<SeatOf[]> =>
  tx.rows(sql`
    select p.meeting, p.person from meetings_participants p join meetings_meetings m on m.id = p.meeting
    where ${within(wish)} and not p.gone and strpos(p.name_key, ${wish.like}) > 0
    order by p.joined_at desc, p.person limit ${FITTING_SEATS_MAX}`)

/** What they are called there; whoever was put out, what they were called. */
export const sitters = (tx: ReadTx, seats: readonly SeatOf[]): Promise<(SeatOf & { name: string })[]> =>
  tx.rows(sql`
    select s.meeting, s.person, coalesce(p.name, k.name) as name
    from (select distinct meeting, person from jsonb_to_recordset(${seats}::jsonb) as s (meeting uuid, person uuid)) s
    left join meetings_participants p on p.meeting = s.meeting and p.person = s.person
    left join lateral (select name from meetings_marks k where k.meeting = s.meeting and k.person = s.person limit 1) k on true
    where coalesce(p.name, k.name) is not null`)

export interface AnswerInList {
  readonly id: AnswerId
  readonly meeting: MeetingId
  readonly meetingTitle: string
  readonly activity: ActivityId
  readonly prepared: PreparedActivity
  readonly person: PersonId
  readonly given: Kept
  readonly points: number | null
  readonly at: Date
}

/** The latest first: of each activity as many as are wanted at most, of these the latest. `by` null: of everybody. */
export async function answers(
  tx: ReadTx,
  wish: Within & { activity: ActivityId | null; by: readonly SeatOf[] | null; before: number | null; rowsMax: number },
): Promise<AnswerInList[]> {
  const { activity, by, before, rowsMax } = wish
  const seats = by ? sql`join jsonb_to_recordset(${by}::jsonb) as s (meeting uuid, person uuid) on s.meeting = a.meeting` : sql``
  return tx.rows(sql`
    select b.id, a.meeting, m.title as "meetingTitle", a.id as activity, a.prepared, b.person, b.given, b.points, b.at
    from meetings_meetings m join meetings_activities a on a.meeting = m.id ${seats}
    join lateral (
      select b.id, b.n, b.person, b.given, b.points, b.at from meetings_answers b
      where b.activity = a.id and (${before}::bigint is null or b.n < ${before}) and ${by ? sql`b.person = s.person` : sql`true`}
      order by b.n desc limit ${rowsMax}) b on true
    where ${within(wish)} and (${activity}::uuid is null or a.id = ${activity}) and a.opening > 0
    order by b.n desc limit ${rowsMax}`)
}

export async function placeOfAnswer(tx: ReadTx, id: AnswerId): Promise<number | null> {
  const [row] = await tx.rows<{ n: number }>(sql`select n from meetings_answers where id = ${id}`)
  return row?.n ?? null
}
