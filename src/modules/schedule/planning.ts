import { isDeepStrictEqual } from 'node:util'
import { freshId } from '../../contract/ids.ts'
import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { BookingId, Plan, Room, TrackName } from '../../contract/schedule.schema.ts'
import { roomTodayIn } from '../../contract/schedule.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import * as events from '../events/index.ts'
import { type Actor, recordAct } from '../people/index.ts'
import * as bookingStore from './bookings.store.ts'
import { mustRunDay } from './permission.ts'
import { faultOfPlan } from './rules.ts'
import { roomsInUse } from './sessions.store.ts'
import * as store from './store.ts'
import { addTracks, announceAnew, holdEvent } from './tracks.ts'

/** The plan: days with slots, rooms, and what each room offers in each slot. */

export async function plan(tx: ReadTx, event: EventId): Promise<Plan> {
  return { days: await store.days(tx, event), rooms: await store.rooms(tx, event), cells: await store.cells(tx, event) }
}

/**
 * Puts this plan in the place of the one that stands; a booking that stays is still of whoever made it. Rooms that sessions are in stay, at the end.
 * Tracks that bookings name are made.
 * @throws Refusal `not-allowed`, `not-found`, `bad-input` with the path of the first fault, `slot-taken` for bookings that overlap in a room
 */
export async function putPlan(tx: Tx, actor: Actor, event: EventId, wanted: Plan): Promise<void> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  const fault = faultOfPlan(wanted)
  if (fault) throw new Refusal('bad-input', { path: `body.${fault}` })
  if (isDeepStrictEqual(await plan(tx, event), wanted)) return
  await makeMissing(tx, actor, event, wanted)
  const before = await bookingStore.bookings(tx, event)
  await bookingStore.dropAll(tx, event)
  await putRooms(tx, event, wanted.rooms)
  await store.putDays(tx, event, wanted.days)
  await store.addOffers(tx, event, wanted.cells)
  const all = claimsOf(wanted, before, actor.kind === 'person' ? actor.id : null, tx.now)
  const made = await bookingStore.add(tx, event, all)
  const left = all.find((one) => !made.has(one.id))
  if (left)
    throw new Refusal('slot-taken', {
      path: `body.cells.${wanted.cells.findIndex((c) => c.room === left.room && c.slot === left.slot)}`,
    })
  await recordAct(tx, actor, {
    act: 'schedule.plan',
    subject: `event:${event}`,
    detail: { rooms: wanted.rooms.length, cells: wanted.cells.length },
  })
  await announceAnew(tx, event)
}

async function makeMissing(tx: Tx, actor: Actor, event: EventId, { cells }: Plan): Promise<void> {
  const known = new Set((await store.everyTrack(tx, event)).map(({ name }) => name))
  const named = new Set(cells.flatMap(({ track }) => (track === null ? [] : [track])))
  await addTracks(
    tx,
    actor,
    event,
    [...named].filter((name) => !known.has(name)),
  )
}

async function putRooms(tx: Tx, event: EventId, wanted: readonly Room[]): Promise<void> {
  const known = await store.roomRows(tx, event)
  const used = await roomsInUse(tx, event)
  const others = known.filter((room) => !wanted.some(({ id }) => id === room.id))
  const staying = others.filter(({ id }) => used.has(id))
  await store.dropRooms(
    tx,
    event,
    others.flatMap(({ id }) => (used.has(id) ? [] : [id])),
  )
  const sourceOf = (id: Room['id']) => known.find((room) => room.id === id)?.source ?? null
  await store.putRooms(tx, event, [...wanted.map((room) => ({ ...room, source: sourceOf(room.id) })), ...staying])
}

function claimsOf({ cells }: Plan, before: readonly bookingStore.BookingRow[], person: PersonId | null, now: Date) {
  const known = new Map(before.map((one) => [`${one.room}/${one.slot}`, one]))
  return cells.flatMap(({ room, slot, track, blocked }) => {
    if (track === null && blocked === null) return []
    const was = known.get(`${room}/${slot}`)
    if (was && was.track === track && was.blocked === blocked) return [was]
    return [{ id: freshId<BookingId>(now.getTime()), room, slot, track, blocked, people: null, person, madeAt: now }]
  })
}

/** Where a track is today, in the event's time zone: its first room, in the order of rooms. Outside of the event's days the first day counts. */
export async function roomToday(tx: ReadTx, event: EventId, track: TrackName, now: Date): Promise<Room | null> {
  const { timeZone } = await events.event(tx, event)
  return roomTodayIn(await plan(tx, event), timeZone, track, now)
}
