/**
 * The calendars of an event, as addresses that calendar programs follow: pure text made from views, kept in memory until something of them changes.
 */
import { createHash } from 'node:crypto'
import type { EventId } from '../../contract/meeting.schema.ts'
import { publish, type Told } from '../../modules/calendars/index.ts'
import type { Db, ReadTx } from '../../platform/db.ts'
import { together } from '../../platform/together.ts'
import { calendarsWords } from '../../words/calendars/all.ts'
import { inAll } from '../../words/everywhere.ts'
import { type Draft, draftsOf, entryOf, type Sources, type Untimed } from './entries.ts'
import { printCalendar } from './ical.ts'

/** Which entries: all, those of a track, of a room (by id or name), or one session. */
export type Which =
  | { readonly of: 'event' }
  | { readonly of: 'track'; readonly name: string }
  | { readonly of: 'room'; readonly name: string }
  | { readonly of: 'session'; readonly id: string }

export interface Printed {
  readonly text: string
  readonly etag: string
}

export interface CalendarMeans {
  readonly db: Db
  /** Changes whenever anything that calendars show may have; null: there is no such event. */
  readonly mark: (tx: ReadTx, event: EventId) => Promise<string | null>
  readonly sources: (tx: ReadTx, event: EventId) => Promise<Sources>
}

/** Null: there is no such event, room or session. A track that nobody has is an empty calendar. */
export type Calendars = (event: EventId, which: Which, language: string) => Promise<Printed | null>

interface Known {
  readonly mark: string
  readonly sources: Sources
  readonly told: readonly Told[]
  readonly drafts: readonly Draft[]
  readonly untimed: readonly Untimed[]
  readonly printed: Map<string, Printed>
}

const EVENTS_KEPT_MAX = 20
const PRINTED_PER_EVENT_MAX = 200
const ETAG_CHARS = 22

export async function openCalendars(means: CalendarMeans): Promise<Calendars> {
  const words = await inAll(calendarsWords)
  const kept = new Map<EventId, Known>()
  const looking = new Map<EventId, Promise<Known>>()

  const markOf = together((event: EventId) => means.db.read((tx) => means.mark(tx, event)))
  /** One look at a time, for all who ask meanwhile. */
  const look = (event: EventId, mark: string): Promise<Known> => {
    const under = looking.get(event)
    if (under) return under
    const fresh = tell(means, event, mark).finally(() => looking.delete(event))
    looking.set(event, fresh)
    return fresh
  }

  return async (event, which, language) => {
    const mark = await markOf(event)
    if (mark === null) return null
    let known = kept.get(event)
    // Whoever joins a look that began before their change asks for one of their own.
    for (let tries = 0; known?.mark !== mark && tries < 2; tries++) known = await look(event, mark)
    if (!known) return null
    keep(kept, event, known, EVENTS_KEPT_MAX)
    const key = JSON.stringify([which, language])
    const before = known.printed.get(key)
    if (before) return before
    const printed = print(known, which, words(language))
    if (printed) keep(known.printed, key, printed, PRINTED_PER_EVENT_MAX)
    return printed
  }
}

async function tell({ db, sources }: CalendarMeans, event: EventId, mark: string): Promise<Known> {
  return db.write(async (tx) => {
    let seen: { of: Sources; drafts: Draft[]; untimed: Untimed[] } | null = null
    const told = await publish(tx, event, async () => {
      const of = await sources(tx, event)
      seen = { of, ...draftsOf(of) }
      return seen.drafts.map(({ wanted }) => wanted)
    })
    const { of, drafts, untimed } = seen as unknown as { of: Sources; drafts: Draft[]; untimed: Untimed[] }
    return { mark, sources: of, told, drafts, untimed, printed: new Map() }
  })
}

function print({ sources, told, drafts, untimed }: Known, which: Which, words: Parameters<Draft['print']>[0]): Printed | null {
  const { event, rooms } = sources
  const room = which.of === 'room' ? rooms.find((one) => isRoom(one, which.name)) : undefined
  if (which.of === 'room' && !room) return null
  const mine = told
    .map((one, i) => ({ one, draft: drafts[i] }))
    .filter(({ one }) => {
      if (which.of === 'track') return one.track === which.name
      if (which.of === 'room') return one.room === room?.id
      return which.of === 'event' || (one.kind === 'session' && one.source === which.id)
    })
  if (which.of === 'session' && mine.length === 0) return null
  const name = {
    event: () => event.title,
    track: () => words.trackCalendar(which.of === 'track' ? which.name : '', event.title),
    room: () => words.roomCalendar(room?.name ?? '', event.title),
    session: () => mine[0]?.one.title ?? '',
  }[which.of]()
  const left = untimed.filter((one) =>
    which.of === 'track' ? one.track === which.name : which.of === 'room' ? one.room === room?.id : which.of === 'event',
  )
  const about = left.length > 0 ? words.withoutTime(left.length) : ''
  const entries = mine.map(({ one, draft }) => entryOf(one, draft, event.title, words))
  const text = printCalendar({ name, about, timeZone: event.timeZone }, entries)
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, ETAG_CHARS)}"` }
}

const isRoom = (room: { id: string; name: string }, asked: string): boolean => room.id === asked || room.name === asked

/** The latest is last; the oldest goes when there are too many. */
function keep<K, V>(all: Map<K, V>, key: K, value: V, max: number): void {
  all.delete(key)
  all.set(key, value)
  const [oldest] = all.keys()
  if (all.size > max && oldest !== undefined) all.delete(oldest)
}
