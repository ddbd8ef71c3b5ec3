import { createHash } from 'node:crypto'
import type { BoardView } from '../../contract/board.schema.ts'
import type { Cell, Room, Session, Slot, Track } from '../../contract/schedule.schema.ts'
import type { Told, Wanted } from '../../modules/calendars/index.ts'
import type { CalendarsWords } from '../../words/calendars/en.ts'
import type { CalendarEntry } from './ical.ts'

/** What calendars are made from: who booked what, and the sessions of the released schedule. */
export interface Sources extends Pick<BoardView, 'event' | 'days' | 'rooms' | 'cells' | 'padsFrom'> {
  readonly tracks: readonly Track[]
  readonly sessions: readonly Session[]
}

/** One entry, before calendars were told of it. `words` are for people, in their language; all else is the same for everybody. */
export interface Draft {
  readonly wanted: Wanted
  readonly print: (words: CalendarsWords) => Pick<CalendarEntry, 'title' | 'description' | 'place' | 'link' | 'category'>
}

const DESCRIPTION_CHARS_MAX = 4_000
const HASH_CHARS = 16

/** A booking that no calendar can show, as its slot has no time. */
export type Untimed = Pick<Cell, 'track' | 'room'>

/** All entries, by time. */
export function draftsOf(sources: Sources): { drafts: Draft[]; untimed: Untimed[] } {
  const places = new Map(sources.rooms.map((room) => [room.id, room]))
  const { drafts: booked, untimed } = bookings(sources, places)
  const drafts = [
    ...booked,
    ...sources.sessions.map((session) => ofSession(session, session.room ? places.get(session.room) : undefined)),
  ]
  const key = ({ wanted }: Draft) => Date.parse(wanted.startsAt)
  return { drafts: drafts.sort((a, b) => key(a) - key(b) || (a.wanted.title < b.wanted.title ? -1 : 1)), untimed }
}

function bookings(sources: Sources, places: ReadonlyMap<string, Room>): { drafts: Draft[]; untimed: Untimed[] } {
  const slots = new Map(sources.days.flatMap((day) => day.slots).map((slot) => [slot.code, slot]))
  const tracks = new Map(sources.tracks.map((track) => [track.name, track]))
  const untimed: Untimed[] = []
  const drafts = sources.cells.flatMap((cell): Draft[] => {
    const [slot, track, room] = [slots.get(cell.slot), cell.track && tracks.get(cell.track), places.get(cell.room)]
    if (!slot || !track || !room) return []
    if (slot.startsAt !== null) return [ofBooking(sources, track, room, { ...slot, startsAt: slot.startsAt })]
    untimed.push(cell)
    return []
  })
  return { drafts, untimed }
}

function ofBooking(from: Sources, track: Track, room: Room, slot: Slot & { readonly startsAt: string }): Draft {
  const notes = track.etherpad ?? (from.padsFrom === null ? null : `${from.padsFrom}${encodeURIComponent(track.name)}`)
  const call = track.link ?? room.link
  return {
    wanted: {
      kind: 'booking',
      source: track.name,
      slot: slot.code,
      title: track.title || track.name,
      startsAt: slot.startsAt,
      minutes: slot.minutes,
      room: room.id,
      place: room.name,
      track: track.name,
      rest: hashOf(notes, call, from.event.title, room.about),
      cancelled: false,
    },
    print: (words) => ({
      title: words.booking(track.title || track.name, from.event.title),
      description: paragraphs(notes && words.notes(notes), words.room(named(room))),
      place: call ?? named(room),
      link: call,
      category: track.name,
    }),
  }
}

function ofSession(session: Session, room: Room | undefined): Draft {
  const title = session.subtitle === '' ? session.title : `${session.title}: ${session.subtitle}`
  const about = cut(paragraphs(session.abstract, session.description))
  const speakers = session.speakers.map(({ name }) => name).join(', ')
  const { link } = session
  return {
    wanted: {
      kind: 'session',
      source: session.id,
      slot: null,
      title,
      startsAt: session.startsAt,
      minutes: session.minutes,
      room: session.room,
      place: room?.name ?? '',
      track: session.track,
      rest: hashOf(about, speakers, link, room?.link ?? null),
      cancelled: session.cancelled,
    },
    print: (words) => ({
      title,
      description: paragraphs(speakers && words.speakers(speakers), room?.link ? words.call(room.link) : '', about),
      place: room ? named(room) : '',
      link,
      category: session.track,
    }),
  }
}

const named = (room: Room): string => (room.about === '' ? room.name : `${room.name} (${room.about})`)
const paragraphs = (...all: (string | null)[]): string => all.filter((one) => one !== null && one.trim() !== '').join('\n')
const cut = (text: string): string =>
  text.length <= DESCRIPTION_CHARS_MAX ? text : `${text.slice(0, DESCRIPTION_CHARS_MAX - 1)}…`
const hashOf = (...parts: (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, HASH_CHARS)

/** What calendars are told of an entry; of one that nobody wants any more, what they were told last. */
export function entryOf(told: Told, draft: Draft | undefined, eventTitle: string, words: CalendarsWords): CalendarEntry {
  const { uid, sequence, changedAt, startsAt, minutes, cancelledAt } = told
  const title = told.kind === 'booking' ? words.booking(told.title, eventTitle) : told.title
  const left = { title, description: '', place: told.place, link: null, category: told.track }
  return { uid, sequence, changedAt, startsAt, minutes, cancelled: cancelledAt !== null, ...(draft?.print(words) ?? left) }
}
