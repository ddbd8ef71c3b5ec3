import type { RoomId, TrackName } from '../../contract/schedule.schema.ts'
import { Field, Select } from '../ui/field.tsx'
import { everything, type Wanted } from './sessions.ts'
import type { Released } from './use-schedule.ts'
import { useWords } from './words.ts'

export const orders = ['time', 'room', 'track'] as const
export type Order = (typeof orders)[number]

interface FilterProps {
  wanted: Wanted
  onWant: (wanted: Wanted) => void
  order: Order
  onOrder: (order: Order) => void
  released: Released
}

export function ScheduleFilter({ wanted, onWant, order, onOrder, released }: FilterProps) {
  const { board: words } = useWords()
  const put = (change: Partial<Wanted>) => {
    const next = { ...wanted, ...change }
    onWant(next.words === '' && next.track === null && next.room === null ? everything : next)
  }
  const { tracks, rooms } = inUse(released)
  return (
    <search class="schedule-filter">
      <Field
        type="search"
        label={words.schedule.search}
        bareLabel
        placeholder={words.schedule.search}
        value={wanted.words}
        autocomplete="off"
        enterkeyhint="search"
        onInput={(typed) => put({ words: typed.currentTarget.value })}
      />
      {tracks.length > 0 && (
        <Select
          label={words.schedule.track}
          bareLabel
          value={wanted.track ?? ''}
          onChange={(chosen) => put({ track: (chosen.currentTarget.value || null) as TrackName | null })}
        >
          <option value="">{words.schedule.allTracks}</option>
          {tracks.map(({ name, title }) => (
            <option key={name} value={name}>
              {title || name}
            </option>
          ))}
        </Select>
      )}
      {rooms.length > 1 && (
        <Select
          label={words.schedule.room}
          bareLabel
          value={wanted.room ?? ''}
          onChange={(chosen) => put({ room: (chosen.currentTarget.value || null) as RoomId | null })}
        >
          <option value="">{words.schedule.allRooms}</option>
          {rooms.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Select
        label={words.schedule.order}
        bareLabel
        value={order}
        onChange={(chosen) => onOrder(orders.find((one) => one === chosen.currentTarget.value) ?? 'time')}
      >
        {orders.map((one) => (
          <option key={one} value={one}>
            {words.schedule.by[one]}
          </option>
        ))}
      </Select>
    </search>
  )
}

/** Tracks and rooms that any session has: nobody wants to choose what finds nothing. */
function inUse({ sessions, tracks, rooms }: Released): Pick<Released, 'tracks' | 'rooms'> {
  const used = new Set<string | null>(sessions.flatMap(({ track, room }) => [track, room]))
  return { tracks: tracks.filter(({ name }) => used.has(name)), rooms: rooms.filter(({ id }) => used.has(id)) }
}
