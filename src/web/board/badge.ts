import type { BoardTrack, BoardView } from '../../contract/board.schema.ts'
import type { Room, TrackName } from '../../contract/schedule.schema.ts'

/** What a track's badge shows and where it leads. */

/** Black or white on a track's colour (`#rrggbb`), whichever can be read better: one of the two has at least 4.5 to 1. */
export function inkOn(color: string): '#000000' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255))
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000000' : '#ffffff'
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

/** Where a badge leads: the track's own link, else that of the room it stands in or is at. */
export const badgeLink = (track: Pick<BoardTrack, 'link'>, room: Pick<Room, 'link'> | null): string | null =>
  track.link ?? room?.link ?? null

/** The room that a track's place names, as it is written. */
export const roomOf = (track: Pick<BoardTrack, 'place'>, rooms: readonly Room[]): Room | null =>
  rooms.find(({ name }) => name === track.place) ?? null

/** Who is checked in at a track, by name. */
export const peopleAt = (view: Pick<BoardView, 'places'>, track: TrackName): readonly string[] =>
  byName(view.places.find(({ place }) => place === `#${track}`)?.people ?? [])

export const byName = (names: readonly string[]): string[] =>
  names.toSorted((one, other) => one.localeCompare(other, undefined, { sensitivity: 'base' }))

/** The notes of a track: its own, else made from the event's beginning; null where there are none. */
export function notesOf(track: Pick<BoardTrack, 'name' | 'etherpad'>, padsFrom: string | null): string | null {
  return track.etherpad ?? (padsFrom === null ? null : padsFrom + encodeURIComponent(track.name))
}
