import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { BookingAct, BookingId, RoomId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

export interface Claim {
  readonly room: RoomId
  readonly slot: SlotCode
  readonly track: TrackName | null
  readonly blocked: string | null
  readonly people: number | null
}
export interface BookingRow extends Claim {
  readonly id: BookingId
  readonly person: PersonId | null
  readonly madeAt: Date
}

const columns = sql`b.id, b.room, b.slot, b.track, b.blocked, b.people, b.person, b.made_at as "madeAt"`

/** In the order of time they were made. */
export async function bookings(tx: ReadTx, event: EventId): Promise<BookingRow[]> {
  return tx.rows(sql`select ${columns} from schedule_bookings b where b.event = ${event} order by b.made_at, b.id`)
}

/** Whose id this is, in whatever event; null: nobody's. */
export async function withId(tx: ReadTx, id: BookingId): Promise<(BookingRow & { readonly event: EventId }) | null> {
  const [row] = await tx.rows<BookingRow & { event: EventId }>(sql`
    select ${columns}, b.event from schedule_bookings b where b.id = ${id}`)
  return row ?? null
}

/** The one of a slot of a room; held until we commit. */
export async function at(tx: Tx, event: EventId, room: RoomId, slot: SlotCode): Promise<BookingRow | null> {
  const [row] = await tx.rows<BookingRow>(sql`
    select ${columns} from schedule_bookings b where b.event = ${event} and b.room = ${room} and b.slot = ${slot} for update`)
  return row ?? null
}

/** How many the room holds (null: nobody said), when it offers this slot; null: it does not. Held: it stays so until we commit. */
export async function offer(tx: Tx, event: EventId, room: RoomId, slot: SlotCode): Promise<{ capacity: number | null } | null> {
  const [row] = await tx.rows<{ capacity: number | null }>(sql`
    select r.capacity from schedule_offers o join schedule_rooms r on r.event = o.event and r.id = o.room
    where o.event = ${event} and o.room = ${room} and o.slot = ${slot} for share of o`)
  return row ?? null
}

type NewBooking = Omit<BookingRow, 'madeAt'> & { readonly madeAt: Date | string }

/** Those that found their slot free and nothing else in the room at that time; whoever is first has it. */
export async function add(tx: Tx, event: EventId, all: readonly NewBooking[]): Promise<Set<BookingId>> {
  if (all.length === 0) return new Set()
  const rows = await tx.rows<{ id: BookingId }>(sql`
    insert into schedule_bookings (id, event, room, slot, track, blocked, people, person, made_at, place, during)
    select b.id, ${event}, b.room, b.slot, b.track, b.blocked, b.people, b.person, b."madeAt", r.place,
      case when s.starts_at is not null then tstzrange(s.starts_at, s.starts_at + s.minutes * interval '1 minute') end
    from jsonb_to_recordset(${all}::jsonb) as b (id uuid, room uuid, slot text, track text, blocked text, people int, person uuid, "madeAt" timestamptz)
    join schedule_rooms r on r.event = ${event} and r.id = b.room
    join schedule_slots s on s.event = ${event} and s.code = b.slot
    on conflict do nothing returning id`)
  return new Set(rows.map((row) => row.id))
}

export async function drop(tx: Tx, id: BookingId): Promise<void> {
  await tx.rows(sql`delete from schedule_bookings where id = ${id}`)
}

export async function dropAll(tx: Tx, event: EventId): Promise<void> {
  await tx.rows(sql`delete from schedule_bookings where event = ${event}`)
}

export interface ActRow extends Claim {
  readonly n: number
  readonly at: Date
  readonly person: PersonId | null
  readonly act: BookingAct
  readonly booking: BookingId
  readonly undone: boolean
}

export async function addAct(tx: Tx, event: EventId, act: Omit<ActRow, 'n' | 'at' | 'undone'>): Promise<void> {
  await tx.rows(sql`
    insert into schedule_booking_acts (event, at, person, act, booking, room, slot, track, blocked, people)
    values (${event}, ${tx.now}, ${act.person}, ${act.act}, ${act.booking}, ${act.room}, ${act.slot}, ${act.track}, ${act.blocked}, ${act.people})`)
}

const actColumns = sql`n, at, person, act, booking, room, slot, track, blocked, people, undone`

/** Latest first. */
export async function acts(tx: ReadTx, event: EventId, before: number | null, rowsMax: number): Promise<ActRow[]> {
  return tx.rows(sql`
    select ${actColumns} from schedule_booking_acts
    where event = ${event} and (${before}::bigint is null or n < ${before}) order by n desc limit ${rowsMax}`)
}

/** Held until we commit. */
export async function act(tx: Tx, event: EventId, n: number): Promise<ActRow | null> {
  const [row] = await tx.rows<ActRow>(sql`
    select ${actColumns} from schedule_booking_acts where event = ${event} and n = ${n} for update`)
  return row ?? null
}

export async function markUndone(tx: Tx, n: number): Promise<void> {
  await tx.rows(sql`update schedule_booking_acts set undone = true where n = ${n}`)
}

export interface PersonRows {
  readonly bookings: { event: EventId; room: string; slot: string; track: string | null; blocked: string | null; at: Date }[]
  readonly bookingActs: { event: EventId; act: BookingAct; slot: string; track: string | null; at: Date }[]
  readonly releases: { event: EventId; version: string; note: string; at: Date }[]
}

/** All that this module keeps of these persons. */
export async function ofPersons(tx: ReadTx, ids: readonly PersonId[]): Promise<PersonRows> {
  const mine = among(ids)
  return {
    bookings: await tx.rows(sql`
      select b.event, r.name as room, b.slot, b.track, b.blocked, b.made_at as at from schedule_bookings b
      join schedule_rooms r on r.event = b.event and r.id = b.room where b.person in ${mine} order by b.made_at, b.id`),
    bookingActs: await tx.rows(sql`
      select event, act, slot, track, at from schedule_booking_acts where person in ${mine} order by n`),
    releases: await tx.rows(sql`
      select event, version, note, released_at as at from schedule_versions where person in ${mine} order by released_at`),
  }
}
