import type { ActivityId, AnswerId } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ToldScore } from '../../contract/scores.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

/** Points as meetings keep them beside their answers and seats; the truth of them is the ledger's. */
export interface Booked {
  readonly answer: AnswerId
  readonly person: PersonId
  readonly points: number
}

/** In the order they came in. */
export async function quizAnswers(
  tx: ReadTx,
  activity: ActivityId,
): Promise<{ id: AnswerId; person: PersonId; choices: string[]; elapsedMs: number | null; booked: boolean }[]> {
  return tx.rows(sql`
    select b.id, b.person, b.given -> 'choices' as choices, (b.given ->> 'elapsedMs')::int as "elapsedMs", b.points is not null as booked
    from meetings_answers b where b.activity = ${activity} and b.given ->> 'kind' = 'quiz' order by b.n`)
}

export async function setBooked(tx: Tx, all: readonly Booked[]): Promise<void> {
  await tx.rows(sql`
    update meetings_answers b set points = w.points from jsonb_to_recordset(${all}::jsonb) as w (answer uuid, points int) where b.id = w.answer`)
}

export async function booked(tx: ReadTx, activity: ActivityId): Promise<Booked[]> {
  return tx.rows(sql`
    select id as answer, person, points from meetings_answers where activity = ${activity} and points is not null order by n`)
}

/** What a seat has, as the ledger says. */
export async function setPoints(tx: Tx, meeting: MeetingId, person: PersonId, points: number): Promise<void> {
  await tx.rows(sql`update meetings_participants set points = ${points} where meeting = ${meeting} and person = ${person}`)
}

export async function pointsOf(tx: ReadTx, meeting: MeetingId, persons: readonly PersonId[]): Promise<Map<PersonId, number>> {
  const rows = await tx.rows<{ person: PersonId; points: number }>(sql`
    select person, points from meetings_participants where meeting = ${meeting} and person in ${among(persons)}`)
  return new Map(rows.map(({ person, points }) => [person, points]))
}

/** Adds to what seats have, in the order of their persons, so that no two commands wait for each other. Returns what each has now. */
export async function addPoints(
  tx: Tx,
  meeting: MeetingId,
  all: readonly Pick<Booked, 'person' | 'points'>[],
): Promise<Map<PersonId, number>> {
  if (all.length === 0) return new Map()
  await tx.rows(sql`
    select 1 from meetings_participants where meeting = ${meeting}
      and person in (select person from jsonb_to_recordset(${all}::jsonb) as w (person uuid)) order by person for no key update`)
  const rows = await tx.rows<{ person: PersonId; points: number }>(sql`
    update meetings_participants p set points = p.points + w.points
    from (select person, sum(points)::int as points from jsonb_to_recordset(${all}::jsonb) as a (person uuid, points int) group by person) w
    where p.meeting = ${meeting} and p.person = w.person and w.points <> 0 returning p.person, p.points`)
  return new Map(rows.map(({ person, points }) => [person, points]))
}

export async function scores(tx: ReadTx, id: MeetingId, rowsMax: number): Promise<{ name: string; points: number }[]> {
  return tx.rows(sql`
    select name, points from meetings_participants where meeting = ${id} order by points desc, joined_at, name limit ${rowsMax}`)
}

export async function nameOf(tx: ReadTx, id: MeetingId, person: PersonId): Promise<{ name: string; points: number } | null> {
  const [row] = await tx.rows<{ name: string; points: number }>(sql`
    select name, points from meetings_participants where meeting = ${id} and person = ${person}`)
  return row ?? null
}

/** The place of whoever has so many points: one behind all who have more. */
export async function rankOf(tx: ReadTx, meeting: MeetingId, points: number): Promise<number> {
  const [row] = await tx.rows<{ ahead: number }>(
    sql`select count(*)::int as ahead from meetings_participants where meeting = ${meeting} and points > ${points}`,
  )
  return (row?.ahead ?? 0) + 1
}

/** Of all who have a seat, those with the most points. */
export async function leaders(
  tx: ReadTx,
  meeting: MeetingId,
  rowsMax: number,
): Promise<{ person: PersonId; name: string; points: number }[]> {
  return tx.rows(sql`
    select person, name, points from meetings_participants where meeting = ${meeting}
    order by points desc, joined_at, person limit ${rowsMax}`)
}

export async function seatsIn(tx: ReadTx, meeting: MeetingId): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*)::int as n from meetings_participants where meeting = ${meeting}`)
  return row?.n ?? 0
}

export interface Told {
  readonly people: number
  readonly rows: readonly ToldScore[]
}

/** What organizers were last told. */
export async function told(tx: ReadTx, meeting: MeetingId): Promise<Told> {
  const [row] = await tx.rows<Told>(sql`select people, rows from meetings_scoreboards where meeting = ${meeting}`)
  return row ?? { people: 0, rows: [] }
}

/** The same, and nobody else tells until we commit. */
export async function holdTold(tx: Tx, meeting: MeetingId): Promise<Told> {
  await tx.rows(sql`
    insert into meetings_scoreboards (meeting, people, rows) values (${meeting}, 0, '[]') on conflict (meeting) do nothing`)
  const [row] = await tx.rows<Told>(sql`select people, rows from meetings_scoreboards where meeting = ${meeting} for update`)
  return row ?? { people: 0, rows: [] }
}

export async function setTold(tx: Tx, meeting: MeetingId, now: Told): Promise<void> {
  await tx.rows(sql`
    update meetings_scoreboards set people = ${now.people}, rows = ${now.rows}::jsonb where meeting = ${meeting}`)
}

/** Points have moved once more. */
export async function addScored(tx: Tx, meeting: MeetingId): Promise<number> {
  const [row] = await tx.rows<{ scored: number }>(
    sql`update meetings_meetings set scored = scored + 1 where id = ${meeting} returning scored`,
  )
  return row?.scored ?? 0
}
