import type { BoardView } from '../../contract/board.schema.ts'
import type { SessionId, Track } from '../../contract/schedule.schema.ts'
import { BadgeLabel } from './badge.tsx'
import type { Order } from './schedule-filter.tsx'
import { byRoom, byTime, byTrack, type Group, type SessionLine } from './sessions.ts'
import { clockText, spanText } from './times.ts'
import type { Released } from './use-schedule.ts'
import { useWords } from './words.ts'

interface GroupsProps {
  sessions: readonly SessionLine[]
  order: Order
  view: BoardView
  released: Released
  /** The ids of those that are on. */
  running: readonly SessionId[]
  onOpen: (id: SessionId) => void
}

/** The sessions of a day under their time, room or track. What is out of sight is not drawn until it comes into it. */
export function SessionGroups({ sessions, order, view, released, running, onOpen }: GroupsProps) {
  const { board: words, language } = useWords()
  const { timeZone } = view.event
  const rooms = new Map<string, string>(released.rooms.map(({ id, name }) => [id, name]))
  const tracks = new Map<string, Track>(released.tracks.map((track) => [track.name, track]))
  const groups = order === 'time' ? byTime(sessions) : order === 'room' ? byRoom(sessions, released.rooms) : byTrack(sessions)
  const titleOf = ({ key }: Group) => {
    if (order === 'time') return clockText(Date.parse(key), timeZone, language)
    if (order === 'room') return rooms.get(key) ?? words.schedule.noRoom
    return tracks.get(key)?.title || key || words.schedule.noTrack
  }
  return (
    <div class={`groups groups-${order}`}>
      {groups.map((group) => (
        <section key={group.key} class="group" style={`--items:${group.sessions.length}`}>
          <h3 class="group-title digits">
            <bdi>{titleOf(group)}</bdi>
          </h3>
          <ul class="session-list">
            {group.sessions.map((session) => (
              <Line
                key={session.id}
                session={session}
                room={rooms.get(session.room ?? '')}
                track={tracks.get(session.track ?? '') ?? null}
                when={spanText(session.startsAt, session.minutes, timeZone, language)}
                isRunning={running.includes(session.id)}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface LineProps {
  session: SessionLine
  room: string | undefined
  track: Track | null
  when: string
  isRunning: boolean
  onOpen: (id: SessionId) => void
}

function Line({ session, room, track, when, isRunning, onOpen }: LineProps) {
  const { board: words } = useWords()
  const marks = ['session', isRunning && 'session-on', session.cancelled && 'session-off'].filter(Boolean)
  return (
    <li class={marks.join(' ')}>
      <p class="session-title">
        <a
          href={`#session-${session.id}`}
          onClick={(pressed) => {
            pressed.preventDefault()
            onOpen(session.id)
          }}
        >
          <bdi>{session.title}</bdi>
        </a>
      </p>
      <p class="session-facts small digits">
        <span>{when}</span>
        {room && <bdi>{room}</bdi>}
        {session.speakers.length > 0 && <bdi>{session.speakers.map(({ name }) => name).join(', ')}</bdi>}
        {session.language && <span class="session-language">{session.language}</span>}
        {isRunning && <span class="slot-now">{words.schedule.running}</span>}
        {session.cancelled && <strong>{words.schedule.cancelled}</strong>}
      </p>
      {session.track && <BadgeLabel track={track} name={session.track} />}
    </li>
  )
}
