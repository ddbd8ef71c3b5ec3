import type { Programme } from '../../contract/schedule-programme.ts'
import { isRecord, labelOf, lineOf, list, minutesOf, type Raw, record } from './clean.ts'
import { Collected } from './collecting.ts'
import { instantOf, minutesBetween } from './times.ts'

/**
 * Objects of pretalx's API, however they come: a schedule with its slots (new), a schedule of submissions that have their slot (before 2025.1), lists of
 * submissions, and files that others have made of those.
 */
export function readPretalx(whole: unknown, zone: string): Programme {
  const all = new Collected(zone, null)
  const seen = new Set<string>()
  const version = isRecord(whole) ? whole.version : ''
  if (isRecord(whole)) {
    readRooms(whole, all)
    for (const one of list(whole.breaks)) readBreak(record(one), all)
    noteExtras(whole.extra, all)
  }
  for (const found of objectsIn(whole)) {
    if ('submission' in found && 'start' in found) readSlot(found, all)
    else readSubmission(found, all, seen)
  }
  return all.programme(version)
}

function readRooms({ rooms }: Raw, all: Collected): void {
  for (const room of list(rooms)) roomOf(room, all)
}

/** A room as an object, in one language or several; a bare number names none. */
function roomOf(room: unknown, all: Collected): string | null {
  if (typeof room === 'string') return all.room(room)
  const own = record(room)
  const guid = own.guid ?? own.uuid
  return all.room('name' in own ? own.name : own, { guid, about: own.description, capacity: own.capacity })
}

const trackOf = (track: unknown, all: Collected): string | null => {
  const own = record(track)
  if (typeof track === 'string') return all.track(track)
  return all.track('name' in own ? own.name : own, own.color, own.id === undefined ? undefined : `pretalx-${lineOf(own.id, 40)}`)
}

const OBJECTS_MAX = 50_000
const DEPTH_MAX = 12

/** Slots and submissions, wherever they stand; what is in one is its own. */
function objectsIn(whole: unknown): Raw[] {
  const found: Raw[] = []
  const look = (value: unknown, depth: number) => {
    if (typeof value !== 'object' || value === null || depth > DEPTH_MAX || found.length >= OBJECTS_MAX) return
    if (isRecord(value) && (isSlot(value) || isSubmission(value))) found.push(value)
    else for (const [key, one] of Object.entries(value)) if (!isAside(key)) look(one, depth + 1)
  }
  look(whole, 0)
  return found
}

const isAside = (key: string) => ['breaks', 'rooms', 'speakers', 'extra', 'tracks'].includes(key)
const isSlot = (one: Raw) => 'start' in one && 'submission' in one && ('room' in one || 'end' in one)
const isSubmission = (one: Raw) =>
  'title' in one && ('code' in one || 'slot' in one) && ('slots' in one || 'slot' in one || 'state' in one)

interface Times {
  readonly startsAt: string | null
  readonly minutes: number | null
}
function timesOf(slot: Raw, usual: unknown, all: Collected): Times {
  const [startsAt, end] = [instantOf(slot.start, all.zone), instantOf(slot.end, all.zone)]
  const between = startsAt !== null && end !== null ? minutesBetween(startsAt, end) : null
  return { startsAt, minutes: between ?? minutesOf(slot.duration) ?? minutesOf(usual) }
}

function readSlot(slot: Raw, all: Collected): void {
  const room = roomOf(slot.room, all)
  if (isRecord(slot.submission)) return readTalk(slot.submission, slot, room, all)
  if (typeof slot.submission === 'string')
    return all.notes.skip(`slot of ${slot.submission}`, 'its submission is not told, only its code')
  const title = labelOf(slot.description)
  if (slot.is_visible === false || slot.slot_type === 'blocker') return
  all.session({ title, kind: 'break', room, ...timesOf(slot, undefined, all) }, `slot ${lineOf(slot.id, 20)}`)
}

/** Before 2025.1 breaks stand apart. */
const readBreak = (one: Raw, all: Collected) =>
  all.session(
    { title: labelOf(one.description) || 'Break', kind: 'break', room: roomOf(one.room, all), ...timesOf(one, undefined, all) },
    'break',
  )

function readSubmission(talk: Raw, all: Collected, seen: Set<string>): void {
  const slots = list(talk.slots ?? talk.slot).filter(isRecord)
  const code = lineOf(talk.code, 100)
  if (slots.length === 0) return all.notes.skip(labelOf(talk.title) || code, 'it has no slot')
  for (const slot of slots) {
    const key = `${code}/${lineOf(slot.id, 20) || lineOf(slot.start, 40)}`
    if (!seen.has(key)) readTalk(talk, slot, roomOf(slot.room, all), all)
    seen.add(key)
  }
}

const told = new Set(['', 'accepted', 'confirmed'])

function readTalk(talk: Raw, slot: Raw, room: string | null, all: Collected): void {
  const state = lineOf(talk.state, 20).toLowerCase()
  const code = lineOf(talk.code, 100)
  if (!told.has(state)) return all.notes.skip(labelOf(talk.title) || code, `it is ${state}`)
  const kind = record(talk.submission_type)
  all.session(
    {
      code,
      title: talk.title,
      abstract: talk.abstract,
      description: talk.description,
      kind: 'name' in kind ? kind.name : talk.submission_type,
      language: talk.content_locale,
      track: trackOf(talk.track, all),
      room,
      ...timesOf(slot, talk.duration, all),
      speakers: list(talk.speakers).filter(isRecord),
      links: list(talk.resources).filter((one) => isRecord(one) && (one.link || /^https?:/.test(lineOf(one.resource, 10)))),
      link: record(talk.urls).public,
      picture: /^https?:/.test(lineOf(talk.image, 10)) ? talk.image : undefined,
      unrecorded: talk.do_not_record,
    },
    `submission ${code}`,
  )
}

/** What some write beside: things that have a start, and no end. */
function noteExtras(extra: unknown, all: Collected): void {
  for (const [date, minutes] of Object.entries(record(extra)))
    for (const one of Object.values(record(minutes)))
      all.notes.skip(`${labelOf(record(one).title) || 'something'}, ${date.slice(0, 20)}`, 'it has no duration and no room')
}
