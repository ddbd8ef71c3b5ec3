import { z } from 'zod'
import {
  ADDRESS_CHARS_MAX,
  CELLS_PER_EVENT_MAX,
  LABEL_CHARS_MAX,
  LONG_TEXT_CHARS_MAX,
  ROOM_NAME_CHARS_MAX,
  ROOMS_PER_EVENT_MAX,
  SESSION_TITLE_CHARS_MAX,
  SLOT_CODE_CHARS_MAX,
  SLOT_MINUTES_MAX,
  TRACK_CHARS_MAX,
} from './limits.ts'

/** The plan of an event: days, slots, rooms, tracks; who booked which slot; and the released schedule of sessions. */

/**
 * A track by its name, as people type it after `#`: small letters of any script, digits, `_ . + -`, with at least one letter. Words that stand for
 * commands are none.
 */
export const reservedTracks = ['in', 'out', 'seen', 'subscribe', 'unsubscribe', 'help'] as const
export const TrackName = z
  .string()
  .min(1)
  .max(TRACK_CHARS_MAX)
  .regex(/^(?=.*\p{L})[\p{L}\p{N}][\p{L}\p{N}_.+-]*$/u, 'letters, digits and _ . + - with at least one letter')
  .refine((name) => !(reservedTracks as readonly string[]).includes(name), 'is the word of a command')
  .brand('TrackName')
export type TrackName = z.infer<typeof TrackName>
export const RoomId = z.uuid().toLowerCase().brand('RoomId')
export type RoomId = z.infer<typeof RoomId>
/** A slot by its code, such as `MonA1`: the same letters mean the same slot whatever their case; unique in its event. */
export const SlotCode = z
  .string()
  .min(1)
  .max(SLOT_CODE_CHARS_MAX)
  .regex(/^[\p{L}\p{N}_.:+-]+$/u, 'letters, digits and _ . : + -')
  .brand('SlotCode')
export type SlotCode = z.infer<typeof SlotCode>
export const BookingId = z.uuid().toLowerCase().brand('BookingId')
export type BookingId = z.infer<typeof BookingId>
/** A session keeps its id over all versions, renames and moves; what was taken in keeps that of its source, in lower case. */
export const SessionId = z.uuid().toLowerCase().brand('SessionId')
export type SessionId = z.infer<typeof SessionId>

/** An address people open: http or https alone. */
export const Link = z
  .string()
  .max(ADDRESS_CHARS_MAX)
  .refine((text) => /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text), 'an address that begins with http:// or https://')

export const Slot = z.strictObject({
  code: SlotCode,
  /** What stands over its column, such as `09:00-10:45`; free text. */
  label: z.string().max(LABEL_CHARS_MAX),
  /** ISO 8601 in UTC; null: nobody said when it really is. */
  startsAt: z.iso.datetime().nullable(),
  minutes: z.int().min(1).max(SLOT_MINUTES_MAX),
})
export type Slot = z.infer<typeof Slot>

/** A day of the table of bookings. `key` is its name, such as `Monday`; the order of days is kept as it was given. */
export const SlotDay = z.strictObject({
  key: z.string().min(1).max(LABEL_CHARS_MAX),
  date: z.iso.date().nullable(),
  slots: z.array(Slot),
})
export type SlotDay = z.infer<typeof SlotDay>

/** What a room offers in a slot: free, a track's, or kept for something that is no track. A pair of room and slot that is missing is not offered. */
export const Cell = z.strictObject({
  room: RoomId,
  slot: SlotCode,
  track: TrackName.nullable(),
  /** Why nobody can book it; null: it is free or a track's. */
  blocked: z.string().max(LABEL_CHARS_MAX).nullable(),
})
export type Cell = z.infer<typeof Cell>

export const Room = z.strictObject({
  id: RoomId,
  name: z.string().min(1).max(ROOM_NAME_CHARS_MAX),
  about: z.string().max(LABEL_CHARS_MAX),
  /** The name of a symbol and what it tells, such as a screen: `Projector`. */
  icon: z.string().max(40),
  iconText: z.string().max(LABEL_CHARS_MAX),
  capacity: z.int().min(0).max(1_000_000).nullable(),
  link: Link.nullable(),
})
export type Room = z.infer<typeof Room>

/** The table of bookings as a whole. Rooms and days are in the order they were given. */
export const Plan = z.strictObject({
  days: z.array(SlotDay).max(100),
  rooms: z.array(Room).max(ROOMS_PER_EVENT_MAX),
  cells: z.array(Cell).max(CELLS_PER_EVENT_MAX),
})
export type Plan = z.infer<typeof Plan>

export const bookingActs = ['book', 'unbook', 'block', 'unblock'] as const
export type BookingAct = (typeof bookingActs)[number]

/** A track of the event: a team that meets, or a strand of the programme. */
export const Track = z.strictObject({
  name: TrackName,
  title: z.string().max(LABEL_CHARS_MAX),
  /** `#rrggbb`, of its badge. */
  color: z.string().regex(/^#[0-9a-f]{6}$/),
  link: Link.nullable(),
  /** Its own notes; null: made from the event's, where it has them. */
  etherpad: Link.nullable(),
})
export type Track = z.infer<typeof Track>

export const Speaker = z.strictObject({ name: z.string().max(LABEL_CHARS_MAX), link: Link.nullable() })
/** A talk, workshop or break of the released schedule. */
export const Session = z.strictObject({
  id: SessionId,
  /** The code its source gives it, such as `8XKQTN`; empty: none. */
  code: z.string().max(100),
  title: z.string().max(SESSION_TITLE_CHARS_MAX),
  subtitle: z.string().max(SESSION_TITLE_CHARS_MAX),
  abstract: z.string().max(LONG_TEXT_CHARS_MAX),
  description: z.string().max(LONG_TEXT_CHARS_MAX),
  kind: z.string().max(LABEL_CHARS_MAX),
  language: z.string().max(20),
  track: TrackName.nullable(),
  room: RoomId.nullable(),
  startsAt: z.iso.datetime(),
  minutes: z.int().min(0).max(SLOT_MINUTES_MAX),
  speakers: z.array(Speaker),
  links: z.array(z.strictObject({ title: z.string().max(SESSION_TITLE_CHARS_MAX), link: Link })),
  link: Link.nullable(),
  picture: Link.nullable(),
  /** Whether it may not be recorded. */
  unrecorded: z.boolean(),
  cancelled: z.boolean(),
})
export type Session = z.infer<typeof Session>

/** What a release changed, for people: by the ids of sessions, with their titles as they were. */
export const ScheduleChange = z.strictObject({
  kind: z.enum(['new', 'moved', 'changed', 'cancelled']),
  session: SessionId,
  title: z.string(),
  /** For one that moved: where and when it was. */
  was: z.strictObject({ startsAt: z.iso.datetime(), minutes: z.int(), room: z.string().nullable() }).nullable(),
  now: z.strictObject({ startsAt: z.iso.datetime(), minutes: z.int(), room: z.string().nullable() }).nullable(),
})
export type ScheduleChange = z.infer<typeof ScheduleChange>

export const ScheduleVersion = z.strictObject({
  /** Counts the releases, from 1. */
  n: z.int(),
  version: z.string().max(LABEL_CHARS_MAX),
  releasedAt: z.iso.datetime(),
  /** Who and why, as told. */
  by: z.string(),
  note: z.string(),
  changes: z.array(ScheduleChange),
})
export type ScheduleVersion = z.infer<typeof ScheduleVersion>

const count = z.int().min(0)
/** A release as lists show it. `by` is empty where its reader need not know, or nobody did it by hand. */
export const VersionCard = ScheduleVersion.omit({ changes: true }).extend({
  counts: z.strictObject({ new: count, moved: count, changed: count, cancelled: count }),
})
export type VersionCard = z.infer<typeof VersionCard>

/** A session without its long texts, as lists show it. */
export const SessionLine = Session.omit({ abstract: true, description: true })
export type SessionLine = z.infer<typeof SessionLine>

/** What people prepare by hand. */
export const SessionInput = Session.omit({ id: true, cancelled: true }).extend({
  title: z.string().trim().min(1).max(SESSION_TITLE_CHARS_MAX),
  speakers: Session.shape.speakers.max(50),
  links: Session.shape.links.max(50),
})
export type SessionInput = z.infer<typeof SessionInput>

/** Two things that cannot both be: in one room, or of one speaker, at one time. Warnings alone: nothing is refused for it. */
export const ScheduleConflict = z.strictObject({
  kind: z.enum(['room', 'speaker', 'booking']),
  /** The name of the room or the speaker. */
  what: z.string(),
  startsAt: z.iso.datetime(),
  /** What meets there: titles of sessions, or a track that booked. */
  sessions: z.array(z.strictObject({ id: SessionId.nullable(), title: z.string() })),
})
export type ScheduleConflict = z.infer<typeof ScheduleConflict>

/** What a programme brought. `skipped`: what could not be read, and why; `more`: how many of those are not listed. */
export const TakenIn = z.strictObject({
  version: z.string(),
  fresh: count,
  moved: count,
  changed: count,
  gone: count,
  unchanged: count,
  skipped: z.array(z.strictObject({ what: z.string(), why: z.string() })),
  more: count,
  /** The number of the release made of it; null: it waits for one, or nothing is new. */
  released: z.int().nullable(),
})
export type TakenIn = z.infer<typeof TakenIn>
