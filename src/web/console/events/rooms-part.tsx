import { useState } from 'preact/hooks'
import { ADDRESS_CHARS_MAX, LABEL_CHARS_MAX, ROOM_NAME_CHARS_MAX } from '../../../contract/limits.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { iconTrash } from '../../ui/icon.tsx'
import { useWords } from '../words.ts'
import type { RoomDraft } from './plan-draft.ts'
import type { PlanPartProps } from './rooms-tab.tsx'

/** Rooms with what is said of them. */
export function RoomsPart({ words, draft, put, wrong }: PlanPartProps) {
  return (
    <>
      {draft.rooms.map((room) => (
        <RoomFields
          key={room.id}
          room={room}
          words={words}
          wrong={wrong}
          onChange={(part) =>
            put({ ...draft, rooms: draft.rooms.map((one) => (one.id === room.id ? { ...one, ...part } : one)) })
          }
          onDrop={() => put({ ...draft, rooms: draft.rooms.filter(({ id }) => id !== room.id) })}
        />
      ))}
    </>
  )
}

interface FieldsProps extends Pick<PlanPartProps, 'words' | 'wrong'> {
  room: RoomDraft
  onChange: (part: Partial<RoomDraft>) => void
  onDrop: () => void
}

function RoomFields({ room, words, wrong, onChange, onDrop }: FieldsProps) {
  const { console: all } = useWords()
  const { icons } = words.rooms
  const known = Object.keys(icons) as (keyof typeof icons)[]
  const part = (name: 'name' | 'about' | 'iconText' | 'capacity' | 'link') => ({
    value: room[name],
    error: wrong.has(`${room.id} ${name}`) ? all.form.unfit : undefined,
    onInput: (typed: { currentTarget: { value: string } }) => onChange({ [name]: typed.currentTarget.value }),
  })
  // One that was just added is open, and so is one with something wrong in it; all others stay as people leave them.
  const [isNew] = useState(room.name === '')
  const hasWrong = [...wrong].some((one) => one.startsWith(`${room.id} `))
  const isOther = room.icon !== '' && !known.some((one) => one === room.icon)
  return (
    <details class="events-details" open={isNew || hasWrong}>
      <summary>
        <bdi>{room.name || words.rooms.name}</bdi>
        {room.about && (
          <span class="quiet small">
            <bdi>{room.about}</bdi>
          </span>
        )}
      </summary>
      <div class="events-room">
        <Field label={words.rooms.name} maxLength={ROOM_NAME_CHARS_MAX} dir="auto" {...part('name')} />
        <Field label={words.rooms.about} maxLength={LABEL_CHARS_MAX} dir="auto" {...part('about')} />
        <Field type="number" label={words.rooms.capacity} min={0} {...part('capacity')} />
        <Select
          label={words.rooms.icon}
          value={room.icon || 'none'}
          onChange={(chosen) => onChange({ icon: chosen.currentTarget.value === 'none' ? '' : chosen.currentTarget.value })}
        >
          {known.map((one) => (
            <option key={one} value={one}>
              {icons[one]}
            </option>
          ))}
          {isOther && <option value={room.icon}>{room.icon}</option>}
        </Select>
        {room.icon !== '' && <Field label={words.rooms.iconText} maxLength={LABEL_CHARS_MAX} dir="auto" {...part('iconText')} />}
        <Field type="url" label={words.rooms.link} maxLength={ADDRESS_CHARS_MAX} dir="ltr" {...part('link')} />
      </div>
      <Button icon={iconTrash} onClick={onDrop}>
        {words.rooms.removeRoom}
        <span class="unseen"> {room.name}</span>
      </Button>
    </details>
  )
}
