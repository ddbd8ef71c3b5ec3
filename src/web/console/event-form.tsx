import { useState } from 'preact/hooks'
import type { EventCard } from '../../contract/cards.schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ask } from './door.ts'
import { type Errors, firstWrong, useSaving } from './form.ts'
import { useWords, type Words } from './words.ts'

const TITLE_CHARS_MAX = 100
const ID_CHARS_MAX = 40

type EventDraft = Record<'id' | 'title' | 'timeZone' | 'startsOn' | 'endsOn', string>

function emptyDraft(): EventDraft {
  const today = new Date().toLocaleDateString('sv')
  return { id: '', title: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, startsOn: today, endsOn: today }
}

/** Makes an event, or changes one: its short name stays, for addresses are made of it. */
export function EventForm(props: { known: EventCard | null; onSaved: () => void; onClose: () => void }) {
  const { known, onSaved, onClose } = props
  const all = useWords()
  const { console: words, common } = all
  const [draft, setDraft] = useState<EventDraft>(() => (known ? { ...known } : emptyDraft()))
  const saving = useSaving((path) => path.replace(/^body\./, ''))
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const { id, timeZone, startsOn, endsOn } = draft
    const saved = await saving.save(wrongIn(draft, all), async () => {
      await ask('createEvent', { event: id as EventCard['id'] }, { title: draft.title.trim(), timeZone, startsOn, endsOn })
    })
    if (saved) onSaved()
    else firstWrong(form)
  }
  const part = (name: keyof EventDraft) => ({
    value: draft[name],
    error: saving.errors[name],
    onInput: (typed: { currentTarget: { value: string } }) => setDraft({ ...draft, [name]: typed.currentTarget.value }),
  })
  return (
    <Dialog open title={known ? words.events.change(known.title) : words.events.add} closeLabel={common.close} onClose={onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field label={words.events.name} dir="auto" autocomplete="off" maxLength={TITLE_CHARS_MAX} {...part('title')} />
        {!known && (
          <Field
            label={words.events.id}
            hint={words.events.idHint}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={ID_CHARS_MAX}
            {...part('id')}
          />
        )}
        <div class="form-pair">
          <Field type="date" label={words.events.startsOn} {...part('startsOn')} />
          <Field type="date" label={words.events.endsOn} {...part('endsOn')} />
        </div>
        <Select
          label={words.events.timeZone}
          value={draft.timeZone}
          error={saving.errors.timeZone}
          onChange={(chosen) => setDraft({ ...draft, timeZone: chosen.currentTarget.value })}
        >
          {zonesWith(draft.timeZone).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
        <div class="dialog-actions">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {known ? common.save : words.events.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const zonesWith = (own: string): string[] => [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()

function wrongIn(draft: EventDraft, { console: words }: Words): Errors {
  return {
    ...(draft.title.trim() === '' && { title: words.form.required }),
    ...(!/^[a-z0-9][a-z0-9-]{0,39}$/.test(draft.id) && { id: words.events.idHint }),
    ...(draft.startsOn === '' && { startsOn: words.form.required }),
    ...((draft.endsOn === '' || draft.endsOn < draft.startsOn) && { endsOn: words.events.endsEarly }),
  }
}
