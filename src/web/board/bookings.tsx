import { useMemo, useState } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import type { Cell, Room, Slot, SlotDay } from '../../contract/schedule.schema.ts'
import { Icon } from '../ui/icon.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Badge } from './badge.tsx'
import './bookings.css'
import { Command } from './command.tsx'
import { commands } from './commands.ts'
import { iconAway, roomIcon } from './icons.ts'
import { bookingCode, currentDay, isOn, rowsOf, worldClock } from './slots.ts'
import { localText } from './times.ts'
import { withTip } from './tip.tsx'
import { useNow } from './use-now.ts'
import { useWords } from './words.ts'

/** A running slot is seen as such at the second it begins, give or take one. */
const LOOK_EVERY_MS = 1_000

/** Who booked which room when: a tab a day, a row a room, a column a slot. */
export function Bookings({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const now = useNow(LOOK_EVERY_MS)
  const today = currentDay(view.days, view.event.timeZone, now)
  const [chosen, choose] = useState<string | null>(null)
  const day = view.days.find(({ key }) => key === (chosen ?? today)) ?? view.days[0]
  const running = day?.slots.filter((slot) => isOn(slot, now)).map(({ code }) => code) ?? []
  // Looked at each second, drawn anew only when something is different.
  const table = useMemo(() => day && <Table view={view} day={day} running={running} />, [view, day, running.join(' ')])
  if (!day) return null
  return (
    <section class="bookings" aria-labelledby="rooms">
      <h2 id="rooms">{words.bookings.title}</h2>
      <Tabs
        label={words.bookings.days}
        tabs={view.days.map(({ key, slots }, at) => ({
          id: String(at),
          label: key,
          ...(slots.some((slot) => isOn(slot, now)) && { badge: words.bookings.on }),
        }))}
        chosen={String(view.days.indexOf(day))}
        onChoose={(id) => choose(view.days[Number(id)]?.key ?? null)}
      >
        {table}
      </Tabs>
      <Command hint={words.bookings.hint} commands={[commands.book]} />
    </section>
  )
}

interface TableProps {
  view: BoardView
  day: SlotDay
  running: readonly string[]
}

function Table({ view, day, running }: TableProps) {
  const { board: words } = useWords()
  const shade = (slot: Slot) => (running.includes(slot.code) ? 'slot-on' : undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be pushed sideways has to be reached by keyboard.
    <section class="bookings-room" aria-label={words.bookings.scroll} tabIndex={0}>
      <table class="bookings-table">
        <thead>
          <tr>
            <th scope="col">{words.bookings.room}</th>
            {day.slots.map((slot) => (
              <th key={slot.code} scope="col" class={shade(slot)}>
                <SlotHead slot={slot} isRunning={running.includes(slot.code)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(view, day.slots).map(({ room, cells }) => (
            <tr key={room.id}>
              <th scope="row">
                <RoomHead room={room} />
              </th>
              {day.slots.map((slot, at) => (
                <td key={slot.code} class={shade(slot)} data-label={slot.label || slot.code}>
                  <Offer cell={cells[at] ?? null} room={room} view={view} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The label; where the moment is known, a way to what it is everywhere, and what it is here. */
function SlotHead({ slot, isRunning }: { slot: Slot; isRunning: boolean }) {
  const { board: words, language } = useWords()
  const label = slot.label || slot.code
  return (
    <>
      {slot.startsAt === null ? (
        <bdi>{label}</bdi>
      ) : (
        <a
          href={worldClock(slot.startsAt)}
          target="_blank"
          rel="noopener noreferrer"
          {...withTip(words.bookings.localTime(localText(slot.startsAt, slot.minutes, language)))}
        >
          <bdi>{label}</bdi>
          <span class="unseen">
            . {words.bookings.localTime(localText(slot.startsAt, slot.minutes, language))}, {words.bookings.worldClock}
          </span>
        </a>
      )}
      {isRunning && <span class="slot-now">{words.bookings.on}</span>}
    </>
  )
}

export function RoomHead({ room }: { room: Room }) {
  const { board: words } = useWords()
  return (
    <span class="room-head">
      <span class="room-name">
        {room.link ? (
          <a href={room.link} target="_blank" rel="noopener noreferrer" title={words.bookings.enter}>
            <bdi>{room.name}</bdi> <Icon path={iconAway} />
          </a>
        ) : (
          <bdi>{room.name}</bdi>
        )}
        {room.icon && (
          <span class="room-icon" {...withTip(room.iconText)}>
            <Icon path={roomIcon(room.icon)} />
            <span class="unseen">{room.iconText}</span>
          </span>
        )}
      </span>
      {room.about && (
        <span class="room-about">
          (<bdi>{room.about}</bdi>)
        </span>
      )}
      {room.capacity !== null && <span class="room-about digits">{words.bookings.seats(room.capacity)}</span>}
    </span>
  )
}

/** A place and time: blank where it is not offered, its code where it is free, else whose it is. */
function Offer({ cell, room, view }: { cell: Cell | null; room: Room; view: BoardView }) {
  const { board: words } = useWords()
  if (cell === null) return null
  if (cell.track !== null) {
    const track = view.tracks.find(({ name }) => name === cell.track) ?? null
    return <Badge track={track} name={cell.track} room={room} view={view} />
  }
  if (cell.blocked !== null) return <span class="slot-blocked">{cell.blocked || words.signage.closed}</span>
  return (
    <i class="slot-free">
      <span class="unseen">{words.bookings.free} </span>
      <bdi>{bookingCode(room, cell.slot)}</bdi>
    </i>
  )
}
