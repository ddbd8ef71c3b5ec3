import { createHash } from 'node:crypto'
import { ROOMS_PER_EVENT_MAX, SESSIONS_PER_EVENT_MAX, TRACKS_PER_EVENT_MAX } from '../../contract/limits.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { RoomId, Session, SessionId, TakenIn, TrackName } from '../../contract/schedule.schema.ts'
import { freshColor } from '../../contract/schedule.ts'
import type { Programme, ProgrammeSession } from '../../contract/schedule-programme.ts'
import { idOfKey, type Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import { match, trackNameOf } from './merging.ts'
import { mustRunDay } from './permission.ts'
import * as sessionStore from './sessions.store.ts'
import * as store from './store.ts'
import { announceAnew, holdEvent } from './tracks.ts'

/** Taking a programme in: rooms, tracks and sessions are recognized, what is new or otherwise is prepared, what is as it was is not written. */

export type Taken = Omit<TakenIn, 'skipped' | 'more' | 'released'>

/**
 * Prepares this programme; nobody is told before it is released. Sessions that people made here stay, and so do rooms and tracks that the programme
 * does not know. A track's colour and links are people's own, once it is there.
 * @param hash of the bytes it was read from, so that the same need not be read again
 * @throws Refusal `not-allowed`, `not-found`, `programme-unfit` for one without sessions or with too much of something
 */
export async function takeIn(
  tx: Tx,
  actor: Actor,
  event: EventId,
  programme: Programme,
  hash: string | null = null,
): Promise<Taken> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  if (programme.sessions.length === 0) throw new Refusal('programme-unfit', { hint: 'it has no sessions' })
  const rooms = await takeRooms(tx, event, programme)
  const tracks = await takeTracks(tx, event, programme)
  if (rooms.isNew || tracks.isNew) await announceAnew(tx, event)
  await sessionStore.setTaken(tx, event, programme.version, hash)
  return { version: programme.version, ...(await takeSessions(tx, event, programme, rooms.ids, tracks.names)) }
}

const oneLine = (text: string) => text.trim().replace(/\s+/gu, ' ')

async function takeRooms(tx: Tx, event: EventId, { rooms }: Programme): Promise<{ ids: Map<string, RoomId>; isNew: boolean }> {
  const known = await store.roomRows(tx, event)
  const free = new Set(known)
  const ids = new Map<string, RoomId>()
  const take = (isIt: (room: store.RoomRow, given: Programme['rooms'][number]) => boolean) => {
    for (const given of rooms) {
      const found = ids.has(given.key) ? undefined : [...free].find((room) => isIt(room, given))
      if (!found) continue
      ids.set(given.key, found.id)
      free.delete(found)
    }
  }
  take((room, given) => room.id === given.guid)
  take((room, given) => room.source === given.key)
  take((room, given) => oneLine(room.name) === oneLine(given.name))
  const taken = new Set<string>(known.map(({ id }) => id))
  for (const { key, guid } of rooms) {
    if (ids.has(key)) continue
    const id = freeId(guid, `room/${event}/${key}`, taken) as RoomId
    ids.set(key, id)
  }
  const names = new Set([...free].map(({ name }) => oneLine(name)))
  const wanted = rooms.map((given): store.RoomRow => {
    const id = ids.get(given.key) as RoomId
    const before = known.find((room) => room.id === id)
    const { about, capacity } = given
    const name = freeName(given.name, names)
    const usual = before ?? { about: '', icon: '', iconText: '', link: null, capacity: null }
    const is = { ...usual, id, name, source: given.key }
    return { ...is, about: about || usual.about, capacity: capacity ?? usual.capacity }
  })
  return { ids, isNew: await putRooms(tx, event, known, wanted) }
}

/** Those that are new come after those that there are; nothing is written when none is new or otherwise. */
async function putRooms(
  tx: Tx,
  event: EventId,
  known: readonly store.RoomRow[],
  wanted: readonly store.RoomRow[],
): Promise<boolean> {
  const changed = new Map(wanted.map((room) => [room.id, room]))
  const all = [
    ...known.map((room) => changed.get(room.id) ?? room),
    ...wanted.filter((room) => !known.some(({ id }) => id === room.id)),
  ]
  if (all.length > ROOMS_PER_EVENT_MAX) throw new Refusal('programme-unfit', { hint: `more than ${ROOMS_PER_EVENT_MAX} rooms` })
  const isSame = all.length === known.length && all.every((room, i) => isSameRow(room, known[i]))
  if (!isSame) await store.putRooms(tx, event, all)
  return !isSame
}

const isSameRow = (one: object, other: object | undefined): boolean =>
  other !== undefined && Object.entries(one).every(([key, value]) => (other as Record<string, unknown>)[key] === value)

/** The first id that nobody has: its own, or one that follows from what it is called. */
function freeId(own: string | null, name: string, taken: Set<string>): string {
  let id = own
  for (let n = 0; id === null || taken.has(id); n++) id = idOfKey(`schedule/${name}/${n}`)
  taken.add(id)
  return id
}

/** Two rooms of one name could not be told apart. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(oneLine(name)); n++) name = `${wanted.slice(0, 90)} (${n})`
  taken.add(oneLine(name))
  return name
}

async function takeTracks(
  tx: Tx,
  event: EventId,
  { tracks }: Programme,
): Promise<{ names: Map<string, TrackName>; isNew: boolean }> {
  const known = await store.everyTrack(tx, event)
  const taken = new Set<string>(known.map(({ name }) => name))
  const names = new Map<string, TrackName>()
  const colored = [...known] as { color: string }[]
  const put = tracks.flatMap((given): store.NewTrack[] => {
    const plainName = trackNameOf(given, new Set())
    const before =
      known.find((one) => one.source === given.key) ?? known.find((one) => one.source === null && one.name === plainName)
    const name = before?.name ?? (trackNameOf(given, taken) as TrackName)
    taken.add(name)
    names.set(given.key, name)
    if (before && !before.dropped && before.title === given.title && before.source === given.key) return []
    const color = before?.color ?? given.color ?? freshColor(colored)
    colored.push({ color })
    const { link = null, etherpad = null } = before ?? {}
    return [{ name, title: given.title, color, link, etherpad, source: given.key }]
  })
  if (taken.size > TRACKS_PER_EVENT_MAX)
    throw new Refusal('programme-unfit', { hint: `more than ${TRACKS_PER_EVENT_MAX} tracks` })
  await store.putTracks(tx, event, put)
  return { names, isNew: put.length > 0 }
}

async function takeSessions(
  tx: Tx,
  event: EventId,
  { sessions }: Programme,
  rooms: ReadonlyMap<string, RoomId>,
  tracks: ReadonlyMap<string, TrackName>,
): Promise<Omit<Taken, 'version'>> {
  const all = await sessionStore.known(tx, event)
  const known = all.filter((one) => !one.byHand)
  const wanted = onlyOnce(sessions).map((one) => {
    const room = (one.room !== null && rooms.get(one.room)) || null
    const draft = sessionOf({ ...one, room }, (one.track !== null && tracks.get(one.track)) || null)
    return { ...one, room, draft, hash: hashOf(draft) }
  })
  if (wanted.length + all.length - known.length > SESSIONS_PER_EVENT_MAX)
    throw new Refusal('programme-unfit', { hint: `more than ${SESSIONS_PER_EVENT_MAX} sessions` })
  const found = match(known, wanted)
  const taken = new Set<string>(all.map(({ id }) => id))
  const rows = wanted.map((one, i): { row: sessionStore.DraftRow; before: sessionStore.KnownRow | null } => {
    const { guid, code, hash } = one
    const before = found[i] ?? null
    const id = before?.id ?? (freeId(guid, `session/${event}/${code || one.title}`, taken) as SessionId)
    return { before, row: { id, guid, code, byHand: false, draft: { id, ...one.draft }, hash } }
  })
  const isOn = new Set(found)
  const gone = known.filter((one) => one.hash !== null && !isOn.has(one))
  const other = rows.filter(({ row, before }) => row.hash !== before?.hash || row.guid !== before.guid)
  await sessionStore.putDrafts(
    tx,
    event,
    other.map(({ row }) => row),
  )
  await sessionStore.dropDrafts(
    tx,
    event,
    gone.map(({ id }) => id),
  )
  const fresh = other.filter(({ before }) => !before || before.hash === null)
  const moved = other.filter(({ row: { draft }, before }) => {
    if (!before || before.hash === null) return false
    return before.startsAt !== draft.startsAt || before.minutes !== draft.minutes || before.room !== draft.room
  })
  const changed = other.length - fresh.length - moved.length
  return { fresh: fresh.length, moved: moved.length, changed, gone: gone.length, unchanged: rows.length - other.length }
}

/** An id that stands twice is the first's alone. */
function onlyOnce(sessions: readonly ProgrammeSession[]): ProgrammeSession[] {
  const seen = new Set<string>()
  return sessions.map((one) => {
    const isTwice = one.guid !== null && seen.has(one.guid)
    if (one.guid !== null) seen.add(one.guid)
    return isTwice ? { ...one, guid: null } : one
  })
}

type Draft = Omit<Session, 'id'>

function sessionOf(one: ProgrammeSession & { readonly room: RoomId | null }, track: TrackName | null): Draft {
  const { code, title, subtitle, abstract, description, kind, language, startsAt, minutes, link, picture, unrecorded, room } = one
  const speakers = one.speakers.map(({ name, link }) => ({ name, link }))
  const links = one.links.map(({ title, link }) => ({ title, link }))
  const texts = { code, title, subtitle, abstract, description, kind, language }
  return { ...texts, track, room, startsAt, minutes, speakers, links, link, picture, unrecorded, cancelled: false }
}

/** The same of sessions that say the same: their fields always come in one order. */
export const hashOf = (draft: Draft): string => createHash('sha256').update(JSON.stringify(draft)).digest('base64url')
