import { z } from 'zod'
import { done, type Endpoint, none, paging } from './endpoint.ts'
import { LABEL_CHARS_MAX, SCHEDULE_BYTES_MAX, TRACKS_PER_EVENT_MAX } from './limits.ts'
import { EventId } from './meeting.schema.ts'
import {
  BookingId,
  bookingActs,
  Link,
  Plan,
  Room,
  RoomId,
  ScheduleChange,
  ScheduleConflict,
  ScheduleVersion,
  Session,
  SessionId,
  SessionInput,
  SessionLine,
  SlotCode,
  TakenIn,
  Track,
  TrackName,
  VersionCard,
} from './schedule.schema.ts'

const PLAN_BYTES_MAX = 8_388_608
const PEOPLE_MAX = 1_000_000
const NOTE_CHARS_MAX = 1_000

const event = z.strictObject({ event: EventId })
const session = event.extend({ session: SessionId })
const booking = event.extend({ booking: BookingId })
const track = event.extend({ track: TrackName })
/** In an address it is a text. */
const Whole = z.coerce.number().int().min(0)

const Claim = z.strictObject({
  room: RoomId,
  slot: SlotCode,
  track: TrackName.nullable(),
  /** Why nobody can book it. */
  blocked: z.string().nullable(),
  people: z.int().nullable(),
  /** Who did it, by the name they have today; null: nobody by hand, or somebody who was forgotten. */
  by: z.string().nullable(),
})
const place = { room: RoomId, slot: SlotCode }

/** The plan of an event: tracks, rooms, slots, bookings; and the schedule of its sessions, released in versions. */
export const schedule = {
  schedule: {
    summary:
      'The released schedule: sessions without their long texts, by time; those that were cancelled stay. Its rooms and tracks; `version` null: nothing was released yet.',
    who: 'anyone',
    params: event,
    body: none,
    reply: z.strictObject({
      version: VersionCard.nullable(),
      sessions: z.array(SessionLine),
      rooms: z.array(Room),
      tracks: z.array(Track),
    }),
  },
  session: {
    summary: 'One session of the released schedule, with its texts.',
    who: 'anyone',
    params: session,
    body: none,
    reply: Session,
  },
  scheduleVersions: {
    summary: 'The releases, latest first; who made them is told to moderators.',
    who: 'anyone',
    params: event.extend(paging(Whole)),
    body: none,
    reply: z.strictObject({ versions: z.array(VersionCard), next: z.int().nullable() }),
  },
  scheduleVersion: {
    summary: 'One release, with every session that was new, moved, changed or cancelled in it.',
    who: 'anyone',
    params: event.extend({ n: Whole }),
    body: none,
    reply: ScheduleVersion,
  },
  preparedSchedule: {
    summary:
      'What is prepared: its sessions, what a release of it would tell, and warnings of what meets in one room or needs one speaker twice.',
    who: 'moderator',
    params: event,
    body: none,
    reply: z.strictObject({
      version: z.string(),
      sessions: z.array(Session),
      changes: z.array(ScheduleChange),
      conflicts: z.array(ScheduleConflict),
    }),
  },
  releaseSchedule: {
    summary:
      'Tell everybody what is prepared, as a version with a reason. Without a name it is called as the programme calls itself, or by its number. `released` null: nothing was new.',
    who: 'moderator',
    params: event,
    body: z.strictObject({
      version: z.string().trim().max(LABEL_CHARS_MAX).default(''),
      note: z.string().trim().max(NOTE_CHARS_MAX).default(''),
    }),
    reply: z.strictObject({ released: ScheduleVersion.nullable() }),
  },
  putSession: {
    summary: 'Prepare a session by hand; taking a programme in leaves it alone. Nobody is told before a release.',
    who: 'moderator',
    params: session,
    body: SessionInput,
    reply: done,
  },
  dropSession: {
    summary: 'Take a session that was prepared by hand off; after a release it is cancelled.',
    who: 'moderator',
    params: session,
    body: none,
    reply: done,
  },
  importSchedule: {
    summary:
      'Take a programme in: the text of a `document` (schedule.json, schedule.xml, objects of pretalx), or what is fetched from an `address`. Sessions are recognized by id, then by code; what is as it was is not written. With `release` everybody is told at once. `taken` null: it is byte by byte what was taken in last.',
    who: 'moderator',
    bodyBytesMax: 2 * SCHEDULE_BYTES_MAX,
    params: event,
    body: z
      .strictObject({
        document: z.string().optional(),
        address: Link.optional(),
        kind: z.enum(['schedule', 'pretalx']).default('schedule'),
        token: z.string().min(1).max(LABEL_CHARS_MAX).optional(),
        release: z.boolean().default(true),
        /** Leaves out what begins on none of the event's days. */
        daysOnly: z.boolean().default(false),
        note: z.string().trim().max(NOTE_CHARS_MAX).default(''),
      })
      .refine((body) => (body.document === undefined) !== (body.address === undefined), {
        path: ['document'],
        message: 'either a document or an address',
      }),
    reply: z.strictObject({ taken: TakenIn.nullable() }),
  },
  scheduleImports: {
    summary:
      'Where the programme was fetched from: when it was last tried, how old what stands is, why the last try failed; and how far one is that runs.',
    who: 'moderator',
    params: event,
    body: none,
    reply: z.strictObject({
      running: z.strictObject({ stage: z.enum(['fetching', 'reading', 'writing']), detail: z.string() }).nullable(),
      sources: z.array(
        z.strictObject({
          address: z.string(),
          triedAt: z.iso.datetime().nullable(),
          goodAt: z.iso.datetime().nullable(),
          fault: z.string().nullable(),
          outcome: TakenIn.nullable(),
        }),
      ),
    }),
  },
  plan: {
    summary: 'Days with slots, rooms, and what each room offers in each slot.',
    who: 'anyone',
    params: event,
    body: none,
    reply: Plan,
  },
  putPlan: {
    summary:
      'Put this plan in the place of the one that stands. Bookings that stay are still of whoever made them; rooms that sessions are in stay; tracks that bookings name are made.',
    who: 'moderator',
    bodyBytesMax: PLAN_BYTES_MAX,
    params: event,
    body: Plan,
    reply: done,
  },
  tracks: {
    summary: 'The tracks, by name.',
    who: 'anyone',
    params: event,
    body: none,
    reply: z.strictObject({ tracks: z.array(Track) }),
  },
  addTracks: {
    summary: 'Make tracks. Those that there are stay as they are; one that was taken off comes back as it was.',
    who: 'moderator',
    params: event,
    body: z.strictObject({ names: z.array(TrackName).min(1).max(TRACKS_PER_EVENT_MAX) }),
    reply: z.strictObject({ made: z.array(TrackName) }),
  },
  changeTrack: {
    summary: 'Change a track; what is left out stays.',
    who: 'moderator',
    params: track,
    body: Track.omit({ name: true }).partial(),
    reply: Track,
  },
  dropTrack: {
    summary: 'Take a track off. What was said of it and its bookings stay, and come back with it.',
    who: 'moderator',
    params: track,
    body: none,
    reply: done,
  },
  bookings: {
    summary: 'Everything booked and blocked, with who did it and when.',
    who: 'moderator',
    params: event,
    body: none,
    reply: z.strictObject({ bookings: z.array(Claim.extend({ id: BookingId, madeAt: z.iso.datetime() })) }),
  },
  book: {
    summary: 'Book a free slot of a room for a track. The same id again is the same booking; whoever is first has the slot.',
    who: 'moderator',
    params: booking,
    body: z.strictObject({ ...place, track: TrackName, people: z.int().min(1).max(PEOPLE_MAX).optional() }),
    reply: done,
  },
  unbook: {
    summary: 'Give a slot back that was booked or blocked. One that is free already stays so.',
    who: 'moderator',
    params: booking,
    body: none,
    reply: done,
  },
  block: {
    summary: 'Keep a slot of a room from everybody, and say why.',
    who: 'moderator',
    params: booking,
    body: z.strictObject({ ...place, why: z.string().trim().max(LABEL_CHARS_MAX) }),
    reply: done,
  },
  bookingActs: {
    summary: 'What was done to bookings, latest first.',
    who: 'moderator',
    params: event.extend(paging(Whole)),
    body: none,
    reply: z.strictObject({
      acts: z.array(
        Claim.extend({
          n: z.int(),
          at: z.iso.datetime(),
          act: z.enum(bookingActs),
          booking: BookingId,
          undone: z.boolean(),
        }),
      ),
      next: z.int().nullable(),
    }),
  },
  undoBookingAct: {
    summary: 'Take back what was done to a booking, once, as long as nothing else came of it.',
    who: 'moderator',
    params: event.extend({ act: Whole }),
    body: none,
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
