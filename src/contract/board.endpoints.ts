import { z } from 'zod'
import { ActId, BoardAct, BoardView, CheckIn, DaySettings, Notice, Pattern, Place } from './board.schema.ts'
import { at, done, type Endpoint, none, paging } from './endpoint.ts'
import { ADDRESS_CHARS_MAX, NAME_CHARS_MAX, NOTICES_MAX, PATTERN_CHARS_MAX, TOPIC_CHARS_MAX } from './limits.ts'
import { EventId } from './meeting.schema.ts'
import { TrackName } from './schedule.schema.ts'

const event = z.strictObject({ event: EventId })
const track = z.strictObject({ event: EventId, track: TrackName })
const topic = z.strictObject({ text: z.string().trim().min(1).max(TOPIC_CHARS_MAX) })
/** Whether the track has a room today. */
const spoken = z.strictObject({ scheduled: z.boolean() })

/** The board of an event's day: what really happens. */
export const board = {
  board: {
    summary:
      'The board of an event: now and next of each track, bookings, notices, who is where. Feed `board:EVENT` has the news of it.',
    who: 'anyone',
    params: event,
    body: none,
    reply: at(BoardView),
  },
  sayNow: {
    summary:
      'Say what a track discusses now; its coming topics are over. Where nobody said its place, the room it has today becomes it.',
    who: 'moderator',
    params: track,
    body: topic,
    reply: spoken,
  },
  sayNext: {
    summary: 'Add a topic to those that a track comes to next.',
    who: 'moderator',
    params: track,
    body: topic,
    reply: spoken,
  },
  clearTopics: {
    summary: 'Take back now and next of a track.',
    who: 'moderator',
    params: track,
    body: none,
    reply: done,
  },
  placeTrack: {
    summary: 'Say where a track is today; null: the room it has booked is found again at its next topic.',
    who: 'moderator',
    params: track,
    body: z.strictObject({ place: Place.nullable() }),
    reply: done,
  },
  addNotice: {
    summary: 'Add a notice behind the others. The same id again is the same notice.',
    who: 'moderator',
    params: event.extend({ notice: z.uuid().toLowerCase() }),
    body: Notice.pick({ level: true, text: true }),
    reply: done,
  },
  keepNotices: {
    summary: 'Keep these notices, in this order; all others go.',
    who: 'moderator',
    params: event,
    body: z.strictObject({ notices: z.array(z.uuid().toLowerCase()).max(NOTICES_MAX) }),
    reply: done,
  },
  daySettings: {
    summary: 'What holds for the day of an event: who may speak for tracks in its channels, its links, where notes are.',
    who: 'moderator',
    params: event,
    body: none,
    reply: DaySettings,
  },
  changeDay: {
    summary: 'Change what holds for the day of an event; what is left out stays.',
    who: 'moderator',
    params: event,
    body: DaySettings.partial(),
    reply: done,
  },
  newDay: {
    summary: 'Begin another day: topics, places and check-ins go; watches, links, colours and bookings stay.',
    who: 'moderator',
    params: event,
    body: none,
    reply: done,
  },
  emptyBoard: {
    summary:
      'Take everything off the board of an event: tracks, plan, bookings, topics, notices, check-ins, watches, settings of the day. Its released schedule stays. It can be undone.',
    who: 'moderator',
    params: event,
    body: none,
    reply: done,
  },
  fetchBoard: {
    summary:
      "Take in a ptgbot's database from an address; each key it has replaces what there is of that. Nothing changes unless all of it can be read. It can be undone.",
    who: 'moderator',
    params: event,
    body: z.strictObject({ address: z.string().min(1).max(ADDRESS_CHARS_MAX) }),
    reply: z.strictObject({ tracks: z.int(), rooms: z.int(), bookings: z.int() }),
  },
  boardActs: {
    summary: 'Who changed what on the board, latest first.',
    who: 'moderator',
    params: event.extend(paging(ActId)),
    body: none,
    reply: z.strictObject({ acts: z.array(BoardAct), next: ActId.nullable() }),
  },
  undoBoardAct: {
    summary: 'Undo a change of the board, when nothing of the same came after it.',
    who: 'moderator',
    params: event.extend({ act: ActId }),
    body: none,
    reply: done,
  },
  myPresence: {
    summary: 'Where the asker is checked in at an event, and whether they hide.',
    who: 'signed-in',
    params: event,
    body: none,
    reply: z.strictObject({ checkIn: CheckIn.nullable(), hidden: z.boolean() }),
  },
  checkIn: {
    summary: 'Check in at a track (`#track`, or its name) or anywhere else, in place of where one was.',
    who: 'signed-in',
    params: event,
    body: z.strictObject({ place: Place }),
    reply: z.strictObject({ place: z.string() }),
  },
  checkOut: {
    summary: 'Check out. Whoever is out already stays so.',
    who: 'signed-in',
    params: event,
    body: none,
    reply: z.strictObject({ place: z.string() }),
  },
  hide: {
    summary: 'Be shown nowhere at an event, or again. Who hides is still told of what they watch for.',
    who: 'signed-in',
    params: event,
    body: z.strictObject({ hidden: z.boolean() }),
    reply: done,
  },
  seen: {
    summary: 'Where somebody of this name was last known to be; null: never seen, or hidden.',
    who: 'signed-in',
    params: event.extend({
      name: z
        .string()
        .trim()
        .min(1)
        .max(NAME_CHARS_MAX * 2),
    }),
    body: none,
    reply: z.strictObject({ checkIn: CheckIn.nullable() }),
  },
  myWatch: {
    summary: 'The pattern the asker watches topics for; null: none.',
    who: 'signed-in',
    params: event,
    body: none,
    reply: z.strictObject({ pattern: z.string().max(PATTERN_CHARS_MAX).nullable() }),
  },
  watchTopics: {
    summary:
      'Be told, once each, of topics in which this pattern is found: a regular expression (RE2) without case, over `#track now topic` and `#track next topic`.',
    who: 'signed-in',
    params: event,
    body: z.strictObject({ pattern: Pattern }),
    reply: done,
  },
  unwatchTopics: {
    summary: 'Watch for nothing any more.',
    who: 'signed-in',
    params: event,
    body: none,
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
