import type { BoardView } from '../../contract/board.schema.ts'
import type { Room, Track, TrackName } from '../../contract/schedule.schema.ts'
import { Icon } from '../ui/icon.tsx'
import { badgeLink, inkOn, peopleAt } from './badge.ts'
import './badge.css'
import { commands } from './commands.ts'
import { iconAway } from './icons.ts'
import { withTip } from './tip.tsx'
import { useWords } from './words.ts'

interface BadgeProps {
  /** Null: a track of this name that is not there any more. */
  track: Track | null
  name: TrackName
  room: Pick<Room, 'link'> | null
  view: Pick<BoardView, 'places'>
}

/** A track's badge: a way in where there is a link, else who has checked in, or how one does. */
export function Badge({ track, name, room, view }: BadgeProps) {
  const { board: words } = useWords()
  const link = track && badgeLink(track, room)
  const people = peopleAt(view, name)
  const tip = link
    ? words.badge.join
    : people.length > 0
      ? words.badge.here(people.join(', '))
      : words.badge.howTo(commands.checkIn(name))
  const face = (
    <>
      <bdi class="badge-name">{track?.title || name}</bdi>
      <span class="unseen">. {tip}</span>
    </>
  )
  const style = colors(track)
  return link ? (
    <a class="badge" style={style} href={link} target="_blank" rel="noopener noreferrer" {...withTip(tip)}>
      {face}
      <Icon path={iconAway} />
    </a>
  ) : (
    <button type="button" class="badge" style={style} {...withTip(tip)}>
      {face}
    </button>
  )
}

/** The same to look at alone, where there is nothing to press. */
export function BadgeLabel({ track, name }: Pick<BadgeProps, 'track' | 'name'>) {
  return (
    <span class="badge badge-plain" style={colors(track)}>
      <bdi class="badge-name">{track?.title || name}</bdi>
    </span>
  )
}

const colors = (track: Track | null) => (track ? `--badge:${track.color};--badge-ink:${inkOn(track.color)}` : undefined)
