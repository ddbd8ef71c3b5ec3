import type { EventId, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ActivityResult, ParticipantResult } from '../../contract/moving.schema.ts'
import type { RunId } from '../../contract/runs.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, type Sql, sql } from '../../platform/sql.ts'
import type { Sat } from './results.ts'

/** Earlier runs: what was, kept apart from what is, so that nothing that happens to a meeting changes them. */

export interface RunRow {
  readonly id: RunId
  readonly meeting: MeetingId
  readonly title: string
  readonly beganAt: Date | null
  readonly endedAt: Date | null
  readonly keptAt: Date
  readonly people: number
  readonly answers: number
}
const columns = sql`r.id, r.meeting, r.title, r.began_at as "beganAt", r.ended_at as "endedAt", r.kept_at as "keptAt", r.people, r.answers`

export async function runById(tx: ReadTx, id: RunId): Promise<RunRow | null> {
  const [row] = await tx.rows<RunRow>(sql`select ${columns} from meetings_runs r where r.id = ${id}`)
  return row ?? null
}

/** Latest first; those behind one of them, or all. */
export const runsOf = (tx: ReadTx, meeting: MeetingId, after: RunId | null, rowsMax: number): Promise<RunRow[]> =>
  tx.rows(sql`
    select ${columns} from meetings_runs r
    where r.meeting = ${meeting} and (${after}::uuid is null or r.n < (select n from meetings_runs where id = ${after}))
    order by r.n desc limit ${rowsMax}`)

export async function countOf(tx: ReadTx, meeting: MeetingId): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*)::int as n from meetings_runs where meeting = ${meeting}`)
  return row?.n ?? 0
}

/** False: the id is another run's. */
export async function addRun(
  tx: Tx,
  run: Omit<RunRow, 'keptAt'>,
  activities: readonly ActivityResult[],
  seats: readonly Sat[],
): Promise<boolean> {
  const made = await tx.rows(sql`
    insert into meetings_runs (id, meeting, title, began_at, ended_at, kept_at, people, answers, activities)
    values (${run.id}, ${run.meeting}, ${run.title}, ${run.beganAt}, ${run.endedAt}, ${tx.now}, ${run.people}, ${run.answers}, ${activities}::jsonb)
    on conflict (id) do nothing returning 1`)
  if (made.length === 0) return false
  for (let from = 0; from < seats.length; from += SEATS_AT_ONCE)
    await addSeats(tx, run.id, seats.slice(from, from + SEATS_AT_ONCE), from)
  return true
}

const SEATS_AT_ONCE = 500

async function addSeats(tx: Tx, run: RunId, seats: readonly Sat[], from: number): Promise<void> {
  const rows = seats.map((seat, i) => ({ ...seat, place: from + i }))
  await tx.rows(sql`
    insert into meetings_run_seats (run, place, person, name, points, rank, joined_at, answers, found)
    select ${run}, place, person, name, points, rank, "joinedAt", answers, found from jsonb_to_recordset(${rows}::jsonb)
      as s (place int, person uuid, name text, points int, rank int, "joinedAt" timestamptz, answers jsonb, found jsonb)`)
}

export async function activitiesOf(tx: ReadTx, run: RunId): Promise<ActivityResult[]> {
  const [row] = await tx.rows<{ activities: ActivityResult[] }>(sql`select activities from meetings_runs where id = ${run}`)
  return row?.activities ?? []
}

export const seatsOfRun = (tx: ReadTx, run: RunId): Promise<ParticipantResult[]> =>
  tx.rows(sql`select name, points, rank, answers, found from meetings_run_seats where run = ${run} order by place`)

export async function deleteRun(tx: Tx, meeting: MeetingId, run: RunId): Promise<boolean> {
  return (await tx.rows(sql`delete from meetings_runs where id = ${run} and meeting = ${meeting} returning 1`)).length === 1
}

/** What is in the rows is put by, until the meeting ends once more. */
export async function setKept(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx.rows(sql`update meetings_meetings set kept = true where id = ${meeting}`)
}

/** Not yet begun. The caller has looked whether the code is free. */
export async function setAnew(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx.rows(sql`
    update meetings_meetings set phase = 'before', activity = null, stepped_at = ${tx.now}, began_at = null, ended_at = null, kept = false
    where id = ${meeting}`)
}

export interface RunSeatRow {
  readonly run: RunId
  readonly meeting: MeetingId
  readonly title: string
  readonly event: EventId | null
  readonly name: string
  readonly points: number
  readonly joinedAt: Date
  readonly keptAt: Date
  readonly answers: ParticipantResult['answers']
}

export const runSeatsOf = (tx: ReadTx, persons: readonly PersonId[]): Promise<RunSeatRow[]> =>
  tx.rows(sql`
    select r.id as run, r.meeting, r.title, m.event, s.name, s.points, s.joined_at as "joinedAt", r.kept_at as "keptAt", s.answers
    from meetings_run_seats s join meetings_runs r on r.id = s.run join meetings_meetings m on m.id = r.meeting
    where s.person in ${among(persons)} order by r.n, s.place`)

/** The titles of activities as they were, by run and activity. */
export async function titlesIn(tx: ReadTx, runs: readonly RunId[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ key: string; title: string }>(sql`
    select r.id || '/' || (a ->> 'id') as key, a -> 'prepared' ->> 'title' as title from meetings_runs r, jsonb_array_elements(r.activities) a
    where r.id in ${among(runs)}`)
  return new Map(rows.map(({ key, title }) => [key, title]))
}

/** Seats become nobody's: counts, points and what was answered stay. Whose they were. */
async function leave(tx: Tx, seats: Sql): Promise<PersonId[]> {
  const rows = await tx.rows<{ person: PersonId }>(sql`
    with leaving as (${seats})
    update meetings_run_seats s set person = null, name = '–' from leaving l where s.run = l.run and s.place = l.place returning l.person`)
  return rows.map(({ person }) => person)
}

export const leaveRunSeatsOf = (tx: Tx, persons: readonly PersonId[]): Promise<PersonId[]> =>
  leave(tx, sql`select run, place, person from meetings_run_seats where person in ${among(persons)} for update`)

/** Seats of runs that ended longer ago than they are kept: of these events, and with `days` of no event. At most so many at a time. */
export const leaveOldRunSeats = (
  tx: Tx,
  due: readonly { readonly event: EventId; readonly days: number }[],
  days: number | null,
  seatsMax: number,
): Promise<PersonId[]> =>
  leave(
    tx,
    sql`select s.run, s.place, s.person from meetings_run_seats s join meetings_runs r on r.id = s.run join meetings_meetings m on m.id = r.meeting
      join (select event, days from jsonb_to_recordset(${due}::jsonb) as d (event text, days int)
        union all select null, ${days}::int where ${days}::int is not null) kept on kept.event is not distinct from m.event
      where s.person is not null and coalesce(r.ended_at, r.kept_at) < ${tx.now}::timestamptz - make_interval(days => kept.days)
      limit ${seatsMax} for update of s`,
  )

/** Which of these are known by a run. */
export async function inRuns(tx: ReadTx, ids: readonly PersonId[]): Promise<PersonId[]> {
  const rows = await tx.rows<{ person: PersonId }>(sql`
    select distinct person from meetings_run_seats where person in ${among(ids)}`)
  return rows.map(({ person }) => person)
}
