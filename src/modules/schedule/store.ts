import type { EventId } from '../../contract/meeting.schema.ts'
import type { Cell, Room, RoomId, Slot, SlotDay, Track, TrackName } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

/** Whoever changes the plan, the programme or the versions of an event comes after whoever began before. */
export async function hold(tx: Tx, event: EventId): Promise<void> {
  await tx.rows(sql`insert into schedule_events (event) values (${event}) on conflict do nothing`)
  await tx.rows(sql`select 1 from schedule_events where event = ${event} for update`)
}

/** The plan, rooms or tracks are others now. */
export async function nextEdition(tx: Tx, event: EventId): Promise<void> {
  await tx.rows(sql`update schedule_events set edition = edition + 1 where event = ${event}`)
}

/** Changes whenever plan, rooms, tracks, bookings or the released schedule may have. */
export async function mark(tx: ReadTx, event: EventId): Promise<string> {
  const [row] = await tx.rows<{ mark: string }>(sql`
    select coalesce((select edition from schedule_events where event = ${event}), 0)
      || '/' || coalesce((select max(n) from schedule_booking_acts where event = ${event}), 0)
      || '/' || coalesce((select max(n) from schedule_versions where event = ${event}), 0) as mark`)
  return row?.mark ?? ''
}

const trackColumns = sql`name, title, color, link, etherpad`

/** By name, in the order of code points. */
export async function tracks(tx: ReadTx, event: EventId): Promise<Track[]> {
  return tx.rows(sql`
    select ${trackColumns} from schedule_tracks where event = ${event} and dropped_at is null order by name collate "C"`)
}

export async function track(tx: ReadTx, event: EventId, name: string): Promise<Track | null> {
  const [row] = await tx.rows<Track>(sql`
    select ${trackColumns} from schedule_tracks where event = ${event} and name = ${name} and dropped_at is null`)
  return row ?? null
}

export interface TrackRow extends Track {
  readonly source: string | null
  readonly dropped: boolean
}

/** With those that were taken off. */
export async function everyTrack(tx: ReadTx, event: EventId): Promise<TrackRow[]> {
  return tx.rows(sql`
    select ${trackColumns}, source, dropped_at is not null as dropped from schedule_tracks where event = ${event} order by name collate "C"`)
}

export type NewTrack = Track & { readonly source: string | null }

/** Makes them, or gives them all this. */
export async function putTracks(tx: Tx, event: EventId, all: readonly NewTrack[]): Promise<void> {
  if (all.length === 0) return
  await tx.rows(sql`
    insert into schedule_tracks (event, name, title, color, link, etherpad, source)
    select ${event}, name, title, color, link, etherpad, source
    from jsonb_to_recordset(${all}::jsonb) as t (name text, title text, color text, link text, etherpad text, source text)
    on conflict (event, name) do update set title = excluded.title, color = excluded.color, link = excluded.link,
      etherpad = excluded.etherpad, source = excluded.source, dropped_at = null`)
}

/** The names of those that there were. */
export async function dropTracks(tx: Tx, event: EventId, names: readonly string[]): Promise<TrackName[]> {
  const rows = await tx.rows<{ name: TrackName }>(sql`
    update schedule_tracks set dropped_at = ${tx.now}
    where event = ${event} and dropped_at is null and name in (select jsonb_array_elements_text(${names}::jsonb)) returning name`)
  return rows.map((row) => row.name)
}

/** With all that was said of them, and their bookings. */
export async function deleteTracks(tx: Tx, event: EventId): Promise<void> {
  await tx.rows(sql`delete from schedule_tracks where event = ${event}`)
}

export async function days(tx: ReadTx, event: EventId): Promise<SlotDay[]> {
  const all = await tx.rows<{ key: string; date: string | null }>(sql`
    select key, date from schedule_days where event = ${event} order by nth`)
  const slots = await tx.rows<Omit<Slot, 'startsAt'> & { day: string; startsAt: Date | null }>(sql`
    select code, day, label, starts_at as "startsAt", minutes from schedule_slots where event = ${event} order by nth`)
  return all.map(({ key, date }) => ({
    key,
    date,
    slots: slots
      .filter((slot) => slot.day === key)
      .map(({ code, label, startsAt, minutes }) => ({ code, label, startsAt: startsAt?.toISOString() ?? null, minutes })),
  }))
}

const roomColumns = sql`id, name, about, icon, icon_text as "iconText", capacity, link`

export async function rooms(tx: ReadTx, event: EventId): Promise<Room[]> {
  return tx.rows(sql`select ${roomColumns} from schedule_rooms where event = ${event} order by nth, place`)
}

export type RoomRow = Room & { readonly source: string | null }

export async function roomRows(tx: ReadTx, event: EventId): Promise<RoomRow[]> {
  return tx.rows(sql`select ${roomColumns}, source from schedule_rooms where event = ${event} order by nth, place`)
}

/** In the order of rooms, then of slots. */
export async function cells(tx: ReadTx, event: EventId): Promise<Cell[]> {
  return tx.rows(sql`
    select o.room, o.slot, b.track, b.blocked from schedule_offers o
    join schedule_rooms r on r.event = o.event and r.id = o.room
    join schedule_slots s on s.event = o.event and s.code = o.slot
    join schedule_days d on d.event = s.event and d.key = s.day
    left join schedule_bookings b on b.event = o.event and b.room = o.room and b.slot = o.slot
    where o.event = ${event} order by r.nth, r.place, d.nth, s.nth`)
}

/** In the place of those that there were: slots, and what rooms offer, go with them. */
export async function putDays(tx: Tx, event: EventId, all: readonly SlotDay[]): Promise<void> {
  await tx.rows(sql`delete from schedule_days where event = ${event}`)
  const rows = all.map(({ key, date }, nth) => ({ key, date, nth }))
  const slots = all.flatMap((day) => day.slots.map((slot, nth) => ({ ...slot, nth, day: day.key })))
  await tx.rows(sql`
    insert into schedule_days (event, key, nth, date)
    select ${event}, key, nth, date from jsonb_to_recordset(${rows}::jsonb) as d (key text, nth int, date date)`)
  await tx.rows(sql`
    insert into schedule_slots (event, code, day, nth, label, starts_at, minutes)
    select ${event}, code, day, nth, label, "startsAt", minutes
    from jsonb_to_recordset(${slots}::jsonb) as s (code text, day text, nth int, label text, "startsAt" timestamptz, minutes int)`)
}

/** Makes them, or gives them all this; their order is that of the list, from `from` on. */
export async function putRooms(tx: Tx, event: EventId, all: readonly RoomRow[], from = 0): Promise<void> {
  if (all.length === 0) return
  const rows = all.map((room, i) => ({ ...room, nth: from + i }))
  await tx.rows(sql`
    insert into schedule_rooms (event, id, nth, name, about, icon, icon_text, capacity, link, source)
    select ${event}, id, nth, name, about, icon, "iconText", capacity, link, source
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, nth int, name text, about text, icon text, "iconText" text, capacity int, link text, source text)
    on conflict (event, id) do update set nth = excluded.nth, name = excluded.name, about = excluded.about, icon = excluded.icon,
      icon_text = excluded.icon_text, capacity = excluded.capacity, link = excluded.link, source = excluded.source`)
}

export async function dropRooms(tx: Tx, event: EventId, ids: readonly RoomId[]): Promise<void> {
  await tx.rows(sql`
    delete from schedule_rooms where event = ${event} and id in ${among(ids)}`)
}

export async function addOffers(tx: Tx, event: EventId, all: readonly Pick<Cell, 'room' | 'slot'>[]): Promise<void> {
  await tx.rows(sql`
    insert into schedule_offers (event, room, slot)
    select distinct ${event}, room, slot from jsonb_to_recordset(${all}::jsonb) as o (room uuid, slot text)`)
}
