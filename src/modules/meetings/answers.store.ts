import type { ActivityId, AnswerId, Tally } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'
import { type Counted, countsIn, type Kept, nothingCounted, tallyOf } from './kinds/index.ts'
import { type ActivityRow, unlessTaken } from './store.ts'

/** Participants and what they sent: all statements take many at once, because a hall presses at once. */
export interface Seat {
  readonly meeting: MeetingId
  readonly person: PersonId
}
export interface NewSeat extends Seat {
  readonly name: string
  readonly name_key: string
}

/** Each looked up by its key: with no figures on a fresh table the planner would read all seats for one. */
export async function seatsAmong(tx: ReadTx, seats: readonly Seat[]): Promise<(Seat & { name: string })[]> {
  const wanted = seats.map((seat) => ({ meeting: seat.meeting, person: seat.person }))
  return tx.rows(sql`
    select p.meeting, p.person, p.name from jsonb_to_recordset(${wanted}::jsonb) as w (meeting uuid, person uuid)
    cross join lateral (
      select * from meetings_participants s where s.meeting = w.meeting and s.person = w.person limit 1
    ) p`)
}

/** Holds these seats until we commit, so that the words of one person are counted one after the other. */
export async function holdSeats(tx: Tx, seats: readonly Seat[]): Promise<void> {
  const wanted = seats.map((seat) => ({ meeting: seat.meeting, person: seat.person }))
  await tx.rows(sql`
    select 1 from meetings_participants p
    where (p.meeting, p.person) in (select meeting, person from jsonb_to_recordset(${wanted}::jsonb) as w (meeting uuid, person uuid))
    order by p.meeting, p.person for no key update`)
}

/**
 * Those that got their seat; missing are those whose name is taken in their meeting, and those who have a seat. In the order of names, so that two
 * rounds that want the same ones wait for each other one way.
 */
export async function addSeats(tx: Tx, wanted: readonly NewSeat[]): Promise<(Seat & { name: string })[]> {
  const seats = wanted.toSorted((a, b) => (a.name_key < b.name_key ? -1 : a.name_key > b.name_key ? 1 : 0))
  return tx.rows(sql`
    insert into meetings_participants (meeting, person, name, name_key, joined_at)
    select meeting, person, name, name_key, ${tx.now} from jsonb_to_recordset(${seats}::jsonb) as s (meeting uuid, person uuid, name text, name_key text)
    on conflict do nothing returning meeting, person, name`)
}

/** False: the name is taken, and the transaction can only be given up. */
export async function renameSeat(tx: Tx, seat: NewSeat): Promise<boolean> {
  return unlessTaken(
    tx.rows(sql`
      update meetings_participants set name = ${seat.name}, name_key = ${seat.name_key} where meeting = ${seat.meeting} and person = ${seat.person}`),
  )
}

export async function namesTaken(tx: ReadTx, meeting: MeetingId, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>(sql`
    select w.key from jsonb_array_elements_text(${keys}::jsonb) as w (key)
    cross join lateral (select 1 from meetings_participants p where p.meeting = ${meeting} and p.name_key = w.key limit 1) taken`)
  return new Set(rows.map((row) => row.key))
}

export interface NewAnswer {
  readonly id: AnswerId
  readonly meeting: MeetingId
  readonly activity: ActivityId
  readonly person: PersonId
  readonly opening: number
  readonly given: Kept
  /** One of several that a person may give there. */
  readonly many: boolean
  /** Words of this person that come before it in the same round. */
  readonly earlier: number
}

/**
 * Puts answers in, each once: the ids that are new. Only somebody with a seat in the meeting gets in; `unique (activity, person, part)` decides
 * who was first; a word's part follows the words this person has sent. A hall gives few different answers, so each is sent once, with its number. Seats
 * are looked up one by one by their key: left to choose, the planner now and then compares each answer with each seat, which takes a hall seconds.
 * @param allNew fails when one is not new, for a quarter less of the database's time
 */
export async function addAnswers(tx: Tx, answers: readonly NewAnswer[], allNew: boolean): Promise<Set<AnswerId>> {
  const givens = new Map<string, number>()
  const number = (given: Kept): number => {
    const text = JSON.stringify(given)
    const known = givens.get(text) ?? givens.size
    givens.set(text, known)
    return known
  }
  const activities = new Map(
    answers.map((one) => [one.activity, { id: one.activity, meeting: one.meeting, opening: one.opening, many: one.many }]),
  )
  const numbers = answers.map((one) => number(one.given))
  const [row] = await tx.rows<{ added: number; ids: string | null }>(sql`
    with added as (insert into meetings_answers (id, activity, person, part, given, opening, at)
    select n.id, n.activity, n.person,
      case when a.many then coalesce((select max(part) from meetings_answers b where b.activity = n.activity and b.person = n.person), 0) + 1 + n.earlier else 0 end,
      g.given, a.opening, ${tx.now}
    from unnest(${list(answers.map((one) => one.id))}::text::uuid[], ${list(answers.map((one) => one.activity))}::text::uuid[],
      ${list(answers.map((one) => one.person))}::text::uuid[], ${list(numbers)}::text::int[],
      ${list(answers.map((one) => one.earlier))}::text::int[]) with ordinality as n (id, activity, person, given, earlier, n)
    join jsonb_to_recordset(${[...activities.values()]}::jsonb) as a (id uuid, meeting uuid, opening int, many boolean) on a.id = n.activity
    cross join lateral (select 1 from meetings_participants p where p.meeting = a.meeting and p.person = n.person limit 1) seated
    join jsonb_array_elements(${`[${[...givens.keys()].join(',')}]`}::text::jsonb) with ordinality as g (given, n) on g.n = n.given + 1
    order by n.n
    ${allNew ? sql`` : sql`on conflict do nothing`} returning id)
    select count(*)::int as added, case when count(*) < ${answers.length} then array_to_string(array_agg(id), ' ') end as ids from added`)
  if (row?.added === answers.length) return new Set(answers.map((one) => one.id))
  return new Set((row?.ids?.split(' ') ?? []) as AnswerId[])
}

/** An array as PostgreSQL writes it: of ids and numbers, which need no quotes; the driver would look at each for some. */
const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`

/** Whose the known ids are. */
export async function ownersOf(
  tx: ReadTx,
  ids: readonly AnswerId[],
): Promise<Map<AnswerId, { activity: ActivityId; person: PersonId }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{ id: AnswerId; activity: ActivityId; person: PersonId }>(sql`
    select id, activity, person from meetings_answers where id in ${among(ids)}`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** How many answers each of these persons has in each activity, keyed `activity/person`. */
export async function countsOf(
  tx: ReadTx,
  pairs: readonly { activity: ActivityId; person: PersonId }[],
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ key: string; n: number }>(sql`
    select w.activity || '/' || w.person as key, count(*)::int as n
    from (select distinct activity, person from jsonb_to_recordset(${pairs}::jsonb) as p (activity uuid, person uuid)) w
    cross join lateral (select 1 from meetings_answers a where a.activity = w.activity and a.person = w.person offset 0) a
    group by 1`)
  return new Map(rows.map((row) => [row.key, row.n]))
}

export async function answersOf(
  tx: ReadTx,
  meeting: MeetingId,
  persons: readonly PersonId[],
): Promise<{ activity: ActivityId; opening: number; given: Kept; fate: 'waiting' | 'refused' | null }[]> {
  return tx.rows(sql`
    select b.activity, b.opening, b.given,
      case when v.verdict = 'refused' then 'refused' when v.verdict is null and b.given ? 'key' and (m.guard ->> 'review')::boolean then 'waiting' end as fate
    from meetings_answers b join meetings_activities a on a.id = b.activity join meetings_meetings m on m.id = a.meeting
    left join meetings_verdicts v on v.activity = b.activity and v.key = b.given ->> 'key'
    where a.meeting = ${meeting} and b.person in ${among(persons)} order by b.at, b.part limit 5000`)
}

export async function hasAnswered(tx: ReadTx, activity: ActivityId, persons: readonly PersonId[]): Promise<boolean> {
  return (
    (await tx.rows(sql`select 1 from meetings_answers where activity = ${activity} and person in ${among(persons)} limit 1`))
      .length === 1
  )
}

export async function answeredCounts(tx: ReadTx, meeting: MeetingId): Promise<Map<ActivityId, number>> {
  const rows = await tx.rows<{ id: ActivityId; n: number }>(sql`
    select a.id, coalesce((a.tally ->> 'answered')::int, 0) as n from meetings_activities a where a.meeting = ${meeting}`)
  return new Map(rows.map((row) => [row.id, row.n]))
}

export async function forgetAnswers(tx: Tx, activity: ActivityId): Promise<void> {
  await tx.rows(sql`delete from meetings_answers where activity = ${activity}`)
  await tx.rows(sql`delete from meetings_verdicts where activity = ${activity}`)
}

/** Counts the rows: the truth of every result. */
export async function countAnswers(tx: ReadTx, activity: Pick<ActivityRow, 'id' | 'prepared' | 'tally'>): Promise<Tally> {
  const { id, prepared, tally } = activity
  const form = countsIn(prepared)
  if (form === 'nothing') return tallyOf(prepared, nothingCounted, tally)
  if (form === 'words') return tallyOf(prepared, await wordsCounted(tx, id), tally)
  const [people] = await tx.rows<{ n: number }>(sql`
    select count(distinct person)::int as n from meetings_answers where activity = ${id}`)
  const counted = { ...nothingCounted, answered: people?.n ?? 0 }
  switch (form) {
    case 'choices':
      return tallyOf(prepared, { ...counted, choices: await choicesOf(tx, id) }, tally)
    case 'values':
      return tallyOf(prepared, { ...counted, values: await valuesOf(tx, id) }, tally)
    case 'ratings':
      return tallyOf(prepared, { ...counted, ratings: await ratingsOf(tx, id) }, tally)
  }
}

async function choicesOf(tx: ReadTx, id: ActivityId): Promise<Map<string, number>> {
  const rows = await tx.rows<{ choice: string; n: number }>(sql`
    select c as choice, count(*)::int as n from meetings_answers, jsonb_array_elements_text(given -> 'choices') as c
    where activity = ${id} group by c`)
  return new Map(rows.map(({ choice, n }) => [choice, n]))
}

async function valuesOf(tx: ReadTx, id: ActivityId): Promise<Map<number, number>> {
  const rows = await tx.rows<{ value: number; n: number }>(sql`
    select (given ->> 'value')::int as value, count(*)::int as n from meetings_answers where activity = ${id} group by 1`)
  return new Map(rows.map(({ value, n }) => [value, n]))
}

function ratingsOf(tx: ReadTx, id: ActivityId): Promise<{ item: string; stars: number; count: number }[]> {
  return tx.rows(sql`
    select r.key as item, r.value::int as stars, count(*)::int as count from meetings_answers, jsonb_each_text(given -> 'stars') as r
    where activity = ${id} group by 1, 2`)
}

/** Words that were let through, and those nobody looked at while the meeting does not look first. */
const standing = (id: ActivityId) => sql`
  select b.* from meetings_answers b left join meetings_verdicts v on v.activity = b.activity and v.key = b.given ->> 'key'
  where b.activity = ${id} and (v.verdict = 'approved' or (v.verdict is null and not (
    select (m.guard ->> 'review')::boolean from meetings_activities c join meetings_meetings m on m.id = c.meeting where c.id = ${id})))`

/** In the spelling each was first sent in. */
async function wordsCounted(tx: ReadTx, id: ActivityId): Promise<Counted> {
  const words = await tx.rows<Counted['words'][number]>(sql`
    select given ->> 'key' as key, (array_agg(given ->> 'word' order by at, id))[1] collate "C" as word, count(*)::int as count
    from (${standing(id)}) a group by given ->> 'key' order by count desc, word limit 1000`)
  const [people] = await tx.rows<{ n: number }>(sql`select count(distinct person)::int as n from (${standing(id)}) a`)
  return { ...nothingCounted, answered: people?.n ?? 0, words }
}
