import type { ActivityId, AnswerId } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

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

export async function pointsOf(tx: ReadTx, meeting: MeetingId, persons: readonly PersonId[]): Promise<Map<PersonId, number>> {
  const rows = await tx.rows<{ person: PersonId; points: number }>(sql`
    select person, points from meetings_participants where meeting = ${meeting} and person in (select v::uuid from jsonb_array_elements_text(${persons}::jsonb) as v)`)
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
