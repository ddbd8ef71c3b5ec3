import { RE2JS } from 're2js'
import { noticeLevels } from '../../contract/board.schema.ts'
import { colorOf } from '../../contract/css-color.ts'
import {
  LABEL_CHARS_MAX,
  LINKS_MAX,
  NEXT_PER_TRACK_MAX,
  NOTICE_CHARS_MAX,
  NOTICES_MAX,
  PATTERN_CHARS_MAX,
  PLACE_CHARS_MAX,
  TOPIC_CHARS_MAX,
  TRACKS_PER_EVENT_MAX,
} from '../../contract/limits.ts'
import { Link, type TrackName } from '../../contract/schedule.schema.ts'
import type { Ordered } from './ordered-json.ts'
import type { PtgCheckIn, PtgDocument, PtgTrack } from './ptg.ts'
import type { Entries, PtgNotes } from './ptg-notes.ts'
import { linkOf, type PtgPlan, trackName } from './ptg-plan.ts'
import { localInstantOf } from './ptg-times.ts'

/** Where a ptgbot's generated notes are, before event and track. */
export const PTG_PADS = 'https://etherpad.opendev.org/p/'
const NICK_CHARS_MAX = 64
const PEOPLE_MAX = 5_000

/** All tracks that are named, and those that are booked; with what is known of each. What is known of others means nothing any more. */
export function readTracks(whole: Entries, { rooms }: PtgPlan, notes: PtgNotes, held: readonly string[]): PtgTrack[] {
  const listed = notes.list(whole.get('tracks'), 'tracks').flatMap((one, i) => trackName(one, `tracks[${i}]`, notes) ?? [])
  const booked = rooms.flatMap(({ offers }) => offers.flatMap(({ track }) => track ?? []))
  const names = notes.firstOf(
    [...new Set([...(held as readonly TrackName[]), ...listed, ...booked])].sort(),
    TRACKS_PER_EVENT_MAX,
    'tracks',
  )
  const all = new Set(names)
  const now = byTrack(whole, 'now', all, notes, (value, path) => notes.text(value, path, TOPIC_CHARS_MAX))
  const next = byTrack(whole, 'next', all, notes, (value, path) => readNext(value, path, notes))
  const place = byTrack(whole, 'location', all, notes, (value, path) => notes.text(value, path, PLACE_CHARS_MAX))
  const color = byTrack(whole, 'colors', all, notes, (value, path) => readColor(value, path, notes))
  const link = byTrack(whole, 'urls', all, notes, (value, path) => linkOf(value, path, notes))
  const etherpad = byTrack(whole, 'etherpads', all, notes, (value, path) => linkOf(value, path, notes))
  return names.map((name) => ({
    name,
    now: now.get(name) ?? null,
    next: next.get(name) ?? [],
    place: place.get(name) ?? null,
    color: color.get(name) ?? null,
    link: link.get(name) ?? null,
    etherpad: etherpad.get(name) ?? null,
  }))
}

function byTrack<T>(
  whole: Entries,
  key: string,
  all: ReadonlySet<TrackName>,
  notes: PtgNotes,
  read: (value: Ordered, path: string) => T | null,
): Map<TrackName, T> {
  const found = new Map<TrackName, T>()
  for (const [name, value] of notes.entries(whole, key)) {
    const known = name.replace(/^#/, '').normalize('NFC').toLowerCase() as TrackName
    if (!all.has(known)) {
      notes.idle(`${key}.${name}`, 'is of a track that is no more')
      continue
    }
    const one = read(value, `${key}.${name}`)
    if (one !== null) found.set(known, one)
  }
  return found
}

/** A list; before 2017 a single text. */
function readNext(value: Ordered, path: string, notes: PtgNotes): string[] {
  const all = typeof value === 'string' ? [value] : notes.list(value, path)
  return notes.firstOf(all, NEXT_PER_TRACK_MAX, path).flatMap((one, i) => notes.text(one, `${path}[${i}]`, TOPIC_CHARS_MAX) ?? [])
}

function readColor(value: Ordered, path: string, notes: PtgNotes): string | null {
  if (value === null || value === '') return null
  const color = typeof value === 'string' ? colorOf(value) : null
  if (color === null) notes.wrong(path, 'is not a single CSS colour')
  return color
}

/** What operators set: voice, notes, notices, links. */
export function readSaid(whole: Entries, notes: PtgNotes): Pick<PtgDocument, 'voiceNeeded' | 'padsFrom' | 'notices' | 'links'> {
  const voice = whole.get('voice')
  const links = [...notes.entries(whole, 'links')].flatMap(([name, value]) => {
    const [title, link] = [notes.text(name, `links.${name}`, LABEL_CHARS_MAX), linkOf(value, `links.${name}`, notes)]
    return title === null || link === null ? [] : [{ title, link }]
  })
  return {
    voiceNeeded: voice === 1 || voice === true,
    padsFrom: padsFrom(whole, notes),
    notices: readNotices(whole.get('motd'), notes),
    links: notes.firstOf(links, LINKS_MAX, 'links'),
  }
}

/** `padsfrom` is of our own documents; theirs know an event's id alone. */
function padsFrom(whole: Entries, notes: PtgNotes): string | null {
  const own = linkOf(whole.get('padsfrom'), 'padsfrom', notes)
  if (own) return own
  const id = notes.text(whole.get('eventid'), 'eventid', LABEL_CHARS_MAX)
  if (id === null) return null
  const made = Link.safeParse(`${PTG_PADS}${encodeURIComponent(id)}-`)
  return made.success ? made.data : null
}

/** A list; before 2020 a single object, whose empty text says that there is none. */
function readNotices(value: Ordered | undefined, notes: PtgNotes): { level: (typeof noticeLevels)[number]; text: string }[] {
  const old = value instanceof Map
  const all: readonly Ordered[] = old ? [value] : notes.list(value, 'motd')
  return notes.firstOf(all, NOTICES_MAX, 'motd').flatMap((one, i) => {
    const path = old ? 'motd' : `motd[${i}]`
    if (!(one instanceof Map)) {
      notes.wrong(path, 'is not an object')
      return []
    }
    const text = notes.text(one.get('message'), `${path}.message`, NOTICE_CHARS_MAX)
    if (text === null) return []
    const said = one.get('level') ?? 'info'
    const level = noticeLevels.find((known) => known === said)
    if (!level) notes.wrong(`${path}.level`, `is none of ${noticeLevels.join(', ')}`)
    return level ? [{ level, text }] : []
  })
}

/** Check-ins and watches, by nick. The same nick in other letters is the same person: the later entry counts. */
export function readPeople(
  whole: Entries,
  notes: PtgNotes,
  tracks: ReadonlySet<string>,
  timeZone: string,
): Pick<PtgDocument, 'checkIns' | 'watches'> {
  const checkIns = new Map<string, PtgCheckIn>()
  for (const [key, value] of notes.entries(whole, 'last_check_in')) {
    const one = readCheckIn(key, value, notes, tracks, timeZone)
    if (one) checkIns.set(one.nick.toLowerCase(), one)
  }
  const watches = new Map<string, { nick: string; pattern: string }>()
  for (const [key, value] of notes.entries(whole, 'subscriptions')) {
    const path = `subscriptions.${key}`
    const nick = notes.text(key, path, NICK_CHARS_MAX)
    const pattern = notes.text(value, path, PATTERN_CHARS_MAX)
    const fault = pattern === null ? null : faultOf(pattern)
    if (fault !== null) notes.wrong(path, `is no pattern: ${fault}`)
    if (nick !== null && pattern !== null && fault === null) watches.set(nick.toLowerCase(), { nick, pattern })
  }
  return {
    checkIns: notes.firstOf([...checkIns.values()], PEOPLE_MAX, 'last_check_in'),
    watches: notes.firstOf([...watches.values()], PEOPLE_MAX, 'subscriptions'),
  }
}

function readCheckIn(
  key: string,
  value: Ordered,
  notes: PtgNotes,
  tracks: ReadonlySet<string>,
  timeZone: string,
): PtgCheckIn | null {
  const path = `last_check_in.${key}`
  if (!(value instanceof Map)) {
    notes.wrong(path, 'is not an object')
    return null
  }
  const nick = notes.text(value.get('nick') ?? key, `${path}.nick`, NICK_CHARS_MAX)
  const place = notes.text(value.get('location'), `${path}.location`, PLACE_CHARS_MAX)
  if (nick === null || place === null) return null
  const [cameIn, wentOut] = [value.get('in'), value.get('out')]
  const at = typeof cameIn === 'string' ? localInstantOf(cameIn, timeZone) : null
  const out = typeof wentOut === 'string' ? localInstantOf(wentOut, timeZone) : null
  if (at === null) {
    notes.wrong(`${path}.in`, 'is no time such as 2026-11-21 09:00:00')
    return null
  }
  if (place.startsWith('#') && !tracks.has(place.slice(1).toLowerCase())) {
    notes.idle(`${path}.location`, 'is a track that is no more')
    return null
  }
  return { nick, place: place.startsWith('#') ? place.toLowerCase() : place, in: at, out }
}

function faultOf(pattern: string): string | null {
  try {
    RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
    return null
  } catch (error) {
    return (error as Error).message.slice(0, LABEL_CHARS_MAX)
  }
}
