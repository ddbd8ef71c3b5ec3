import { boardFeed } from '../../contract/board.ts'
import { freshId } from '../../contract/ids.ts'
import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { type News, newsFeed } from '../../contract/news.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { BookingAct, BookingId, Cell, RoomId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Actor, namesOf } from '../people/index.ts'
import * as store from './bookings.store.ts'
import { mustRunDay, mustSpeak } from './permission.ts'
import { track as trackNamed } from './store.ts'
import { holdEvent } from './tracks.ts'

/** Bookings: a track's claim on a slot of a room; and blockings, which keep a slot from everybody. The database decides who is first. */

export interface Place {
  readonly event: EventId
  readonly room: RoomId
  readonly slot: SlotCode
}
export interface Booking extends Place {
  readonly id: BookingId
  readonly track: TrackName
  /** How many are expected. */
  readonly people?: number | null | undefined
}

const personOf = (actor: Actor): PersonId | null => (actor.kind === 'person' ? actor.id : null)

/**
 * Books a free slot for a track; whoever may speak for tracks may. The same id again is the same booking.
 * @throws Refusal `not-allowed`, `not-found` for a track, or a slot that the room does not offer, `slot-taken`, `too-few-seats`, `conflict` for an id of another booking
 */
export async function book(tx: Tx, actor: Actor, { id, event, track, room, slot, people = null }: Booking): Promise<void> {
  mustSpeak(actor, event)
  if (!(await trackNamed(tx, event, track))) throw new Refusal('not-found', { path: 'body.track' })
  await claim(tx, actor, event, { id, room, slot, track, blocked: null, people: people ?? null }, 'book')
}

/** Keeps a slot from everybody. @throws Refusal `not-allowed`, `not-found`, `slot-taken`, `conflict` */
export async function block(
  tx: Tx,
  actor: Actor,
  given: Place & { readonly id: BookingId; readonly why: string },
): Promise<void> {
  mustRunDay(actor, given.event)
  const { id, event, room, slot, why } = given
  await claim(tx, actor, event, { id, room, slot, track: null, blocked: why, people: null }, 'block')
}

async function claim(
  tx: Tx,
  actor: Actor,
  event: EventId,
  wanted: store.Claim & { readonly id: BookingId },
  act: BookingAct,
): Promise<void> {
  const offer = await store.offer(tx, event, wanted.room, wanted.slot)
  if (!offer) throw new Refusal('not-found', { path: 'body.slot' })
  if (offer.capacity !== null && (wanted.people ?? 0) > offer.capacity)
    throw new Refusal('too-few-seats', { path: 'body.people', hint: String(offer.capacity) })
  const person = personOf(actor)
  const made = await store.add(tx, event, [{ ...wanted, person, madeAt: tx.now }])
  if (made.size === 0) return mustBeSame(tx, event, wanted)
  await store.addAct(tx, event, { ...wanted, person, act, booking: wanted.id })
  announceCell(tx, event, wanted)
  tellBooking(tx, 'booking.made', event, wanted)
}

/** Nothing was made: either it is there already, or the id or the place is somebody else's. */
async function mustBeSame(tx: Tx, event: EventId, wanted: store.Claim & { readonly id: BookingId }): Promise<void> {
  const own = await store.withId(tx, wanted.id)
  if (!own) throw new Refusal('slot-taken', { path: 'body.slot' })
  const isSame = own.event === event && own.room === wanted.room && own.slot === wanted.slot
  if (!isSame || own.track !== wanted.track || own.blocked !== wanted.blocked)
    throw new Refusal('conflict', { path: 'params.booking' })
}

/** Followers put it in the place of what stood there; calendars see by the number of the last act that something is new. */
function announceCell(tx: Tx, event: EventId, { room, slot, track, blocked }: Cell): void {
  tx.announce(boardFeed(event), { kind: 'cell', cell: { room, slot, track, blocked }, at: tx.now.toISOString() })
}

/** Programs elsewhere hear of bookings, not of what is blocked. */
function tellBooking(
  tx: Tx,
  kind: 'booking.made' | 'booking.cancelled',
  event: EventId,
  { track, room, slot }: Pick<Cell, 'track' | 'room' | 'slot'>,
): void {
  if (track === null) return
  tx.announce(newsFeed, { kind, at: tx.now.toISOString(), data: { event, track, room, slot } } satisfies News)
}

/** Gives a track's slot back; whoever may speak for tracks may. @throws Refusal `not-allowed`, `not-found` when it is not booked for this track */
export async function unbook(
  tx: Tx,
  actor: Actor,
  { event, room, slot, track }: Place & { readonly track: TrackName },
): Promise<void> {
  mustSpeak(actor, event)
  const row = await store.at(tx, event, room, slot)
  if (!row || row.track !== track) throw new Refusal('not-found', { path: 'params.booking' })
  await giveBack(tx, actor, event, row)
}

/** The same by the booking's id; one that is given back already stays so. @throws Refusal `not-allowed`, `not-found` for one of another event */
export async function unbookById(tx: Tx, actor: Actor, event: EventId, id: BookingId): Promise<void> {
  mustSpeak(actor, event)
  const row = await store.withId(tx, id)
  if (!row) return
  if (row.event !== event) throw new Refusal('not-found', { path: 'params.booking' })
  if (row.track === null) mustRunDay(actor, event)
  await giveBack(tx, actor, event, row)
}

/** @throws Refusal `not-allowed`, `not-found` when it is not blocked */
export async function unblock(tx: Tx, actor: Actor, { event, room, slot }: Place): Promise<void> {
  mustRunDay(actor, event)
  const row = await store.at(tx, event, room, slot)
  if (!row || row.blocked === null) throw new Refusal('not-found', { path: 'params.booking' })
  await giveBack(tx, actor, event, row)
}

async function giveBack(tx: Tx, actor: Actor, event: EventId, row: store.BookingRow): Promise<void> {
  await store.drop(tx, row.id)
  const act = row.track === null ? 'unblock' : 'unbook'
  await store.addAct(tx, event, { ...row, person: personOf(actor), act, booking: row.id })
  announceCell(tx, event, { room: row.room, slot: row.slot, track: null, blocked: null })
  tellBooking(tx, 'booking.cancelled', event, row)
}

/** Everything booked and blocked, with who did it, by the name they have today. Only for whoever runs the day. @throws Refusal `not-allowed` */
export async function bookings(
  tx: ReadTx,
  actor: Actor,
  event: EventId,
): Promise<(store.BookingRow & { readonly by: string | null })[]> {
  mustRunDay(actor, event)
  return withNames(tx, await store.bookings(tx, event))
}

/** What was done to bookings, latest first, page by page. @throws Refusal `not-allowed` */
export async function bookingActs(tx: ReadTx, actor: Actor, event: EventId, page: Page<number> = {}) {
  mustRunDay(actor, event)
  const all = await store.acts(tx, event, page.after ?? null, rowsToAsk(page))
  const { rows, next } = pageOf(
    all.map((row) => ({ ...row, id: row.n })),
    page,
  )
  const acts = rows.map(({ id: _id, ...row }) => row)
  return { acts: await withNames(tx, acts), next }
}

async function withNames<R extends { readonly person: PersonId | null }>(tx: ReadTx, rows: readonly R[]) {
  const names = await namesOf(tx, [...new Set(rows.flatMap(({ person }) => (person ? [person] : [])))])
  return rows.map((row) => ({ ...row, by: (row.person && names.get(row.person)) || null }))
}

/**
 * Takes back what was done: a booking is given back, what was given back is booked again. Once; and only while nothing else came of it.
 * @throws Refusal `not-allowed`, `not-found`, `conflict` when it was undone or is otherwise by now, `slot-taken` when somebody else has it
 */
export async function undoBookingAct(tx: Tx, actor: Actor, event: EventId, n: number): Promise<void> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  const done = await store.act(tx, event, n)
  if (!done) throw new Refusal('not-found', { path: 'params.act' })
  if (done.undone) throw new Refusal('conflict', { path: 'params.act' })
  await store.markUndone(tx, n)
  const { room, slot, track, blocked, people } = done
  if (done.act === 'book' || done.act === 'block') {
    const row = await store.at(tx, event, room, slot)
    if (row?.id !== done.booking) throw new Refusal('conflict', { path: 'params.act' })
    return giveBack(tx, actor, event, row)
  }
  if (track !== null && !(await trackNamed(tx, event, track))) throw new Refusal('conflict', { path: 'params.act' })
  const id = freshId<BookingId>(tx.now.getTime())
  await claim(tx, actor, event, { id, room, slot, track, blocked, people }, track === null ? 'block' : 'book')
}
