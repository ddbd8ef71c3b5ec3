import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { EventCard } from '../../contract/cards.schema.ts'
import type { Room, RoomId, ScheduleVersion, Session, Track } from '../../contract/schedule.schema.ts'

/** A released schedule, as it goes out. */
export interface Released {
  readonly event: Pick<EventCard, 'id' | 'title' | 'timeZone' | 'startsOn' | 'endsOn'>
  readonly version: Pick<ScheduleVersion, 'version'> | null
  readonly sessions: readonly Session[]
  readonly rooms: readonly Room[]
  readonly tracks: readonly Track[]
  /** Where people reach this instance, without a slash at its end. */
  readonly baseUrl: string
  /** Of Plenary. */
  readonly program: string
}

/** One session as both formats tell it: what they want to be there is there. */
export interface Told {
  readonly session: Session
  /** A positive number that stays the same, for readers of old. */
  readonly id: number
  /** Null where the source's code is not of the form readers know, or stands twice. */
  readonly code: string | null
  readonly slug: string
  readonly date: string
  readonly start: string
  readonly end: string
  readonly room: string
  readonly track: string | null
  readonly url: string
}

export interface Day {
  readonly index: number
  readonly date: string
  readonly start: string
  readonly end: string
  /** In the order of rooms; without a room last, under an empty name. */
  readonly rooms: readonly {
    readonly room: { readonly id: RoomId | null; readonly name: string }
    readonly told: readonly Told[]
  }[]
}

/** What goes on until four in the morning belongs to the day before. */
const DAY_BEGINS_HOUR = 4
const EMPTY_DAYS_MAX = 60
const ID_MAX = 2 ** 31 - 1
const SLUG_CHARS_MAX = 60

/** A short name of letters, digits and `_`, at least four. */
export const acronymOf = (id: string): string => id.replaceAll('-', '_').padEnd(4, '_')

/** All days of the event, and those beyond that have sessions. Cancelled sessions do not take place, so they are not told. */
export function daysOf(released: Released): Day[] {
  const { event, rooms } = released
  const told = toldOf(released)
  const byDate = new Map<string, Told[]>(datesOf(event).map((date) => [date, []]))
  for (const one of told) {
    const day = zoned(one.session.startsAt, event.timeZone).subtract({ hours: DAY_BEGINS_HOUR }).toPlainDate().toString()
    byDate.set(day, [...(byDate.get(day) ?? []), one])
  }
  return [...byDate]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, all], i) => {
      const opens = Temporal.PlainDate.from(date).toZonedDateTime({
        timeZone: event.timeZone,
        plainTime: `0${DAY_BEGINS_HOUR}:00`,
      })
      const groups = [...rooms, { name: '', id: null }].map((room) => ({
        room,
        told: all.filter(({ session }) => session.room === room.id),
      }))
      return {
        index: i + 1,
        date,
        start: text(opens),
        end: text(opens.add({ days: 1 })),
        rooms: groups.filter((group) => group.told.length > 0),
      }
    })
}

function datesOf({ startsOn, endsOn }: Released['event']): string[] {
  const first = Temporal.PlainDate.from(startsOn)
  const days = Math.min(first.until(Temporal.PlainDate.from(endsOn), { largestUnit: 'days' }).days, EMPTY_DAYS_MAX - 1)
  return Array.from({ length: days + 1 }, (_, i) => first.add({ days: i }).toString())
}

function toldOf({ event, sessions, rooms, tracks, baseUrl }: Released): Told[] {
  const there = sessions.filter(({ cancelled, room }) => !cancelled && (room === null || rooms.some(({ id }) => id === room)))
  const [ids, slugs, codes] = [idsOf(there), slugsOf(event.id, there), onceEach(there.map(({ code }) => code))]
  const roomNames = new Map(rooms.map(({ id, name }) => [id, name]))
  const trackNames = new Map(tracks.map(({ name, title }) => [name, title || name]))
  return [...there]
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || (a.id < b.id ? -1 : 1))
    .map((session) => {
      const starts = zoned(session.startsAt, event.timeZone)
      return {
        session,
        id: ids.get(session.id) ?? 1,
        code: codes.has(session.code) && /^[A-Z0-9]{6}$/.test(session.code) ? session.code : null,
        slug: slugs.get(session.id) ?? session.id,
        date: text(starts),
        start: starts.toPlainTime().toString({ smallestUnit: 'minute' }),
        end: text(starts.add({ minutes: session.minutes })),
        room: session.room === null ? '' : (roomNames.get(session.room) ?? ''),
        track: session.track && (trackNames.get(session.track) ?? session.track),
        url: uri(session.link ?? `${baseUrl}/e/${event.id}#${session.id}`),
      }
    })
}

const zoned = (instant: string, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)

/** `2026-11-26T09:00:00+01:00` */
const text = (there: Temporal.ZonedDateTime): string =>
  `${there.toPlainDateTime().toString({ smallestUnit: 'second' })}${there.offset.slice(0, 6)}`

/** `01:30`; hours go on counting. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The number that its source gives it; else from the session's id alone, but for the rare two that would be the same. */
function idsOf(sessions: readonly Session[]): Map<string, number> {
  const once = onceEach(sessions.map(({ code }) => code))
  const isNumber = ({ code }: Session) => once.has(code) && /^[1-9]\d{0,9}$/.test(code) && Number(code) <= ID_MAX
  const taken = new Map(sessions.filter(isNumber).map(({ id, code }): [number, string] => [Number(code), id]))
  const others = sessions.filter((session) => !isNumber(session))
  for (const { id } of others.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    let n = (createHash('sha256').update(id).digest().readUInt32BE() % ID_MAX) + 1
    while (taken.has(n)) n = (n % ID_MAX) + 1
    taken.set(n, id)
  }
  return new Map([...taken].map(([n, id]) => [id, n]))
}

function slugsOf(event: string, sessions: readonly Session[]): Map<string, string> {
  const plain = new Map(sessions.map(({ id, title }) => [id as string, plainOf(title)]))
  const once = onceEach([...plain.values()])
  return new Map(
    [...plain].map(([id, title]) => {
      const own = title.length >= 4 && once.has(title) ? title : `${title}-${id.slice(0, 8)}-${id.slice(-4)}`.replace(/^-/, '')
      return [id, `${acronymOf(event)}-${own}`]
    }),
  )
}

/** Small letters, digits and `-`. */
const plainOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_CHARS_MAX)
    .replace(/^-+|-+$/g, '')

function onceEach(all: readonly string[]): Set<string> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return new Set(all.filter((one) => counts.get(one) === 1))
}

/** An address in the letters that addresses are made of. */
export function uri(address: string): string {
  const [before = '', ...after] = new URL(address).href.split('#')
  const coded = (part: string, more: RegExp) =>
    part.replace(/%(?![0-9A-Fa-f]{2})/g, '%25').replace(more, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  const [head = '', rest = ''] = /^([a-z]+:\/\/[^/?]*)(.*)$/s.exec(before)?.slice(1) ?? ['', before]
  const unfit = /[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/g
  return `${head}${coded(rest, unfit)}${after.length > 0 ? `#${coded(after.join('%23'), unfit)}` : ''}`
}
