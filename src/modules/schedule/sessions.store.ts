import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { RoomId, ScheduleChange, Session, SessionId, SessionLine, VersionCard } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

/** Rooms that any session is in, prepared or released. */
export async function roomsInUse(tx: ReadTx, event: EventId): Promise<Set<RoomId>> {
  const rows = await tx.rows<{ room: RoomId }>(sql`
    select distinct room from (
      select draft ->> 'room' as room from schedule_sessions where event = ${event}
      union all select released ->> 'room' from schedule_sessions where event = ${event}) as r
    where room is not null`)
  return new Set(rows.map((row) => row.room))
}

/** What is needed to recognize a session, and to see whether it is another now; its texts stay where they are. */
export interface KnownRow {
  readonly id: SessionId
  readonly guid: string | null
  readonly code: string
  readonly byHand: boolean
  /** Null: off the programme. */
  readonly hash: string | null
  readonly isReleased: boolean
  readonly title: string
  readonly startsAt: string
  readonly minutes: number
  readonly room: RoomId | null
}

export async function known(tx: ReadTx, event: EventId): Promise<KnownRow[]> {
  return tx.rows(sql`
    select id, guid, code, by_hand as "byHand", draft_hash as hash, released is not null as "isReleased",
      coalesce(draft, released) ->> 'title' as title, coalesce(draft, released) ->> 'startsAt' as "startsAt",
      (coalesce(draft, released) ->> 'minutes')::int as minutes, coalesce(draft, released) ->> 'room' as room
    from schedule_sessions where event = ${event} order by id`)
}

export interface DraftRow {
  readonly id: SessionId
  readonly guid: string | null
  readonly code: string
  readonly byHand: boolean
  readonly draft: Session
  readonly hash: string
}

export async function putDrafts(tx: Tx, event: EventId, rows: readonly DraftRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.rows(sql`
    insert into schedule_sessions (event, id, guid, code, by_hand, draft, draft_hash)
    select ${event}, id, guid, code, "byHand", draft, hash
    from jsonb_to_recordset(${rows}::jsonb) as s (id uuid, guid text, code text, "byHand" boolean, draft jsonb, hash text)
    on conflict (event, id) do update set guid = excluded.guid, code = excluded.code, by_hand = excluded.by_hand, draft = excluded.draft,
      draft_hash = excluded.draft_hash`)
}

/** Takes them off the programme: those that nobody was told of are forgotten. */
export async function dropDrafts(tx: Tx, event: EventId, ids: readonly SessionId[]): Promise<void> {
  if (ids.length === 0) return
  const mine = sql`event = ${event} and id in ${among(ids)}`
  await tx.rows(sql`delete from schedule_sessions where released is null and ${mine}`)
  await tx.rows(sql`update schedule_sessions set draft = null, draft_hash = null where ${mine}`)
}

/** Held until we commit. */
export async function draft(tx: Tx, event: EventId, id: SessionId): Promise<{ byHand: boolean; draft: Session | null } | null> {
  const [row] = await tx.rows<{ byHand: boolean; draft: Session | null }>(sql`
    select by_hand as "byHand", draft from schedule_sessions where event = ${event} and id = ${id} for update`)
  return row ?? null
}

export async function countOf(tx: ReadTx, event: EventId): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`
    select count(*)::int as n from schedule_sessions where event = ${event} and draft is not null`)
  return row?.n ?? 0
}

/** All that is prepared, by time. */
export async function drafts(tx: ReadTx, event: EventId): Promise<Session[]> {
  const rows = await tx.rows<{ draft: Session }>(sql`
    select draft from schedule_sessions where event = ${event} and draft is not null order by draft ->> 'startsAt', id`)
  return rows.map((row) => row.draft)
}

/** Those whose release would be news: what everybody was told, and what is prepared. */
export async function unreleased(tx: ReadTx, event: EventId): Promise<{ was: Session | null; now: Session | null }[]> {
  return tx.rows(sql`
    select released as was, draft as now from schedule_sessions
    where event = ${event} and coalesce(draft_hash, '') <> coalesce(released_hash, '') and (draft is not null or released is not null)`)
}

/** What is prepared is what everybody is told from now on; what went stays, as cancelled. */
export async function releaseAll(tx: Tx, event: EventId): Promise<void> {
  await tx.rows(sql`
    update schedule_sessions set released = coalesce(draft, released || '{"cancelled": true}'), released_hash = draft_hash
    where event = ${event} and coalesce(draft_hash, '') <> coalesce(released_hash, '')`)
}

export async function released(tx: ReadTx, event: EventId): Promise<Session[]> {
  const rows = await tx.rows<{ released: Session }>(sql`
    select released from schedule_sessions where event = ${event} and released is not null order by released ->> 'startsAt', id`)
  return rows.map((row) => row.released)
}

export async function releasedLines(tx: ReadTx, event: EventId): Promise<SessionLine[]> {
  const rows = await tx.rows<{ line: SessionLine }>(sql`
    select released - '{abstract,description}'::text[] as line from schedule_sessions
    where event = ${event} and released is not null order by released ->> 'startsAt', id`)
  return rows.map((row) => row.line)
}

export async function releasedOne(tx: ReadTx, event: EventId, id: SessionId): Promise<Session | null> {
  const [row] = await tx.rows<{ released: Session }>(sql`
    select released from schedule_sessions where event = ${event} and id = ${id} and released is not null`)
  return row?.released ?? null
}

export interface VersionRow extends Omit<VersionCard, 'releasedAt' | 'by'> {
  readonly releasedAt: Date
  readonly person: PersonId | null
}

export async function addVersion(
  tx: Tx,
  event: EventId,
  row: VersionRow & { readonly changes: readonly ScheduleChange[] },
): Promise<void> {
  await tx.rows(sql`
    insert into schedule_versions (event, n, version, released_at, person, note, changes, counts)
    values (${event}, ${row.n}, ${row.version}, ${row.releasedAt}, ${row.person}, ${row.note}, ${row.changes}::jsonb, ${row.counts}::jsonb)`)
}

/** Latest first; those before the one of this number. */
export async function versions(tx: ReadTx, event: EventId, before: number | null, rowsMax: number): Promise<VersionRow[]> {
  return tx.rows(sql`
    select n, version, released_at as "releasedAt", person, note, counts from schedule_versions
    where event = ${event} and (${before}::int is null or n < ${before}) order by n desc limit ${rowsMax}`)
}

export async function version(
  tx: ReadTx,
  event: EventId,
  n: number,
): Promise<(VersionRow & { readonly changes: ScheduleChange[] }) | null> {
  const [row] = await tx.rows<VersionRow & { changes: ScheduleChange[] }>(sql`
    select n, version, released_at as "releasedAt", person, note, counts, changes from schedule_versions where event = ${event} and n = ${n}`)
  return row ?? null
}

export async function draftVersion(tx: ReadTx, event: EventId): Promise<string> {
  const [row] = await tx.rows<{ version: string }>(sql`
    select draft_version as version from schedule_events where event = ${event}`)
  return row?.version ?? ''
}

export async function takenHash(tx: ReadTx, event: EventId): Promise<string | null> {
  const [row] = await tx.rows<{ hash: string | null }>(sql`
    select taken_hash as hash from schedule_events where event = ${event}`)
  return row?.hash ?? null
}

/** What the programme that is prepared calls itself, and the hash of its bytes. */
export async function setTaken(tx: Tx, event: EventId, version: string, hash: string | null): Promise<void> {
  await tx.rows(sql`
    update schedule_events set draft_version = ${version}, taken_hash = ${hash}
    where event = ${event} and (draft_version, taken_hash) is distinct from (${version}, ${hash})`)
}
