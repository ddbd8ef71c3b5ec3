import { z } from 'zod'
import { EventCard } from './cards.schema.ts'
import {
  LABEL_CHARS_MAX,
  LINKS_MAX,
  NEXT_PER_TRACK_MAX,
  NOTICE_CHARS_MAX,
  NOTICES_MAX,
  PATTERN_CHARS_MAX,
  PLACE_CHARS_MAX,
  TOPIC_CHARS_MAX,
} from './limits.ts'
import { NetworkName } from './meeting.schema.ts'
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

/** Who may speak for tracks in a chat; operators and whoever moderates the event always may. */
export const speakingRules = ['everybody', 'voice', 'role'] as const

/** What holds for an event's day. `who may speak` is about chats: on the web and by the API it takes a moderator. */
export const DaySettings = z.strictObject({
  speaking: z.enum(speakingRules),
  /** Lines for tracks count only from people who are identified to the network's services. */
  identifiedOnly: z.boolean(),
  /** Whoever says a topic is told of it too, where they watch for it. */
  selfTold: z.boolean(),
  /** Lines such as `+1`, which cannot be a command, are answered as mistyped ones. */
  noiseAnswered: z.boolean(),
  /** What a track's notes are made from, by putting its name behind it. */
  padsFrom: Link.nullable(),
  links: z.array(z.strictObject({ title: z.string().trim().min(1).max(LABEL_CHARS_MAX), link: Link })).max(LINKS_MAX),
})
export type DaySettings = z.infer<typeof DaySettings>

export const ActId = z.uuid().toLowerCase().brand('BoardActId')
export type ActId = z.infer<typeof ActId>
export const actKinds = [
  'now',
  'next',
  'clear',
  'place',
  'track',
  'book',
  'unbook',
  'tracks',
  'notices',
  'settings',
  'new-day',
  'empty',
  'take-in',
] as const
export type ActKind = (typeof actKinds)[number]

/** Something that was changed on a board. */
export const BoardAct = z.strictObject({
  id: ActId,
  at: z.iso.datetime(),
  act: z.enum(actKinds),
  track: z.string().nullable(),
  /** What was said: a topic, a place, a slot, a list of tracks. */
  words: z.string(),
  /** By the name they have today; null: the system, or somebody who was forgotten. */
  by: z.string().nullable(),
  /** Where it was said; null: on the web, or by a program. */
  network: NetworkName.nullable(),
  undone: z.boolean(),
  /** Nothing of the same came after it, so that it can be undone. */
  undoable: z.boolean(),
})
export type BoardAct = z.infer<typeof BoardAct>

/** Where somebody was last known to be. */
export const CheckIn = z.strictObject({
  name: z.string(),
  place: z.string(),
  in: z.iso.datetime(),
  /** Null: still there. */
  out: z.iso.datetime().nullable(),
})
export type CheckIn = z.infer<typeof CheckIn>

export const Place = z.string().trim().min(1).max(PLACE_CHARS_MAX)
export const Pattern = z.string().trim().min(1).max(PATTERN_CHARS_MAX)
