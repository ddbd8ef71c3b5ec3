import {
  LABEL_CHARS_MAX,
  ROOM_NAME_CHARS_MAX,
  ROOMS_PER_EVENT_MAX,
  SLOT_MINUTES_MAX,
  SLOTS_PER_EVENT_MAX,
  TRACK_CHARS_MAX,
} from '../../contract/limits.ts'
import { Link, type Slot, SlotCode, type SlotDay, TrackName } from '../../contract/schedule.schema.ts'
import type { Ordered } from './ordered-json.ts'
import { type Entries, none, type PtgNotes } from './ptg-notes.ts'
import { dateIn, instantOf } from './ptg-times.ts'

/** What stands in a room beside its slots: nothing of it can be booked, and none of it is a track. */
export const roomKeys: ReadonlySet<string> = new Set(['url', 'desc', 'cap_icon', 'cap_desc'])
const SLOT_MINUTES_USUAL = 60
const ICON_CHARS_MAX = 40

/** A room with the slots it offers, in the order of the document: `track` null is free. */
export interface PtgRoom {
  readonly name: string
  readonly about: string
  readonly icon: string
  readonly iconText: string
  readonly link: string | null
  readonly offers: readonly { readonly slot: SlotCode; readonly track: TrackName | null }[]
}

export interface PtgPlan {
  readonly days: readonly SlotDay[]
  readonly rooms: readonly PtgRoom[]
}

/** `held`: the days that stand, meant where the document brings none. */
export function readPlan(whole: Entries, notes: PtgNotes, timeZone: string, held: readonly SlotDay[]): PtgPlan {
  const days = whole.has('slots') ? readDays(notes.entries(whole, 'slots'), notes, timeZone) : held
  const codes = new Map(days.flatMap((day) => day.slots).map(({ code }) => [code.toLowerCase(), code]))
  return { days, rooms: readRooms(whole, codes, notes) }
}

function readDays(slots: Entries, notes: PtgNotes, timeZone: string): SlotDay[] {
  const taken = new Set<string>()
  return [...slots].flatMap(([name, list]) => {
    const key = notes.text(name, `slots.${name}`, LABEL_CHARS_MAX)
    if (key === null) return []
    const read = notes.list(list, `slots.${name}`).flatMap((one, i) => readSlot(one, `slots.${name}[${i}]`, taken, notes))
    const first = read.find(({ startsAt }) => startsAt !== null)?.startsAt ?? null
    return [{ key, date: first && dateIn(first, timeZone), slots: read }]
  })
}

function readSlot(one: Ordered, path: string, taken: Set<string>, notes: PtgNotes): Slot[] {
  if (!(one instanceof Map)) {
    notes.wrong(path, 'is not an object')
    return []
  }
  const code = slotCode(one.get('name'), `${path}.name`, notes)
  if (code === null) return []
  if (taken.size === SLOTS_PER_EVENT_MAX) notes.wrong(path, `is more than ${SLOTS_PER_EVENT_MAX} slots`)
  else if (taken.has(code.toLowerCase())) notes.wrong(`${path}.name`, 'stands twice')
  if (taken.size === SLOTS_PER_EVENT_MAX || taken.has(code.toLowerCase())) return []
  taken.add(code.toLowerCase())
  const told = one.get('realtime')
  const startsAt = typeof told === 'string' ? instantOf(told) : null
  if (told !== undefined && told !== null && told !== '' && startsAt === null)
    notes.wrong(`${path}.realtime`, 'is no time such as 2026-11-21T09:00Z')
  const label = notes.text(one.get('desc'), `${path}.desc`, LABEL_CHARS_MAX) ?? ''
  return [{ code, label, startsAt, minutes: minutesOf(one.get('duration'), `${path}.duration`, notes) }]
}

function minutesOf(told: Ordered | undefined, path: string, notes: PtgNotes): number {
  if (told === undefined || told === null || told === '') return SLOT_MINUTES_USUAL
  const minutes = Math.round(Number(told))
  if (minutes >= 1 && minutes <= SLOT_MINUTES_MAX) return minutes
  notes.wrong(path, `is no number of minutes from 1 to ${SLOT_MINUTES_MAX}`)
  return SLOT_MINUTES_USUAL
}

/** Blanks in a code become `_`: a slot is named in one word here. */
function slotCode(value: Ordered | undefined, path: string, notes: PtgNotes): SlotCode | null {
  const text = notes.text(value, path, LABEL_CHARS_MAX)
  if (text === null) {
    if (typeof value !== 'object' || value === null) notes.wrong(path, 'is missing')
    return null
  }
  if (roomKeys.has(text)) {
    notes.wrong(path, 'is the name of a room’s own data')
    return null
  }
  const read = SlotCode.safeParse(text.replaceAll(' ', '_'))
  if (read.success) return read.data
  notes.wrong(path, `is no code of a slot: ${read.error.issues[0]?.message ?? ''}`)
  return null
}

/** The rooms of `schedule`; before those, in files from before 2018, of `scheduled` and `additional`. Later ones add to earlier ones. */
function readRooms(whole: Entries, codes: ReadonlyMap<string, SlotCode>, notes: PtgNotes): PtgRoom[] {
  const rooms = new Map<string, PtgRoom>()
  for (const key of ['scheduled', 'additional', 'schedule']) {
    for (const [name, value] of notes.entries(whole, key)) {
      const path = `${key}.${name}`
      const clean = notes.text(name, path, ROOM_NAME_CHARS_MAX)
      if (clean === null) notes.wrong(path, 'has no name')
      else if (rooms.size === ROOMS_PER_EVENT_MAX && !rooms.has(clean))
        notes.wrong(path, `is more than ${ROOMS_PER_EVENT_MAX} rooms`)
      else rooms.set(clean, merged(rooms.get(clean), readRoom(clean, value, path, codes, notes)))
    }
  }
  return [...rooms.values()]
}

function merged(old: PtgRoom | undefined, fresh: PtgRoom): PtgRoom {
  if (!old) return fresh
  const offers = [...old.offers.filter(({ slot }) => !fresh.offers.some((one) => one.slot === slot)), ...fresh.offers]
  return { ...fresh, about: fresh.about || old.about, link: fresh.link ?? old.link, offers }
}

function readRoom(name: string, value: Ordered, path: string, codes: ReadonlyMap<string, SlotCode>, notes: PtgNotes): PtgRoom {
  const own: Entries = value instanceof Map ? value : none
  if (own !== value) notes.wrong(path, 'is not an object')
  const offers = new Map<SlotCode, TrackName | null>()
  for (const [key, booked] of own) {
    if (roomKeys.has(key)) continue
    const slot = codes.get(key.trim().replace(/\s+/g, '_').toLowerCase())
    if (!slot) notes.idle(`${path}.${key}`, 'is in no slot of a day')
    else if (booked === '' || booked === null) offers.set(slot, null)
    else if (typeof booked !== 'string') notes.wrong(`${path}.${key}`, 'is not text')
    else offers.set(slot, trackName(booked, `${path}.${key}`, notes))
  }
  return {
    name,
    about: notes.text(own.get('desc'), `${path}.desc`, LABEL_CHARS_MAX) ?? '',
    icon: notes.text(own.get('cap_icon'), `${path}.cap_icon`, ICON_CHARS_MAX) ?? '',
    iconText: notes.text(own.get('cap_desc'), `${path}.cap_desc`, LABEL_CHARS_MAX) ?? '',
    link: linkOf(own.get('url'), `${path}.url`, notes),
    offers: [...offers].map(([slot, track]) => ({ slot, track })),
  }
}

/** A track's name as people type it, in small letters without `#`; null: there can be no such track. */
export function trackName(value: Ordered, path: string, notes: PtgNotes): TrackName | null {
  const text = notes.text(value, path, TRACK_CHARS_MAX + 1)
  if (text === null) return null
  const read = TrackName.safeParse(text.replace(/^#/, '').normalize('NFC').toLowerCase())
  if (read.success) return read.data
  notes.wrong(path, `is no name of a track: ${read.error.issues[0]?.message ?? ''}`)
  return null
}

/** An address people open; null where there is none, and for one that is not of the web. */
export function linkOf(value: Ordered | undefined, path: string, notes: PtgNotes): string | null {
  if (value === undefined || value === null || value === '') return null
  const read = Link.safeParse(typeof value === 'string' ? value.trim() : value)
  if (read.success) return read.data
  notes.wrong(path, 'is not an address that begins with http:// or https://')
  return null
}
