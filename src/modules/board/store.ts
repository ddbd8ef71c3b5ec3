import type { DaySettings, Notice, Topic } from '../../contract/board.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { TrackName } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

/** What was said of a track; the schedule knows the track itself. */
export interface Said {
  readonly track: TrackName
  readonly now: Topic | null
  readonly next: readonly Topic[]
  readonly place: string | null
}

export interface Day extends DaySettings {
  readonly notices: readonly Notice[]
  readonly changedAt: Date
}

const dayColumns = sql`speaking, identified_only as "identifiedOnly", self_told as "selfTold", noise_answered as "noiseAnswered",
  pads_from as "padsFrom", links, notices, changed_at as "changedAt"`

export async function day(tx: ReadTx, event: EventId): Promise<Day | null> {
  const [row] = await tx.rows<Day>(sql`select ${dayColumns} from board_events where event = ${event}`)
  return row ?? null
}

/** Held until we commit, and marked as changed now. */
export async function holdDay(tx: Tx, event: EventId): Promise<Day> {
  const [row] = await tx.rows<Day>(sql`
    insert into board_events (event, changed_at) values (${event}, ${tx.now})
    on conflict (event) do update set event = excluded.event returning ${dayColumns}`)
  if (!row) throw new Error('the day of an event could not be held')
  return row
}

export async function putSettings(tx: Tx, event: EventId, { speaking, padsFrom, links, ...more }: DaySettings): Promise<void> {
  await tx.rows(sql`
    update board_events set speaking = ${speaking}, identified_only = ${more.identifiedOnly}, self_told = ${more.selfTold},
      noise_answered = ${more.noiseAnswered}, pads_from = ${padsFrom}, links = ${links}::jsonb
    where event = ${event}`)
}

export async function putNotices(tx: Tx, event: EventId, notices: readonly Notice[]): Promise<void> {
  await tx.rows(sql`update board_events set notices = ${notices}::jsonb where event = ${event}`)
}

interface SaidRow extends Omit<Said, 'now'> {
  readonly nowText: string | null
  readonly nowAt: Date | null
}
const saidColumns = sql`track, now_text as "nowText", now_at as "nowAt", next, place`
const saidOf = ({ nowText, nowAt, ...row }: SaidRow): Said => ({
  ...row,
  now: nowText === null || nowAt === null ? null : { text: nowText, at: nowAt.toISOString() },
})

/** Of all tracks of which something was said, those that were taken off too. */
export async function said(tx: ReadTx, event: EventId): Promise<Said[]> {
  return (await tx.rows<SaidRow>(sql`select ${saidColumns} from board_tracks where event = ${event}`)).map(saidOf)
}

export async function saidOfTrack(tx: ReadTx, event: EventId, track: TrackName): Promise<Said> {
  const [row] = await tx.rows<SaidRow>(sql`select ${saidColumns} from board_tracks where event = ${event} and track = ${track}`)
  return row ? saidOf(row) : { track, now: null, next: [], place: null }
}

/** In the place of what was said of these tracks. */
export async function putSaid(tx: Tx, event: EventId, all: readonly Said[]): Promise<void> {
  if (all.length === 0) return
  const rows = all.map(({ track, now, next, place }) => ({ track, text: now?.text ?? null, at: now?.at ?? null, next, place }))
  await tx.rows(sql`
    insert into board_tracks (event, track, now_text, now_at, next, place)
    select ${event}, track, text, at, next, place
    from jsonb_to_recordset(${rows}::jsonb) as t (track text, text text, at timestamptz, next jsonb, place text)
    on conflict (event, track) do update set now_text = excluded.now_text, now_at = excluded.now_at, next = excluded.next, place = excluded.place`)
}

export async function dropSaid(tx: Tx, event: EventId): Promise<void> {
  await tx.rows(sql`delete from board_tracks where event = ${event}`)
}

/** True the first time. */
export async function addLine(tx: Tx, id: string): Promise<boolean> {
  const made = await tx.rows(sql`
    insert into board_lines (id, at) values (${id}, ${tx.now}) on conflict do nothing returning 1`)
  return made.length === 1
}

export async function dropLines(tx: Tx, before: Date): Promise<void> {
  await tx.rows(sql`delete from board_lines where at < ${before}`)
}
