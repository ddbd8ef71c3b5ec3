import type { EventId } from '../src/contract/meeting.schema.ts'
import type { Plan, Room, RoomId, SlotCode, TrackName } from '../src/contract/schedule.schema.ts'
import { putEvent } from '../src/modules/events/index.ts'
import { system } from '../src/modules/people/index.ts'
import * as schedule from '../src/modules/schedule/index.ts'
import type { Db } from '../src/platform/db.ts'
import { id } from './world.ts'

/** A gathering of our own for tests: five weekdays of four slots, five rooms, some of which have blanks and hyphens in their names. */
export const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
const halves = ['A1', 'A2', 'P1', 'P2'] as const
const hours = ['07:00', '08:45', '11:30', '13:15'] as const
export const roomNames = ['Pier One', 'Sail Loft A', 'Jetty', 'Quay', 'Sail Loft C', 'Deck-7'] as const
/** Whose slots these are: `tides` is in the Pier today (a Friday), `kelp` in the Sail Loft A, `gulls` nowhere. */
const booked: readonly [room: (typeof roomNames)[number], slot: string, track: string][] = [
  ['Pier One', 'FriA1', 'tides'],
  ['Sail Loft A', 'FriA2', 'kelp'],
  ['Quay', 'TueP2', 'tides'],
  ['Jetty', 'MonA1', 'gulls'],
]
export const tracks = ['gulls', 'kelp', 'tides'] as const

export function planOf(): Plan {
  const days: Plan['days'] = dayNames.map((key, d) => ({
    key,
    date: `2026-06-0${d + 1}`,
    slots: halves.map((half, i) => ({
      code: `${key.slice(0, 3)}${half}` as SlotCode,
      label: ['09:00-10:30', '10:45-12:15', '13:30-15:00', '15:15-16:45'][i] ?? '',
      startsAt: `2026-06-0${d + 1}T${hours[i]}:00.000Z`,
      minutes: 90,
    })),
  }))
  const rooms = roomNames.map(
    (name): Room => ({
      id: id<RoomId>(),
      name,
      about: name === 'Quay' ? 'by the water' : '',
      icon: '',
      iconText: '',
      capacity: null,
      link: null,
    }),
  )
  const trackAt = (room: Room, slot: SlotCode) =>
    (booked.find(([name, code]) => name === room.name && code === slot)?.[2] as TrackName | undefined) ?? null
  const cells = rooms.flatMap((room) =>
    days
      .flatMap((day) => day.slots)
      .map(({ code }) => ({ room: room.id, slot: code, track: trackAt(room, code), blocked: null })),
  )
  return { days, rooms, cells }
}

/** The event with its plan. Its days are those of the first week of June 2026, in Paris. */
export async function openDay(db: Db, event: EventId): Promise<Plan> {
  const plan = planOf()
  await db.write(async (tx) => {
    const settings = { title: 'Harbour week', timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-05' }
    await putEvent(tx, system, event, settings)
    await schedule.putPlan(tx, system, event, plan)
    await schedule.addTracks(tx, system, event, [...tracks] as TrackName[])
  })
  return plan
}
