import { z } from 'zod'
import { EventCard } from './cards.schema.ts'
import { LABEL_CHARS_MAX, NEXT_PER_TRACK_MAX, NOTICE_CHARS_MAX, NOTICES_MAX, PLACE_CHARS_MAX, TOPIC_CHARS_MAX } from './limits.ts'
import { Cell, Link, Room, SlotDay, Track, TrackName } from './schedule.schema.ts'

/** What really happens at an event: now and next of each track, notices, and who is where. */

export const Topic = z.strictObject({ text: z.string().min(1).max(TOPIC_CHARS_MAX), at: z.iso.datetime() })
export type Topic = z.infer<typeof Topic>

export const noticeLevels = ['info', 'success', 'warning', 'danger'] as const
export const Notice = z.strictObject({
  id: z.uuid(),
  level: z.enum(noticeLevels),
  text: z.string().min(1).max(NOTICE_CHARS_MAX),
  at: z.iso.datetime(),
})
export type Notice = z.infer<typeof Notice>

/** A track as it stands. `place` is where it is today: said by people, or found from its bookings at the first topic of a day. */
export const BoardTrack = Track.extend({
  now: Topic.nullable(),
  next: z.array(Topic).max(NEXT_PER_TRACK_MAX),
  place: z.string().max(PLACE_CHARS_MAX).nullable(),
})
export type BoardTrack = z.infer<typeof BoardTrack>

/** People who are checked in at one place, by the names they go by; those who hide are counted nowhere. A track's place is `#` and its name. */
export const BoardPlace = z.strictObject({ place: z.string(), people: z.array(z.string()) })
export type BoardPlace = z.infer<typeof BoardPlace>

export const BoardView = z.strictObject({
  event: EventCard.pick({ id: true, title: true, timeZone: true, startsOn: true, endsOn: true }),
  notices: z.array(Notice).max(NOTICES_MAX),
  /** By name. */
  tracks: z.array(BoardTrack),
  /** Tables of bookings: days and rooms in the order they were given. */
  days: z.array(SlotDay),
  rooms: z.array(Room),
  cells: z.array(Cell),
  places: z.array(BoardPlace),
  links: z.array(z.strictObject({ title: z.string().max(LABEL_CHARS_MAX), link: Link })),
  /** What a track's notes are made from, as `https://pads.example/p/event-`; null: no notes but a track's own. */
  padsFrom: z.string().nullable(),
  /** The number of the released schedule, 0: none yet. Its sessions are asked for apart. */
  version: z.int(),
  /** When anything of it last changed. */
  changedAt: z.iso.datetime(),
})
export type BoardView = z.infer<typeof BoardView>

/** What is told to followers of `board:EVENT`; each says all of the thing it is about. `anew`: so
 * much is different that the view has to be asked for again. */
export const BoardChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('track'), track: BoardTrack, at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('track-gone'), track: TrackName, at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('notices'), notices: z.array(Notice), at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('cell'), cell: Cell, at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('place'), place: BoardPlace, at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('anew') }),
])
export type BoardChange = z.infer<typeof BoardChange>
