import { useState } from 'preact/hooks'
import type { Tally } from '../../../contract/activity.schema.ts'
import type { FilterLanguage, Guard, GuardPatch } from '../../../contract/guard.schema.ts'
import type { ConsoleView } from '../../../contract/meeting.schema.ts'
import type { OrderWords } from '../../../words/order/en.ts'
import { useDoorCode } from '../../lib/use-door-code.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { iconPeople } from '../../ui/icon.tsx'
import { Checkbox, Switch } from '../../ui/tick.tsx'
import { ask, refusedBy } from '../door.ts'
import type { Teller } from '../toasts.ts'
import { useWords } from '../words.ts'
import { PeopleDialog } from './people-dialog.tsx'
import { ReviewPanel } from './review-panel.tsx'
import './room.css'
import { useOrderWords } from './words.ts'

const filters = ['names and words', 'names', 'off'] as const satisfies readonly Guard['filter'][]
const filterLanguages = ['en', 'fr', 'tr'] as const satisfies readonly FilterLanguage[]

interface RoomProps {
  view: ConsoleView
  tally: Tally | null
  teller: Teller
}

/** Who comes in, who stays, and which words go on the wall. What is switched here holds at once. */
export function RoomPanel({ view, tally, teller }: RoomProps) {
  const { console } = useWords()
  const words = useOrderWords()
  const [isOpen, setOpen] = useState(false)
  const tell = (error: unknown) => teller.tell('bad', refusedBy(error)?.message ?? console.failed.offline)
  const change = (guard: GuardPatch) => void ask('changeMeeting', { meeting: view.id }, { guard }).catch(tell)
  if (!words) return null
  const { guard } = view.settings
  return (
    <section class="panel" aria-labelledby="room-title">
      <h2 id="room-title">{words.title}</h2>
      <DoorPart view={view} words={words} onChange={change} />
      <div>
        <Button icon={iconPeople} onClick={() => setOpen(true)}>
          {words.people.open}
        </Button>
      </div>
      <FilterPart guard={guard} words={words} onChange={change} />
      <Switch
        label={words.review.label}
        hint={words.review.hint}
        checked={guard.review}
        onChange={(ticked) => change({ review: ticked.currentTarget.checked })}
      />
      <ReviewPanel view={view} tally={tally} words={words} onFailed={tell} />
      {isOpen && <PeopleDialog meeting={view.id} words={words} teller={teller} onClose={() => setOpen(false)} />}
    </section>
  )
}

interface PartProps {
  words: OrderWords
  onChange: (guard: GuardPatch) => void
}

function DoorPart({ view, words: { door }, onChange }: PartProps & { view: ConsoleView }) {
  const { locked, secondCode } = view.settings.guard
  const digits = useDoorCode(secondCode && !locked, () => ask('doorCode', { meeting: view.id }))
  return (
    <>
      <div>
        <Button onClick={() => onChange({ locked: !locked })}>{locked ? door.unlock : door.lock}</Button>
      </div>
      <p class="room-locked" role="status">
        {locked && door.locked}
      </p>
      <Switch
        label={door.second}
        hint={door.secondHint}
        checked={secondCode}
        onChange={(ticked) => onChange({ secondCode: ticked.currentTarget.checked })}
      />
      {digits && (
        <p class="room-digits">
          <span class="quiet small">{door.digits}</span>
          <b dir="ltr">{digits}</b>
        </p>
      )}
    </>
  )
}

function FilterPart({ guard, words: { filter }, onChange }: PartProps & { guard: Guard }) {
  const toggled = (language: FilterLanguage) =>
    filterLanguages.filter((one) => (one === language) !== guard.languages.includes(one))
  return (
    <>
      <Select
        label={filter.label}
        value={guard.filter}
        onChange={(chosen) => onChange({ filter: chosen.currentTarget.value as Guard['filter'] })}
      >
        {filters.map((one) => (
          <option key={one} value={one}>
            {filter.choices[one]}
          </option>
        ))}
      </Select>
      {guard.filter !== 'off' && (
        <fieldset class="room-languages">
          <legend class="field-label">{filter.languages}</legend>
          {filterLanguages.map((one) => (
            <Checkbox
              key={one}
              label={filter.names[one]}
              checked={guard.languages.includes(one)}
              onChange={() => onChange({ languages: toggled(one) })}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}
