import { Temporal } from 'temporal-polyfill'
import { freshId } from '../contract/ids.ts'
import type { EventId } from '../contract/meeting.schema.ts'
import type {
  BookingId,
  Plan,
  RoomId,
  SessionId,
  SessionInput,
  SlotCode,
  SlotDay,
  TrackName,
} from '../contract/schedule.schema.ts'
import { system } from '../modules/people/index.ts'
import * as schedule from '../modules/schedule/index.ts'
import type { Tx } from '../platform/db.ts'

/** The sample event's plan: two days, four rooms, eight tracks that meet, and a few talks for everybody. */

export const sampleTracks = ['accessibility', 'archive', 'bridges', 'docs', 'harbour', 'newcomers', 'search', 'translation']
const rooms = [
  ['Lighthouse', 'Ground floor, 80 seats', 80],
  ['Boathouse', 'By the water, 40 seats', 40],
  ['Room-2', 'Upstairs, quiet', 12],
  ['Net Loft', 'Sofas and a whiteboard', 20],
] as const
const times = ['09:30', '11:15', '14:00', '15:45']
const SLOT_MINUTES = 90
const bookings: [track: string, room: number, slot: string][] = [
  ['harbour', 0, 'D1A1'],
  ['docs', 1, 'D1A1'],
  ['newcomers', 0, 'D1A2'],
  ['search', 2, 'D1A2'],
  ['translation', 1, 'D1P1'],
  ['bridges', 3, 'D1P1'],
  ['archive', 2, 'D1P2'],
  ['accessibility', 0, 'D2A1'],
  ['harbour', 1, 'D2A1'],
  ['docs', 0, 'D2P1'],
]
/** Day, clock, minutes, room, title, who speaks. */
const talks: [day: number, clock: string, minutes: number, room: number | null, title: string, speaker: string][] = [
  [0, '09:00', 30, 0, 'Welcome aboard', 'The crew'],
  [0, '11:00', 15, null, 'Coffee', ''],
  [0, '13:00', 60, null, 'Lunch', ''],
  [0, '17:30', 45, 0, 'Small tools that lasted', 'Imre Solander'],
  [1, '09:00', 30, 0, 'What we heard yesterday', 'The crew'],
  [1, '13:00', 60, null, 'Lunch', ''],
  [1, '17:15', 45, 0, 'A map of what comes next', 'Noor Castellan'],
]

/** Days are those of the event, in its zone. */
export async function addPlan(tx: Tx, event: EventId, timeZone: string, dates: readonly string[]): Promise<void> {
  const fresh = <Id extends string>() => freshId<Id>(tx.now.getTime())
  const ids = rooms.map(() => fresh<RoomId>())
  const days = dates.map((date, i) => dayOf(date, i, timeZone))
  const cells = days.flatMap((day) =>
    day.slots.flatMap(({ code }) => ids.map((room) => ({ room, slot: code, track: null, blocked: null }))),
  )
  const shown = rooms.map(([name, about, capacity], i) => {
    const id = ids[i] as RoomId
    return { id, name, about, icon: i === 0 ? 'facetime-video' : '', iconText: i === 0 ? 'Projector' : '', capacity, link: null }
  })
  await schedule.putPlan(tx, system, event, { days, rooms: shown, cells } satisfies Plan)
  await schedule.addTracks(tx, system, event, sampleTracks as TrackName[])
  for (const [track, room, slot] of bookings)
    await schedule.book(tx, system, {
      ...{ id: fresh<BookingId>(), event, room: ids[room] as RoomId },
      ...{ track: track as TrackName, slot: slot as SlotCode },
    })
  for (const [day, clock, minutes, room, title, speaker] of talks) {
    const startsAt = instantOf(dates[day] ?? '', clock, timeZone)
    const about = { title, startsAt, minutes, room: room === null ? null : (ids[room] as RoomId) }
    const speakers = speaker === '' ? [] : [{ name: speaker, link: null }]
    await schedule.putSession(tx, system, event, fresh<SessionId>(), { ...plainSession, ...about, speakers })
  }
  await schedule.release(tx, system, event, { version: '1.0', note: 'A sample, to try things out.' })
}

const plainSession: Omit<SessionInput, 'title' | 'startsAt' | 'minutes' | 'room' | 'speakers'> = {
  ...{ code: '', subtitle: '', abstract: '', description: '', kind: '', language: 'en', track: null },
  ...{ links: [], link: null, picture: null, unrecorded: false },
}

function dayOf(date: string, i: number, timeZone: string): SlotDay {
  const slots = times.map((clock, n) => {
    const code = `D${i + 1}${n < 2 ? 'A' : 'P'}${(n % 2) + 1}` as SlotCode
    const end = Temporal.PlainTime.from(clock).add({ minutes: SLOT_MINUTES }).toString({ smallestUnit: 'minute' })
    return { code, label: `${clock}-${end}`, startsAt: instantOf(date, clock, timeZone), minutes: SLOT_MINUTES }
  })
  return { key: `Day ${i + 1}`, date, slots }
}

const instantOf = (date: string, clock: string, timeZone: string): string =>
  new Date(Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(timeZone).epochMilliseconds).toISOString()

/** Today and tomorrow, where the event is. */
export function datesFrom(now: Date, timeZone: string): [string, string] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  return [today.toString(), today.add({ days: 1 }).toString()]
}
