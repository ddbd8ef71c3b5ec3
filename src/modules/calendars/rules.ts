import type { RoomId, SessionId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'

/** What a calendar shows of one entry. `place` is the room as people read it; `rest` stands for all that is printed beside. */
interface Shown {
  readonly title: string
  /** ISO 8601 in UTC. */
  readonly startsAt: string
  readonly minutes: number
  readonly room: RoomId | null
  readonly place: string
  readonly track: TrackName | null
  readonly rest: string
}
interface OfSession extends Shown {
  readonly kind: 'session'
  readonly source: SessionId
  readonly slot: null
  readonly cancelled: boolean
}
interface OfBooking extends Shown {
  readonly kind: 'booking'
  readonly source: TrackName
  readonly slot: SlotCode
  readonly cancelled: false
}
/** One entry as it should stand in calendars now. */
export type Wanted = OfSession | OfBooking

/** One entry as calendars were told of it. */
export interface Told extends Shown {
  readonly kind: 'session' | 'booking'
  readonly source: string
  readonly slot: string | null
  readonly uid: string
  readonly sequence: number
  readonly changedAt: string
  readonly cancelledAt: string | null
}

export interface Published {
  /** All that calendars are told now, in the order of what was wanted; then what is cancelled because nobody wants it any more. */
  readonly told: readonly Told[]
  /** Those among them that differ from what was told before. */
  readonly changed: readonly Told[]
  /** Cancelled so long ago that nobody has to be told any more. */
  readonly forgotten: readonly string[]
}

/** How long a calendar is told that an entry is cancelled. */
export const CANCELLED_DAYS_MAX = 60
const DAY_MS = 86_400_000

/**
 * What calendars are told now, given what they were told before. An entry keeps its uid through every move and rename; its sequence goes up when
 * its title, time or place changes, and when it is cancelled or comes back. `freshUid` makes one for a booking that was never told.
 */
export function publish(before: readonly Told[], wanted: readonly Wanted[], now: string, freshUid: () => string): Published {
  const found = pair(before, wanted)
  const told = wanted.map((one) => tellingOf(found.get(one), one, now, freshUid))
  const known = new Set(told.map(({ uid }) => uid))
  const left = before.filter(({ uid }) => !known.has(uid))
  const forgotten = left.filter(
    ({ cancelledAt }) => cancelledAt && Date.parse(now) - Date.parse(cancelledAt) > CANCELLED_DAYS_MAX * DAY_MS,
  )
  const gone = left
    .filter((one) => !forgotten.includes(one))
    .map((one) => (one.cancelledAt ? one : { ...one, sequence: one.sequence + 1, changedAt: now, cancelledAt: now }))
  const old = new Set(before)
  const all = [...told, ...gone]
  return { told: all, changed: all.filter((one) => !old.has(one)), forgotten: forgotten.map(({ uid }) => uid) }
}

/** The same object when nothing of it changed. */
function tellingOf(before: Told | undefined, one: Wanted, now: string, freshUid: () => string): Told {
  const { cancelled, ...shown } = one
  if (!before) {
    const uid = one.kind === 'session' ? `${one.source}@plenary` : freshUid()
    return { ...shown, uid, sequence: 0, changedAt: now, cancelledAt: cancelled ? now : null }
  }
  const cancelledAt = cancelled ? (before.cancelledAt ?? now) : null
  const moved =
    before.title !== one.title ||
    Date.parse(before.startsAt) !== Date.parse(one.startsAt) ||
    before.minutes !== one.minutes ||
    before.place !== one.place ||
    (before.cancelledAt === null) !== (cancelledAt === null)
  const same =
    !moved && before.rest === one.rest && before.track === one.track && before.slot === one.slot && before.room === one.room
  if (same) return before
  return { ...shown, uid: before.uid, sequence: before.sequence + (moved ? 1 : 0), changedAt: now, cancelledAt }
}

/**
 * Which entry of before each one is. A session is known by its id. A track's booking is the one in the same slot and room, else the one in the same
 * slot, else one that the track gave up in the same breath: it moved.
 */
function pair(before: readonly Told[], wanted: readonly Wanted[]): Map<Wanted, Told> {
  const found = new Map<Wanted, Told>()
  const sessions = new Map(before.flatMap((one) => (one.kind === 'session' ? [[one.source, one] as const] : [])))
  const booked = group(before.filter(({ kind }) => kind === 'booking'))
  const wanting = group(wanted.filter(({ kind }) => kind === 'booking'))
  for (const one of wanted) {
    const known = one.kind === 'session' ? sessions.get(one.source) : undefined
    if (known) found.set(one, known)
  }
  for (const [track, all] of wanting) pairBookings(booked.get(track) ?? [], all, found)
  return found
}

function pairBookings(before: readonly Told[], wanted: readonly Wanted[], found: Map<Wanted, Told>): void {
  const taken = new Set<Told>()
  const byStart = <T extends Shown>(all: readonly T[]) => [...all].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const [olds, news] = [byStart(before), byStart(wanted)]
  const isIt: ((old: Told, one: Wanted) => boolean)[] = [
    (old, one) => old.slot === one.slot && old.room === one.room && old.cancelledAt === null,
    (old, one) => old.slot === one.slot && old.room === one.room,
    (old, one) => old.slot === one.slot && old.cancelledAt === null,
    (old) => old.cancelledAt === null,
  ]
  for (const fits of isIt) {
    for (const one of news) {
      if (found.has(one)) continue
      const old = olds.find((known) => !taken.has(known) && fits(known, one))
      if (!old) continue
      taken.add(old)
      found.set(one, old)
    }
  }
}

function group<T extends { readonly source: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(one.source, [...(groups.get(one.source) ?? []), one])
  return groups
}
