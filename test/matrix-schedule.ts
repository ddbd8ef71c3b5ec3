import type { BookingId, Plan, RoomId, SessionId, SessionInput, SlotCode, TrackName } from '../src/contract/schedule.schema.ts'
import { system } from '../src/modules/people/index.ts'
import * as schedule from '../src/modules/schedule/index.ts'
import type { App } from './app.ts'
import { anyone, type Case, here, one, runs } from './matrix-rows.ts'
import { id } from './world.ts'

/** The cases about plan, bookings and the schedule. */

const track = 'nova' as TrackName
const slots = Array.from({ length: 70 }, (_, i) => `S${i}` as SlotCode)
export const aSession: SessionInput = {
  code: '',
  title: 'A talk',
  subtitle: '',
  abstract: '',
  description: '',
  kind: 'Talk',
  language: 'en',
  track: null,
  room: null,
  startsAt: '2026-06-01T09:00:00.000Z',
  minutes: 30,
  speakers: [],
  links: [],
  link: null,
  picture: null,
  unrecorded: false,
}

/** One room with slots enough for whoever may book; as small as one frame of the socket. */
function planOf(room: RoomId): Plan {
  const about = { about: '', icon: '', iconText: '', capacity: null, link: null }
  return {
    days: [{ key: 'Monday', date: null, slots: slots.map((code) => ({ code, label: '', startsAt: null, minutes: 60 })) }],
    rooms: [{ id: room, name: 'Hall', ...about }],
    cells: slots.map((slot) => ({ room, slot, track: null, blocked: null })),
  }
}

/** The plan of `here`: laid out, and a slot of it that nobody has. */
function planIn(world: App['world'], room: RoomId) {
  /** Laid out anew when an emptied board has taken it away. */
  const layOut = () =>
    world.db.write(async (tx) => {
      await schedule.putPlan(tx, system, here, planOf(room))
      await schedule.addTracks(tx, system, here, [track])
    })
  let last = -1
  /** Another than the one before, which may be about to be booked. */
  const freeSlot = async (): Promise<SlotCode> => {
    const plan = () => world.db.read((tx) => schedule.plan(tx, here))
    if ((await plan()).cells.length === 0) await layOut()
    const { cells } = await plan()
    const free = new Set(cells.flatMap(({ slot, track, blocked }) => (track === null && blocked === null ? [slot] : [])))
    for (let step = 1; step <= slots.length; step++) {
      const slot = slots[(last + step) % slots.length]
      if (!slot || !free.has(slot)) continue
      last = slots.indexOf(slot)
      return slot
    }
    throw new Error('the plan of the matrix has too few slots')
  }
  return { layOut, freeSlot }
}

export async function ofSchedule({ world }: App): Promise<Case[]> {
  const room = id<RoomId>()
  const session = id<SessionId>()
  const { layOut, freeSlot } = planIn(world, room)
  await layOut()
  await world.db.write(async (tx) => {
    await schedule.putSession(tx, system, here, session, aSession)
    await schedule.release(tx, system, here, { version: '', note: '' })
  })
  const of = (more: Record<string, string> = {}, body?: unknown) => ({ params: { event: here, ...more }, body })
  const freshSession = async () => {
    const made = id<SessionId>()
    await world.db.write((tx) => schedule.putSession(tx, system, here, made, aSession))
    return of({ session: made })
  }
  const freshBooking = async () => {
    const booking = { id: id<BookingId>(), event: here, room, slot: await freeSlot(), track }
    await world.db.write((tx) => schedule.book(tx, system, booking))
    return booking.id
  }
  const freshAct = async () => {
    await freshBooking()
    const { acts } = await world.db.read((tx) => schedule.bookingActs(tx, system, here, { limit: 1 }))
    return of({ act: String(acts[0]?.n ?? '') })
  }
  const days = { '2026-06-01': { rooms: [], events: [{ title: 'Tea', start: '2026-06-01T09:00:00Z', duration: 30, rooms: [] }] } }
  const document = JSON.stringify({ days })
  return [
    one('schedule', anyone, () => of()),
    one('session', anyone, () => of({ session })),
    one('scheduleVersions', anyone, () => of()),
    one('scheduleVersion', anyone, () => of({ n: '1' })),
    one('preparedSchedule', runs, () => of()),
    one('releaseSchedule', runs, () => of({}, { note: 'Why not' })),
    one('putSession', runs, () => of({ session: id() }, aSession)),
    one('dropSession', runs, freshSession),
    one('importSchedule', runs, () => of({}, { document, release: false })),
    one('scheduleImports', runs, () => of()),
    one('plan', anyone, () => of()),
    one('putPlan', runs, async () => of({}, await world.db.read((tx) => schedule.plan(tx, here)))),
    one('tracks', anyone, () => of()),
    one('addTracks', runs, () => of({}, { names: [`t${id()}`] })),
    one('changeTrack', runs, async () => {
      await layOut()
      return of({ track }, { title: `Nova ${id()}` })
    }),
    one('dropTrack', runs, () => of({ track: 'nobodys' })),
    one('bookings', runs, () => of()),
    one('book', runs, async () => of({ booking: id() }, { room, slot: await freeSlot(), track })),
    one('unbook', runs, async () => of({ booking: await freshBooking() })),
    one('block', runs, async () => of({ booking: id() }, { room, slot: await freeSlot(), why: 'Lunch' })),
    one('bookingActs', runs, () => of()),
    one('undoBookingAct', runs, freshAct),
  ]
}
