import type { Room, RoomId, Session, SessionLine, TrackName } from '../../contract/schedule.schema.ts'
import { dateIn } from './slots.ts'

/** The released schedule as a reader looks through it. */

export type { SessionLine }

const HOUR_MS = 3_600_000
/** A night's last talks belong to the day before. */
const NIGHT_MS = 5 * HOUR_MS

/** The date a session belongs to, in the event's zone. */
export const dayOf = (session: Pick<Session, 'startsAt'>, timeZone: string): string =>
  dateIn(timeZone, Date.parse(session.startsAt) - NIGHT_MS)

/** The days that have sessions, in order. */
export const daysOf = (sessions: readonly SessionLine[], timeZone: string): string[] => [
  ...new Set(sessions.map((one) => dayOf(one, timeZone)).sort()),
]

/** The day to open: today, else the next that comes, else the last. */
export function dayToOpen(days: readonly string[], timeZone: string, nowMs: number): string | null {
  const today = dateIn(timeZone, nowMs - NIGHT_MS)
  return days.find((day) => day >= today) ?? days.at(-1) ?? null
}

export interface Wanted {
  readonly words: string
  readonly track: TrackName | null
  readonly room: RoomId | null
}

export const everything: Wanted = { words: '', track: null, room: null }

/** Those that fit all that is asked for; each typed word stands somewhere in title, speakers, code, track or room, whatever its case and accents. */
export function found<S extends SessionLine>(sessions: readonly S[], wanted: Wanted, rooms: readonly Room[]): S[] {
  const words = folded(wanted.words).split(/\s+/).filter(Boolean)
  const names = new Map(rooms.map(({ id, name }) => [id, name]))
  const hay = (one: S) =>
    folded(
      [one.title, one.subtitle, one.code, one.track ?? '', one.room ? (names.get(one.room) ?? '') : '', one.kind]
        .concat(one.speakers.map(({ name }) => name))
        .join('\n'),
    )
  return sessions.filter((one) => {
    if (wanted.track !== null && one.track !== wanted.track) return false
    if (wanted.room !== null && one.room !== wanted.room) return false
    if (words.length === 0) return true
    const all = hay(one)
    return words.every((word) => all.includes(word))
  })
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

export interface Group {
  readonly key: string
  readonly sessions: readonly SessionLine[]
}

const byStart = (one: SessionLine, other: SessionLine) =>
  one.startsAt < other.startsAt ? -1 : one.startsAt > other.startsAt ? 1 : one.title.localeCompare(other.title)

/** One group a beginning, in order of time. */
export const byTime = (sessions: readonly SessionLine[]): Group[] => grouped(sessions.toSorted(byStart), (one) => one.startsAt)

/** One group a room, in the order of rooms; those without a room last, under ''. */
export function byRoom(sessions: readonly SessionLine[], rooms: readonly Room[]): Group[] {
  const place = new Map(rooms.map(({ id }, at) => [id as string, at]))
  const at = ({ room }: SessionLine) => (room === null ? rooms.length : (place.get(room) ?? rooms.length))
  return grouped(
    sessions.toSorted((one, other) => at(one) - at(other) || byStart(one, other)),
    (one) => one.room ?? '',
  )
}

/** One group a track by its name; those of none last, under ''. */
export function byTrack(sessions: readonly SessionLine[]): Group[] {
  const last = String.fromCodePoint(0x10ffff)
  const name = ({ track }: SessionLine) => track ?? last
  return grouped(
    sessions.toSorted((one, other) => (name(one) < name(other) ? -1 : name(one) > name(other) ? 1 : byStart(one, other))),
    (one) => one.track ?? '',
  )
}

function grouped(sessions: readonly SessionLine[], keyOf: (one: SessionLine) => string): Group[] {
  const groups = new Map<string, SessionLine[]>()
  for (const one of sessions) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return [...groups].map(([key, all]) => ({ key, sessions: all }))
}

/** What runs in a room now and what comes next there, or in the whole house; what was cancelled is neither. */
export function nowAndNext(
  sessions: readonly SessionLine[],
  room: RoomId | null,
  nowMs: number,
): Record<'now' | 'next', SessionLine[]> {
  const here = sessions.filter((one) => !one.cancelled && (room === null || one.room === room)).toSorted(byStart)
  const ends = (one: SessionLine) => Date.parse(one.startsAt) + one.minutes * 60_000
  return {
    now: here.filter((one) => Date.parse(one.startsAt) <= nowMs && ends(one) > nowMs),
    next: here.filter((one) => Date.parse(one.startsAt) > nowMs),
  }
}
