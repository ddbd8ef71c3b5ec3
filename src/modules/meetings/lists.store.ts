import type { MeetingTime } from '../../contract/cards.schema.ts'
import { caseless } from '../../contract/letters.ts'
import type { EventId, MeetingId, NetworkName } from '../../contract/meeting.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { type Sql, sql } from '../../platform/sql.ts'
import { type MeetingRow, meetingColumns } from './store.ts'

/** Meetings in lists, newest first. */

export interface CardRow extends MeetingRow {
  readonly activities: number
  readonly done: number
  /** Where chats are bound to it. */
  readonly networks: NetworkName[]
}

async function cards(tx: ReadTx, where: Sql, { after, rowsMax }: Placed): Promise<CardRow[]> {
  return tx.rows(sql`
    select ${meetingColumns},
      (select count(*)::int from meetings_activities a where a.meeting = m.id) as activities,
      (select count(*)::int from meetings_activities a where a.meeting = m.id and a.done) as done,
      (select coalesce(jsonb_agg(distinct c.network order by c.network), '[]') from meetings_channels c where c.meeting = m.id) as networks
    from meetings_meetings m where ${where} and ${behind(after)} order by made_at desc, id limit ${rowsMax}`)
}

/** Where in the list a page begins: behind this one. */
export interface Placed {
  readonly after: { readonly id: MeetingId; readonly madeAt: string } | null
  readonly rowsMax: number
}
const behind = (after: Placed['after']) =>
  after
    ? sql`(m.made_at < ${after.madeAt}::timestamptz or (m.made_at = ${after.madeAt}::timestamptz and m.id > ${after.id}))`
    : sql`true`

/** As text: a date of ours has no microseconds. */
export async function placeOf(tx: ReadTx, id: MeetingId): Promise<Placed['after']> {
  const [row] = await tx.rows<{ id: MeetingId; madeAt: string }>(
    sql`select id, made_at::text as "madeAt" from meetings_meetings where id = ${id}`,
  )
  return row ?? null
}

/** `events` null: of all, and of none. */
export const ofEvents = (events: readonly EventId[] | null) =>
  events === null ? sql`true` : sql`m.event in (select jsonb_array_elements_text(${events}::jsonb))`

export const meetingsOf = (
  tx: ReadTx,
  wish: { events: readonly EventId[] | null; time: MeetingTime | null; text: string; now: Date },
  placed: Placed,
): Promise<CardRow[]> =>
  cards(
    tx,
    sql`${ofEvents(wish.events)} and ${atTime(wish.time, wish.now)} and ${tells(sql`m.title || ' ' || m.description`, wish.text)}`,
    placed,
  )

const atTime = (time: MeetingTime | null, now: Date): Sql => {
  const isMissed = sql`(m.phase = 'before' and coalesce(m.ends_at < ${now}, false))`
  if (time === null) return sql`true`
  if (time === 'running') return sql`m.phase not in ('before', 'after')`
  return time === 'past' ? sql`(m.phase = 'after' or ${isMissed})` : sql`m.phase = 'before' and not ${isMissed}`
}

const DOT_ABOVE = '\u0307'
/** Whether `said`, an expression of a text, has these letters in it, as `caseless` compares them; an empty text is in all. */
export const tells = (said: Sql, text: string): Sql =>
  text === ''
    ? sql`true`
    : sql`strpos(translate(lower(${said}), ${`ı${DOT_ABOVE}`}, 'i'), ${caseless(text).replaceAll(DOT_ABOVE, '')}) > 0`

export const listedMeetings = (tx: ReadTx, event: EventId | null, now: Date, placed: Placed): Promise<CardRow[]> =>
  cards(tx, sql`m.listed and ${isOn(now)} and (${event}::text is null or event = ${event})`, placed)
/** Within its dates, as far as it has some; else while it runs. */
const isOn = (now: Date) => sql`
  case when starts_at is null and ends_at is null then phase not in ('before', 'after')
  else coalesce(starts_at <= ${now}, true) and coalesce(ends_at >= ${now}, true) end`

const TITLES_MAX = 5_000
export async function titlesOf(
  tx: ReadTx,
  events: readonly EventId[] | null,
): Promise<{ id: MeetingId; title: string; event: EventId | null }[]> {
  return tx.rows(sql`
    select id, title, event from meetings_meetings m where ${ofEvents(events)} order by made_at desc, id limit ${TITLES_MAX}`)
}

export async function anyRunning(tx: ReadTx): Promise<MeetingId | null> {
  const [row] = await tx.rows<{ id: MeetingId }>(
    sql`select id from meetings_meetings where phase <> 'after' order by made_at desc, id limit 1`,
  )
  return row?.id ?? null
}

export async function any(tx: ReadTx): Promise<boolean> {
  return (await tx.rows(sql`select 1 from meetings_meetings limit 1`)).length === 1
}
