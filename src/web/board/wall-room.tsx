import type { BoardView } from '../../contract/board.schema.ts'
import type { Room } from '../../contract/schedule.schema.ts'
import { Icon } from '../ui/icon.tsx'
import { BadgeLabel } from './badge.tsx'
import { iconArrow } from './icons.ts'
import { topicPieces } from './said.ts'
import { Said } from './said.tsx'
import { clockText } from './times.ts'
import type { Released } from './use-schedule.ts'
import { agendaOf, type Item, roomNamed } from './wall.ts'
import { useWords } from './words.ts'

interface RoomProps {
  name: string
  view: BoardView
  released: Released | null
  nowMs: number
}

/** The door of one room: its name, what is on in it, what comes next. */
export function WallRoom({ name, view, released, nowMs }: RoomProps) {
  const { board: words } = useWords()
  const rooms = [...view.rooms, ...(released?.rooms ?? [])]
  const room = roomNamed(rooms, name)
  if (!room) return <Unknown name={name} rooms={rooms} />
  const { now, next } = agendaOf(view, released?.sessions ?? [], room, nowMs)
  return (
    <div class="wall-body wall-door">
      <div class="door-name">
        <Icon path={iconArrow} turns />
        <h2>
          <bdi>{room.name}</bdi>
        </h2>
        {room.about && (
          <p class="door-about">
            <bdi>{room.about}</bdi>
          </p>
        )}
      </div>
      <section class="door-now" aria-labelledby="door-now">
        <h3 id="door-now">{words.signage.now}</h3>
        {now.length === 0 && <p class="door-title door-free">{words.signage.freeNow}</p>}
        {now.slice(0, 2).map((item) => (
          <NowItem key={item.key} item={item} timeZone={view.event.timeZone} />
        ))}
      </section>
      {next.length > 0 && (
        <section class="door-next" aria-labelledby="door-next">
          <h3 id="door-next">{words.signage.next}</h3>
          <ul>
            {next.map((item) => (
              <NextItem key={item.key} item={item} timeZone={view.event.timeZone} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function NowItem({ item, timeZone }: { item: Item; timeZone: string }) {
  const { board: words, language } = useWords()
  return (
    <div class="door-item">
      <p class="door-title">
        {item.title ? <Said pieces={topicPieces(item.title)} /> : <bdi>{item.track?.title || item.track?.name}</bdi>}
      </p>
      <p class="door-facts digits">
        {item.track && <BadgeLabel track={item.track} name={item.track.name} />}
        {item.who && <bdi>{item.who}</bdi>}
        {item.toMs !== null && <span>{words.signage.until(clockText(item.toMs, timeZone, language))}</span>}
      </p>
    </div>
  )
}

function NextItem({ item, timeZone }: { item: Item; timeZone: string }) {
  const { language } = useWords()
  return (
    <li class="digits">
      <b>{item.fromMs !== null && clockText(item.fromMs, timeZone, language)}</b>
      <span class="door-next-title">
        {item.title ? <bdi>{item.title}</bdi> : item.track && <BadgeLabel track={item.track} name={item.track.name} />}
      </span>
    </li>
  )
}

/** Whoever set the wall up mistyped a name: here are the right ones. */
function Unknown({ name, rooms }: { name: string; rooms: readonly Room[] }) {
  const { board: words } = useWords()
  return (
    <div class="wall-body wall-unknown">
      <h2>{words.signage.unknownRoom(name)}</h2>
      <p>{words.signage.unknownRoomText}</p>
      <ul class="wall-choices">
        {[...new Set(rooms.map((room) => room.name))].map((one) => (
          <li key={one}>
            <a href={`?${new URLSearchParams({ room: one })}`}>{one}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
