import type { ScheduleChange, ScheduleConflict, Session } from '../../contract/schedule.schema.ts'

/** What a release changes, and what cannot be as it is prepared. Pure. */

type RoomName = (room: Session['room']) => string | null

const place = ({ startsAt, minutes, room }: Session, nameOf: RoomName) => ({ startsAt, minutes, room: nameOf(room) })

/** What becomes of each session that is told of; those that stay as they are are left out. `now` null: it is off the programme. By time. */
export function diff(
  pairs: readonly { readonly was: Session | null; readonly now: Session | null }[],
  nameOf: RoomName,
): ScheduleChange[] {
  return pairs.flatMap((pair) => changeOf(pair, nameOf)).sort((a, b) => key(a).localeCompare(key(b)))
}

const key = (change: ScheduleChange) => `${(change.now ?? change.was)?.startsAt ?? ''}/${change.title}/${change.session}`

function changeOf({ was, now }: { was: Session | null; now: Session | null }, nameOf: RoomName): ScheduleChange[] {
  const old = was?.cancelled ? null : was
  if (!now) return old ? [{ kind: 'cancelled', session: old.id, title: old.title, was: place(old, nameOf), now: null }] : []
  const told = { session: now.id, title: now.title }
  if (!old) return [{ kind: 'new', ...told, was: null, now: place(now, nameOf) }]
  const isMoved = old.startsAt !== now.startsAt || old.minutes !== now.minutes || old.room !== now.room
  if (isMoved) return [{ kind: 'moved', ...told, was: place(old, nameOf), now: place(now, nameOf) }]
  return JSON.stringify(sorted(old)) === JSON.stringify(sorted(now)) ? [] : [{ kind: 'changed', ...told, was: null, now: null }]
}

const sorted = (session: Session) => Object.entries(session).sort(([a], [b]) => (a < b ? -1 : 1))

export const countsOf = (changes: readonly Pick<ScheduleChange, 'kind'>[]) => {
  const of = (kind: ScheduleChange['kind']) => changes.filter((one) => one.kind === kind).length
  return { new: of('new'), moved: of('moved'), changed: of('changed'), cancelled: of('cancelled') }
}

/** A booking with the time of its slot. */
export interface TimedBooking {
  readonly track: string
  readonly room: string
  readonly startsAt: string
  readonly minutes: number
}

interface Span {
  readonly id: Session['id'] | null
  readonly title: string
  readonly fromMs: number
  readonly toMs: number
}

/** Whatever meets in one room, or needs one speaker twice, at one time; by time. */
export function conflictsIn(
  sessions: readonly Session[],
  bookings: readonly TimedBooking[],
  nameOf: RoomName,
  most: number,
): ScheduleConflict[] {
  const spans = sessions
    .filter(({ cancelled, minutes }) => !cancelled && minutes > 0)
    .map((one) => ({ session: one, span: spanOf(one) }))
  const rooms = new Map<string, Span[]>()
  const speakers = new Map<string, Span[]>()
  for (const { session, span } of spans) {
    if (session.room) push(rooms, session.room, span)
    for (const name of new Set(session.speakers.map((one) => one.name))) if (name !== '') push(speakers, name, span)
  }
  for (const { track, room, startsAt, minutes } of bookings)
    push(rooms, room, { id: null, title: track, ...timesOf(startsAt, minutes) })
  const found = [
    ...[...rooms].flatMap(([room, all]) => meeting(all, nameOf(room as Session['room']) ?? '', 'room')),
    ...[...speakers].flatMap(([name, all]) => meeting(all, name, 'speaker')),
  ]
  return found.sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.what.localeCompare(b.what)).slice(0, most)
}

function push(all: Map<string, Span[]>, name: string, span: Span): void {
  const list = all.get(name)
  if (list) list.push(span)
  else all.set(name, [span])
}

/** Of one room or speaker: beyond, something else is wrong. */
const PAIRS_MAX = 500
const MINUTE_MS = 60_000
const timesOf = (startsAt: string, minutes: number) => {
  const fromMs = Date.parse(startsAt)
  return { fromMs, toMs: fromMs + minutes * MINUTE_MS }
}
const spanOf = ({ id, title, startsAt, minutes }: Session): Span => ({ id, title, ...timesOf(startsAt, minutes) })

/** Two bookings never meet: the database sees to that. */
function meeting(all: readonly Span[], what: string, kind: 'room' | 'speaker'): ScheduleConflict[] {
  const order = all.toSorted((a, b) => a.fromMs - b.fromMs)
  const found: ScheduleConflict[] = []
  let open: Span[] = []
  for (const one of order) {
    open = open.filter((other) => other.toMs > one.fromMs)
    for (const other of open) {
      if ((one.id === null && other.id === null) || found.length >= PAIRS_MAX) continue
      const isBooking = one.id === null || other.id === null
      const startsAt = new Date(one.fromMs).toISOString()
      const sessions = [other, one].map(({ id, title }) => ({ id, title }))
      found.push({ kind: isBooking ? 'booking' : kind, what, startsAt, sessions })
    }
    open.push(one)
  }
  return found
}
