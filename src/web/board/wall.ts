import type { BoardTrack, BoardView } from '../../contract/board.schema.ts'
import type { Cell, Room, Slot } from '../../contract/schedule.schema.ts'
import { nowAndNext, type SessionLine } from './sessions.ts'
import { currentDay, isOn, type RoomRow, rowsOf } from './slots.ts'

/** What a wall shows: the pages of a hall, one after the other, and what is on in a single room. */

const MINUTE_MS = 60_000
const COLUMNS_MAX = 4
/** What begins later than this is nothing to wait in front of a wall for. */
const SOON_MS = 4 * 60 * MINUTE_MS

export type Face =
  | { readonly is: 'now'; readonly tracks: readonly BoardTrack[] }
  | { readonly is: 'next'; readonly tracks: readonly BoardTrack[] }
  | { readonly is: 'rooms'; readonly slots: readonly Slot[]; readonly rows: readonly RoomRow[] }
  | { readonly is: 'sessions'; readonly sessions: readonly SessionLine[] }
  | { readonly is: 'nothing' }

/** The pages of a hall, with at most so many rows each; there is always one. */
export function faces(view: BoardView, sessions: readonly SessionLine[], nowMs: number, rowsMax: number): Face[] {
  const now = view.tracks.filter((track) => track.now !== null)
  const next = view.tracks.filter((track) => track.next.length > 0)
  const slots = slotsToShow(view, nowMs)
  const found = nowAndNext(sessions, null, nowMs)
  const soon = found.next.filter(({ startsAt }) => Date.parse(startsAt) - nowMs <= SOON_MS)
  const all: Face[] = [
    ...inPages(now, rowsMax).map((tracks): Face => ({ is: 'now', tracks })),
    ...inPages(next, rowsMax).map((tracks): Face => ({ is: 'next', tracks })),
    ...inPages([...found.now, ...soon], rowsMax).map((some): Face => ({ is: 'sessions', sessions: some })),
    ...inPages(rowsOf(view, slots), rowsMax).map((rows): Face => ({ is: 'rooms', slots, rows })),
  ]
  return all.length > 0 ? all : [{ is: 'nothing' }]
}

/** In pages as even as they can be: no page with a lone row after a full one. */
export function inPages<T>(all: readonly T[], rowsMax: number): T[][] {
  const pages = Math.ceil(all.length / Math.max(1, rowsMax))
  const rows = Math.ceil(all.length / Math.max(1, pages))
  return Array.from({ length: pages }, (_, at) => all.slice(at * rows, (at + 1) * rows))
}

/** Of the current day, those that are not over, as many as a wall has columns for; of a day that is over, its last. */
function slotsToShow(view: BoardView, nowMs: number): Slot[] {
  const key = currentDay(view.days, view.event.timeZone, nowMs)
  const slots = view.days.find((day) => day.key === key)?.slots ?? []
  const left = slots.filter((slot) => !isOver(slot, nowMs))
  return left.length > 0 ? left.slice(0, COLUMNS_MAX) : slots.slice(-COLUMNS_MAX)
}

const isOver = ({ startsAt, minutes }: Slot, nowMs: number) =>
  startsAt !== null && Date.parse(startsAt) + minutes * MINUTE_MS <= nowMs

/** Something that is on in a room, or will be. Times in ms; null where nobody said when it ends or begins. */
export interface Item {
  readonly key: string
  readonly track: BoardTrack | null
  readonly title: string
  readonly who: string
  readonly fromMs: number | null
  readonly toMs: number | null
}

export interface Agenda {
  readonly now: readonly Item[]
  readonly next: readonly Item[]
}

const NEXT_MAX = 3

/** What the people in a room say is above what was planned for it; without a word of theirs the plan stands. */
export function agendaOf(view: BoardView, sessions: readonly SessionLine[], room: Room, nowMs: number): Agenda {
  const planned = nowAndNext(sessions, room.id, nowMs)
  const booked = bookedIn(view, room, nowMs)
  const said = view.tracks.filter(({ place, now }) => now !== null && place === room.name)
  const now = [
    ...said.map((track) =>
      itemOfTrack(
        track,
        booked.now.find((one) => one.track?.name === track.name),
      ),
    ),
    ...booked.now.filter(({ track }) => !said.some(({ name }) => name === track?.name)),
    ...planned.now.map((session) => itemOfSession(view, session)),
  ]
  const next = [...booked.next, ...planned.next.map((session) => itemOfSession(view, session))]
  return { now, next: next.toSorted((a, b) => (a.fromMs ?? Infinity) - (b.fromMs ?? Infinity)).slice(0, NEXT_MAX) }
}

const itemOfTrack = (track: BoardTrack, booked: Item | undefined): Item => ({
  key: `#${track.name}`,
  track,
  title: track.now?.text ?? '',
  who: '',
  fromMs: booked?.fromMs ?? null,
  toMs: booked?.toMs ?? null,
})

function itemOfSession(view: BoardView, session: SessionLine): Item {
  const fromMs = Date.parse(session.startsAt)
  return {
    key: session.id,
    track: view.tracks.find(({ name }) => name === session.track) ?? null,
    title: session.title,
    who: session.speakers.map(({ name }) => name).join(', '),
    fromMs,
    toMs: fromMs + session.minutes * MINUTE_MS,
  }
}

function bookedIn(view: BoardView, room: Room, nowMs: number): { now: Item[]; next: Item[] } {
  const cells = new Map(view.cells.filter((cell) => cell.room === room.id).map((cell) => [cell.slot, cell]))
  const slots = view.days.flatMap((day) => day.slots)
  const items = (wanted: (slot: Slot) => boolean) =>
    slots.filter(wanted).flatMap((slot) => itemOfCell(view, cells.get(slot.code), slot))
  return {
    now: items((slot) => isOn(slot, nowMs)),
    next: items(({ startsAt }) => startsAt !== null && Date.parse(startsAt) > nowMs),
  }
}

function itemOfCell(view: BoardView, cell: Cell | undefined, slot: Slot): Item[] {
  const track = view.tracks.find(({ name }) => name === cell?.track) ?? null
  const title = cell?.blocked ?? ''
  if (!cell || (track === null && cell.blocked === null)) return []
  const fromMs = slot.startsAt === null ? null : Date.parse(slot.startsAt)
  return [{ key: slot.code, track, title, who: '', fromMs, toMs: fromMs === null ? null : fromMs + slot.minutes * MINUTE_MS }]
}

/** The room of a name, whatever its case. */
export function roomNamed(rooms: readonly Room[], name: string): Room | null {
  const plain = (text: string) => text.trim().toLowerCase()
  return rooms.find((room) => room.name === name) ?? rooms.find((room) => plain(room.name) === plain(name)) ?? null
}
