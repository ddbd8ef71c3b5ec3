import type { BoardChange, BoardView } from './board.schema.ts'
import type { EventId } from './meeting.schema.ts'

export const boardFeed = (event: EventId) => `board:${event}` as const

/** The view after a change: the same that would be read afresh; null: it has to be. Pure; for the browser and for tests. */
export function applyBoardChange(view: BoardView, change: BoardChange): BoardView | null {
  switch (change.kind) {
    case 'track':
      return { ...view, changedAt: change.at, tracks: put(view.tracks, change.track, (one) => one.name) }
    case 'track-gone':
      return { ...view, changedAt: change.at, tracks: view.tracks.filter(({ name }) => name !== change.track) }
    case 'notices':
      return { ...view, changedAt: change.at, notices: change.notices }
    case 'cell': {
      const isIt = ({ room, slot }: { room: string; slot: string }) => room === change.cell.room && slot === change.cell.slot
      return { ...view, changedAt: change.at, cells: view.cells.map((cell) => (isIt(cell) ? change.cell : cell)) }
    }
    case 'place': {
      const others = view.places.filter(({ place }) => place !== change.place.place)
      const places = change.place.people.length === 0 ? others : put(others, change.place, (one) => one.place)
      return { ...view, changedAt: change.at, places }
    }
    case 'anew':
      return null
  }
}

/** Puts it in its place by code points, as the database sorts, in place of one of the same name. */
function put<T>(all: readonly T[], one: T, nameOf: (one: T) => string): T[] {
  const name = nameOf(one)
  const others = all.filter((other) => nameOf(other) !== name)
  return [...others, one].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
}
