import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Guard } from '../../contract/guard.schema.ts'
import type { EventId, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

/** What moderators decided: about persons, and about words. */
export type Mark = 'muted' | 'removed' | 'banned'
export interface Marked {
  readonly meeting: MeetingId
  readonly person: PersonId
  readonly mark: Mark
}

export async function guardsOf(
  tx: ReadTx,
  meetings: readonly MeetingId[],
): Promise<Map<MeetingId, { guard: Guard; event: EventId | null }>> {
  const rows = await tx.rows<{ id: MeetingId; guard: Guard; event: EventId | null }>(sql`
    select id, guard, event from meetings_meetings where id in ${among(meetings)}`)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function marksAmong(tx: ReadTx, seats: readonly { meeting: MeetingId; person: PersonId }[]): Promise<Marked[]> {
  if (seats.length === 0) return []
  const wanted = seats.map(({ meeting, person }) => ({ meeting, person }))
  return tx.rows(sql`
    select k.meeting, k.person, k.mark from meetings_marks k
    where (k.meeting, k.person) in (select meeting, person from jsonb_to_recordset(${wanted}::jsonb) as w (meeting uuid, person uuid))`)
}

/** False: it stood already. */
export async function addMark(tx: Tx, one: Marked & { readonly name: string }): Promise<boolean> {
  const added = await tx.rows(sql`
    insert into meetings_marks (meeting, person, mark, name, at) values (${one.meeting}, ${one.person}, ${one.mark}, ${one.name}, ${tx.now})
    on conflict do nothing returning 1`)
  return added.length === 1
}

/** False: there was none. */
export async function dropMarks(tx: Tx, meeting: MeetingId, persons: readonly PersonId[], mark: Mark): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from meetings_marks where meeting = ${meeting} and mark = ${mark}
      and person in ${among(persons)} returning 1`)
  return gone.length > 0
}

/** Those who were put out, latest first. */
export async function putOut(
  tx: ReadTx,
  meeting: MeetingId,
  rowsMax: number,
): Promise<{ person: PersonId; name: string; mark: 'removed' | 'banned'; at: Date }[]> {
  return tx.rows(sql`
    select person, (array_agg(name order by at desc))[1] as name, min(mark) as mark, max(at) as at from meetings_marks
    where meeting = ${meeting} and mark in ('removed', 'banned') group by person order by max(at) desc, person limit ${rowsMax}`)
}

export type Verdict = 'approved' | 'refused'
export interface SentWord {
  readonly activity: ActivityId
  readonly key: string
}

/** By `activity/key`. */
export async function verdictsOn(tx: ReadTx, words: readonly SentWord[]): Promise<Map<string, Verdict>> {
  if (words.length === 0) return new Map()
  const rows = await tx.rows<SentWord & { verdict: Verdict }>(sql`
    select v.activity, v.key, v.verdict from meetings_verdicts v
    where (v.activity, v.key) in (select activity, key from jsonb_to_recordset(${words}::jsonb) as w (activity uuid, key text))`)
  return new Map(rows.map((row) => [`${row.activity}/${row.key}`, row.verdict]))
}

/** Decides about words that were sent; others are left out. The activities whose count this may move. */
export async function setVerdicts(tx: Tx, words: readonly SentWord[], verdict: Verdict): Promise<ActivityId[]> {
  const rows = await tx.rows<{ activity: ActivityId }>(sql`
    insert into meetings_verdicts (activity, key, word, verdict, at)
    select w.activity, w.key, b.word, ${verdict}, ${tx.now}
    from (select distinct activity, key from jsonb_to_recordset(${words}::jsonb) as w (activity uuid, key text)) w
    join lateral (select given ->> 'word' as word from meetings_answers b
      where b.activity = w.activity and b.given ->> 'key' = w.key order by at, id limit 1) b on true
    order by w.activity, w.key
    on conflict (activity, key) do update set verdict = excluded.verdict, at = excluded.at where meetings_verdicts.verdict <> excluded.verdict
    returning activity`)
  return [...new Set(rows.map((row) => row.activity))]
}

/** Whatever stands or waits is let through: so it stays when a meeting begins or ends to look at words first. */
export async function approveAll(tx: Tx, meeting: MeetingId): Promise<ActivityId[]> {
  const rows = await tx.rows<{ activity: ActivityId }>(sql`
    insert into meetings_verdicts (activity, key, word, verdict, at)
    select distinct on (b.activity, b.given ->> 'key') b.activity, b.given ->> 'key', b.given ->> 'word', 'approved', ${tx.now}::timestamptz
    from meetings_activities c join meetings_answers b on b.activity = c.id
    where c.meeting = ${meeting} and b.given ? 'key' order by b.activity, b.given ->> 'key', b.at, b.id
    on conflict do nothing returning activity`)
  return [...new Set(rows.map((row) => row.activity))]
}

export interface Waiting {
  readonly activity: ActivityId
  readonly word: string
  readonly count: number
  readonly at: Date
}

/** The words nobody decided about, oldest first, in the spelling each was first sent in; `all` counts those beyond, too. */
export async function waitingWords(tx: ReadTx, meeting: MeetingId, rowsMax: number): Promise<(Waiting & { all: number })[]> {
  return tx.rows(sql`
    select b.activity, (array_agg(b.given ->> 'word' order by b.at, b.id))[1] as word, count(*)::int as count, min(b.at) as at, (count(*) over ())::int as all
    from meetings_activities c join meetings_answers b on b.activity = c.id
    left join meetings_verdicts v on v.activity = b.activity and v.key = b.given ->> 'key'
    where c.meeting = ${meeting} and b.given ? 'key' and v.verdict is null
    group by b.activity, b.given ->> 'key' order by at, (array_agg(b.id order by b.at, b.id))[1] limit ${rowsMax}`)
}

export async function refusedWords(
  tx: ReadTx,
  meeting: MeetingId,
  rowsMax: number,
): Promise<{ activity: ActivityId; word: string }[]> {
  return tx.rows(sql`
    select v.activity, v.word from meetings_activities c join meetings_verdicts v on v.activity = c.id
    where c.meeting = ${meeting} and v.verdict = 'refused' order by v.at desc, v.activity, v.key limit ${rowsMax}`)
}

/** What was last published; null: nothing yet. Held until we commit, so that no older queue is told after a newer one. */
export async function holdQueue(tx: Tx, meeting: MeetingId): Promise<unknown> {
  await tx.rows(sql`insert into meetings_queues (meeting, queue) values (${meeting}, 'null') on conflict do nothing`)
  const [row] = await tx.rows<{ queue: unknown }>(sql`select queue from meetings_queues where meeting = ${meeting} for update`)
  return row?.queue ?? null
}
export async function queueOf(tx: ReadTx, meeting: MeetingId): Promise<unknown> {
  const [row] = await tx.rows<{ queue: unknown }>(sql`select queue from meetings_queues where meeting = ${meeting}`)
  return row?.queue ?? null
}
export async function setQueue(tx: Tx, meeting: MeetingId, queue: unknown): Promise<void> {
  await tx.rows(sql`update meetings_queues set queue = ${queue}::jsonb where meeting = ${meeting}`)
}
