import type { BoardTrack, BoardView } from '../../contract/board.schema.ts'
import type { Room } from '../../contract/schedule.schema.ts'
import { type Ordered, printOrdered } from './ordered-json.ts'
import { PTG_PADS } from './ptg-board.ts'
import { roomKeys } from './ptg-plan.ts'
import { stampIn } from './ptg-times.ts'

/** What the view does not tell. */
interface Beside {
  readonly voiceNeeded?: boolean
}

/**
 * The document a ptgbot's readers know, from what everybody may see: no watches, and check-ins of people who are there now alone, with the
 * view's own time, as it does not tell when they came. Tracks by code point, days and rooms as they stand, every key there. Two keys are
 * ours: `timezone`, of all labels, and `padsfrom`, where notes are elsewhere than theirs were.
 */
export function writePtgDocument(view: BoardView, { voiceNeeded = false }: Beside = {}): string {
  const tracks = [...view.tracks].sort((a, b) => (a.name < b.name ? -1 : 1))
  const stamp = stampIn(view.changedAt, view.event.timeZone)
  const pads = padsOf(view.padsFrom)
  const foreign = view.padsFrom !== null && view.padsFrom !== `${PTG_PADS}${pads}-`
  const pad = (track: BoardTrack) => track.etherpad ?? (foreign ? `${view.padsFrom}${track.name}` : null)
  const document: [string, Ordered][] = [
    ['tracks', tracks.map(({ name }) => name)],
    ['slots', slotsOf(view)],
    ['schedule', new Map(view.rooms.map((room) => [room.name, roomOf(view, room)]))],
    ['now', mapOf(tracks, ({ now }) => now?.text ?? null)],
    ['next', mapOf(tracks, ({ next }) => (next.length > 0 ? next.map(({ text }) => text) : null))],
    ['location', mapOf(tracks, ({ place }) => place)],
    ['etherpads', mapOf(tracks, pad)],
    ['urls', mapOf(tracks, ({ link }) => link)],
    ['colors', mapOf(tracks, ({ color }) => color)],
    ['voice', voiceNeeded ? 1 : 0],
    ['eventid', pads],
    ['motd', view.notices.map(({ level, text }) => entries(['level', level], ['message', text]))],
    ['links', new Map(view.links.map(({ title, link }) => [title, link]))],
    ['last_check_in', checkInsOf(view, stamp)],
    ['timestamp', stamp],
    ['timezone', view.event.timeZone],
    ...(foreign ? [['padsfrom', view.padsFrom] as [string, Ordered]] : []),
  ]
  return printOrdered(new Map(document))
}

const entries = (...all: [string, Ordered][]): ReadonlyMap<string, Ordered> => new Map(all)

function mapOf(tracks: readonly BoardTrack[], of: (track: BoardTrack) => Ordered): Ordered {
  return new Map(
    tracks.flatMap((track) => {
      const value = of(track)
      return value === null ? [] : [[track.name as string, value] as const]
    }),
  )
}

function slotsOf({ days }: BoardView): Ordered {
  const slots = (day: BoardView['days'][number]) =>
    day.slots
      .filter(({ code }) => !roomKeys.has(code))
      .map(({ code, label, startsAt, minutes }) =>
        entries(
          ['name', code],
          ['desc', label],
          ...(startsAt === null ? [] : [['realtime', startsAt.replace('.000Z', 'Z')] as [string, Ordered]]),
          ['duration', minutes],
        ),
      )
  return new Map(days.map((day) => [day.key, slots(day)]))
}

/** What is kept for something else is offered to nobody: its slot is left out. */
function roomOf({ cells, days }: BoardView, room: Room): Ordered {
  const own = new Map(cells.filter((cell) => cell.room === room.id).map((cell) => [cell.slot as string, cell]))
  const offers = days
    .flatMap((day) => day.slots)
    .flatMap(({ code }): [string, Ordered][] => {
      const cell = own.get(code)
      return !cell || cell.blocked !== null || roomKeys.has(code) ? [] : [[code, cell.track ?? '']]
    })
  const data: [string, string | null][] = [
    ['url', room.link],
    ['desc', room.about],
    ['cap_icon', room.icon],
    ['cap_desc', room.iconText],
  ]
  return entries(...data.filter(([, value]) => value !== null && value !== ''), ...offers)
}

function checkInsOf({ places }: BoardView, stamp: string): Ordered {
  const all = places.flatMap(({ place, people }) => people.map((nick) => ({ nick, place })))
  return new Map(
    all.map(({ nick, place }) => [
      nick.toLowerCase(),
      entries(['nick', nick], ['location', place], ['in', stamp], ['out', null]),
    ]),
  )
}

/** The event's part of where its notes are, in front of a track's: `https://pads.example/p/spring-` → `spring`. */
function padsOf(padsFrom: string | null): string {
  const told = /\/([^/]+)-$/.exec(padsFrom ?? '')?.[1] ?? ''
  try {
    return decodeURIComponent(told)
  } catch {
    return told
  }
}
