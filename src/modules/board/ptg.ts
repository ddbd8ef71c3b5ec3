/**
 * The document of a ptgbot, its whole database in one JSON object, read as ours: the move from that program, and what an operator
 * fetches. Pure: nothing here knows the database. `ptg-writing.ts` is the way back.
 */
import type { Notice } from '../../contract/board.schema.ts'
import type { SlotDay, TrackName } from '../../contract/schedule.schema.ts'
import { type Ordered, parseOrdered } from './ordered-json.ts'
import { readPeople, readSaid, readTracks } from './ptg-board.ts'
import { PtgNotes } from './ptg-notes.ts'
import { type PtgRoom, readPlan } from './ptg-plan.ts'

export { PTG_PADS } from './ptg-board.ts'
export type { PtgRoom } from './ptg-plan.ts'

export const PTG_CHARS_MAX = 4_194_304

export const ptgKeys = [
  'tracks',
  'slots',
  'schedule',
  'now',
  'next',
  'location',
  'etherpads',
  'urls',
  'colors',
  'voice',
  'eventid',
  'motd',
  'links',
  'last_check_in',
  'subscriptions',
  'timestamp',
] as const
export type PtgKey = (typeof ptgKeys)[number]

/** One track as it stands; what was never said is null. `color` is `#rrggbb`, `etherpad` and `link` are its own ones alone. */
export interface PtgTrack {
  readonly name: TrackName
  readonly now: string | null
  readonly next: readonly string[]
  readonly place: string | null
  readonly color: string | null
  readonly link: string | null
  readonly etherpad: string | null
}

/** `place` as a check-in keeps it: `#track` or free text. Times are ISO 8601 in UTC; `out` null: still there. */
export interface PtgCheckIn {
  readonly nick: string
  readonly place: string
  readonly in: string
  readonly out: string | null
}

export interface PtgDocument {
  /** The keys that the document has: an operator's `~fetchdb` replaces what these bring and leaves the rest. Legacy ones count as `schedule`. */
  readonly given: ReadonlySet<PtgKey>
  /** By name, those found in bookings among them. */
  readonly tracks: readonly PtgTrack[]
  /** In the order of the document, as are rooms. */
  readonly days: readonly SlotDay[]
  readonly rooms: readonly PtgRoom[]
  readonly voiceNeeded: boolean
  /** What a track's notes are made from, by putting its name behind it; null: no notes but a track's own. */
  readonly padsFrom: string | null
  readonly notices: readonly Pick<Notice, 'level' | 'text'>[]
  readonly links: readonly { readonly title: string; readonly link: string }[]
  readonly checkIns: readonly PtgCheckIn[]
  /** By nick as it was written; cancelled ones are left out. */
  readonly watches: readonly { readonly nick: string; readonly pattern: string }[]
}

/** About one thing that was not taken as it stands. `wrong`: nothing we keep could look like it; else it means nothing (any more). */
export interface PtgNote {
  /** Such as `schedule.Aspen.FriP1`. */
  readonly path: string
  readonly says: string
  readonly wrong: boolean
}

export interface PtgReading {
  /** What can be kept; null: the text is no such document at all, and the only note says why. */
  readonly document: PtgDocument | null
  readonly notes: readonly PtgNote[]
}

interface Around {
  /** Of the event, for times that come without one. */
  readonly timeZone: string
  /** What stands already: it is meant where the document brings no `slots`, or no `tracks`, of its own. */
  readonly held?: { readonly days: readonly SlotDay[]; readonly tracks: readonly string[] }
}

/**
 * Reads all of it, old shapes too. Whoever orders it from outside (`~fetchdb`) refuses when a note is `wrong`; whoever moves over keeps the
 * rest and shows the notes. Never throws for what is in the text.
 */
export function readPtgDocument(text: string, { timeZone, held }: Around): PtgReading {
  if (text.length > PTG_CHARS_MAX) return unusable(`is longer than ${PTG_CHARS_MAX} characters`)
  let whole: Ordered
  try {
    whole = parseOrdered(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return unusable(`is not JSON (${(error as Error).message.slice(0, 100)})`)
  }
  if (!(whole instanceof Map)) return unusable('is not a JSON object')
  const notes = new PtgNotes()
  noteStrangers(whole, notes)
  const plan = readPlan(whole, notes, timeZone, held?.days ?? [])
  const tracks = readTracks(whole, plan, notes, whole.has('tracks') ? [] : (held?.tracks ?? []))
  const said = readSaid(whole, notes)
  const people = readPeople(whole, notes, new Set(tracks.map(({ name }) => name)), timeZone)
  const given = new Set(ptgKeys.filter((key) => whole.has(key)))
  if (whole.has('scheduled') || whole.has('additional')) given.add('schedule')
  return { document: { given, tracks, ...plan, ...said, ...people }, notes: notes.all }
}

const unusable = (says: string): PtgReading => ({ document: null, notes: [{ path: '', says, wrong: true }] })

const known = new Set<string>([...ptgKeys, 'scheduled', 'additional', 'timezone', 'padsfrom'])

function noteStrangers(whole: ReadonlyMap<string, Ordered>, notes: PtgNotes): void {
  for (const key of whole.keys()) if (!known.has(key)) notes.idle(key, 'is not known and was left out')
}
