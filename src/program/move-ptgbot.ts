import { EventId } from '../contract/meeting.schema.ts'
import { Refusal } from '../contract/refusal.ts'
import * as board from '../modules/board/index.ts'
import * as events from '../modules/events/index.ts'
import { system } from '../modules/people/index.ts'
import type { Config } from '../platform/config.ts'
import type { Db, Tx } from '../platform/db.ts'
import { UsageRefusal } from './refusal.ts'

/** Moving a ptgbot's whole database into an event, in one transaction: all of it, or nothing. */

export interface Move {
  readonly text: string
  /** For people: where it is from. */
  readonly file: string
  readonly event?: string | undefined
  readonly zone?: string | undefined
  /** Whose nicks its people are, as `irc/irc.example.org`; null: the one network that the event has here, if any. */
  readonly network: string | null
}

interface Moved {
  readonly event: EventId
  readonly made: boolean
  readonly document: board.PtgDocument
  readonly bookings: number
  readonly notes: readonly board.PtgNote[]
}

/** Doing it again changes nothing more. @throws UsageRefusal */
export async function movePtgbot(db: Db, config: Config, move: Move): Promise<Moved> {
  return db.write(async (tx) => {
    const { event, card } = await whereTo(tx, move.event)
    const zone = move.zone ?? card?.timeZone ?? zoneIn(move.text) ?? 'UTC'
    const { document, notes } = board.readPtgDocument(move.text, { timeZone: zone })
    if (!document) throw new UsageRefusal(`${move.file}: ${notes[0]?.says ?? 'cannot be read'}`)
    if (!card) await makeEvent(tx, event, document, zone)
    const network = move.network ?? networkOf(config, event)
    try {
      const { bookings } = await board.takeInPtg(tx, system, event, { document, from: move.file, network })
      return { event, made: !card, document, bookings, notes }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'slot-taken')
        throw new UsageRefusal(`${move.file}: two bookings overlap in a room (${error.path ?? ''}); nothing has changed`)
      throw error
    }
  })
}

async function whereTo(tx: Tx, named: string | undefined) {
  if (named === undefined) {
    const [only, ...others] = (await events.events(tx, { limit: 2 })).events
    if (only && others.length === 0) return { event: only.id, card: only }
    throw new UsageRefusal(
      `say which event with --event: ${only ? 'there are several' : 'there is none yet, and it is made by that name'}`,
    )
  }
  const event = EventId.safeParse(named)
  if (!event.success) throw new UsageRefusal(`--event: ${event.error.issues[0]?.message ?? 'is no name of an event'}`)
  return { event: event.data, card: (await events.exists(tx, event.data)) ? await events.event(tx, event.data) : null }
}

async function makeEvent(tx: Tx, event: EventId, { days }: board.PtgDocument, timeZone: string): Promise<void> {
  const dates = days.flatMap(({ date }) => date ?? []).sort()
  const today = tx.now.toISOString().slice(0, 10)
  const settings = { title: event, timeZone, startsOn: dates[0] ?? today, endsOn: dates.at(-1) ?? today }
  await events.putEvent(tx, system, event, settings)
}

/** Our own documents tell the zone of their labels. */
function zoneIn(text: string): string | null {
  const told = /"timezone"\s*:\s*"([\w/+-]{1,60})"/.exec(text)?.[1] ?? ''
  return events.isTimeZone(told) ? told : null
}

function networkOf(config: Config, event: EventId): string | null {
  const [only, ...others] = config.chat.irc.filter((one) => one.event === event || one.event === null)
  return only && others.length === 0 ? `irc/${only.server.toLowerCase()}` : null
}

/** What was taken and what was left, a line each. */
export function reportOf({ event, made, document, bookings, notes }: Moved): string {
  const { tracks, days, rooms } = document
  const of = (what: (track: board.PtgDocument['tracks'][number]) => unknown) =>
    tracks.filter((track) => what(track) !== null).length
  const rows: [string, string][] = [
    ['event', `${event}${made ? ' (made; its title and dates can be changed in the console)' : ''}`],
    ['tracks', String(tracks.length)],
    ['days', `${days.length}, with ${days.reduce((sum, { slots }) => sum + slots.length, 0)} slots`],
    ['rooms', `${rooms.length}, with ${bookings} bookings`],
    [
      'now',
      `${of(({ now }) => now)}, next ${tracks.reduce((sum, { next }) => sum + next.length, 0)}, places ${of(({ place }) => place)}`,
    ],
    [
      'colours',
      `${of(({ color }) => color)}, links ${of(({ link }) => link)}, notes of their own ${of(({ etherpad }) => etherpad)}`,
    ],
    ['notices', `${document.notices.length}, useful links ${document.links.length}`],
    ['check-ins', `${document.checkIns.length}, subscriptions ${document.watches.length}`],
    ['left out', notes.length === 0 ? 'nothing' : `${notes.length}:`],
  ]
  const lines = rows.map(([name, value]) => `${name.padEnd(10)} ${value}`)
  return [...lines, ...notes.map(({ path, says }) => `  ${path}: ${says}`), ''].join('\n')
}
