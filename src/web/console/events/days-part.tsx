import { LABEL_CHARS_MAX, SLOT_CODE_CHARS_MAX } from '../../../contract/limits.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { iconPlus, iconTrash } from '../../ui/icon.tsx'
import { useWords } from '../words.ts'
import { type DayDraft, type SlotDraft, withSlot } from './plan-draft.ts'
import type { PlanPartProps } from './rooms-tab.tsx'

/** Days with their slots. */
export function DaysPart({ words, draft, put, wrong }: PlanPartProps) {
  const { console: all } = useWords()
  const error = (key: string, field: string) => (wrong.has(`${key} ${field}`) ? all.form.unfit : undefined)
  const change = (key: string, part: Partial<DayDraft>) =>
    put({ ...draft, days: draft.days.map((day) => (day.key === key ? { ...day, ...part } : day)) })
  const changeSlot = (day: DayDraft, key: string, part: Partial<SlotDraft>) =>
    change(day.key, { slots: day.slots.map((slot) => (slot.key === key ? { ...slot, ...part } : slot)) })
  return (
    <>
      {draft.days.map((day) => (
        <fieldset key={day.key} class="events-fieldset">
          <legend>{day.name || words.rooms.dayName}</legend>
          <div class="events-bar">
            <Field
              label={words.rooms.dayName}
              value={day.name}
              error={error(day.key, 'name')}
              maxLength={LABEL_CHARS_MAX}
              onInput={(typed) => change(day.key, { name: typed.currentTarget.value })}
            />
            <Field
              type="date"
              label={words.rooms.dayDate}
              value={day.date}
              error={error(day.key, 'date')}
              onInput={(typed) => change(day.key, { date: typed.currentTarget.value })}
            />
            <Button icon={iconTrash} onClick={() => put({ ...draft, days: draft.days.filter(({ key }) => key !== day.key) })}>
              {words.rooms.removeDay}
              <span class="unseen"> {day.name}</span>
            </Button>
          </div>
          {day.slots.map((slot) => (
            <SlotRow
              key={slot.key}
              slot={slot}
              words={words}
              error={(field) => error(slot.key, field)}
              onChange={(part) => changeSlot(day, slot.key, part)}
              onDrop={() => change(day.key, { slots: day.slots.filter(({ key }) => key !== slot.key) })}
            />
          ))}
          <div>
            <Button icon={iconPlus} onClick={() => put(withSlot(draft, day.key, Date.now()))}>
              {words.rooms.addSlot}
              <span class="unseen">: {day.name}</span>
            </Button>
          </div>
        </fieldset>
      ))}
    </>
  )
}

interface SlotRowProps extends Pick<PlanPartProps, 'words'> {
  slot: SlotDraft
  error: (field: string) => string | undefined
  onChange: (part: Partial<SlotDraft>) => void
  onDrop: () => void
}

function SlotRow({ slot, words, error, onChange, onDrop }: SlotRowProps) {
  return (
    <div class="events-slot">
      <Field
        label={words.rooms.code}
        value={slot.code}
        error={error('code')}
        maxLength={SLOT_CODE_CHARS_MAX}
        autocapitalize="off"
        spellcheck={false}
        onInput={(typed) => onChange({ code: typed.currentTarget.value })}
      />
      <Field
        label={words.rooms.label}
        value={slot.label}
        maxLength={LABEL_CHARS_MAX}
        onInput={(typed) => onChange({ label: typed.currentTarget.value })}
      />
      <Field
        type="time"
        label={words.rooms.starts}
        value={slot.starts}
        onInput={(typed) => onChange({ starts: typed.currentTarget.value })}
      />
      <Field
        type="number"
        label={words.rooms.minutes}
        value={slot.minutes}
        min={1}
        error={error('minutes')}
        onInput={(typed) => onChange({ minutes: typed.currentTarget.value })}
      />
      <IconButton icon={iconTrash} label={`${words.rooms.removeSlot} ${slot.code}`} onClick={onDrop} />
    </div>
  )
}
