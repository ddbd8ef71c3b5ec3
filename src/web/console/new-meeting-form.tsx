import { useState } from 'preact/hooks'
import type { EventCard } from '../../contract/cards.schema.ts'
import { freshId } from '../../contract/ids.ts'
import { MEETING_TITLE_CHARS_MAX } from '../../contract/limits.ts'
import type { EventId, MeetingId } from '../../contract/meeting.schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ask } from './door.ts'
import { firstWrong, useSaving } from './form.ts'
import { meetingPlace } from './places.ts'
import { useWords } from './words.ts'

/** A title is enough to begin; the id is made here, so that pressing twice makes one meeting. */
export function NewMeetingForm({ events, onClose }: { events: readonly EventCard[]; onClose: () => void }) {
  const { console: words, common } = useWords()
  const [id] = useState(() => freshId<MeetingId>(Date.now()))
  const [title, setTitle] = useState('')
  const [event, setEvent] = useState<EventId | null>(null)
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const wrong = title.trim() === '' ? { title: words.form.required } : {}
    const made = await saving.save(wrong, async () => {
      await ask('createMeeting', { meeting: id }, { title: title.trim(), event })
    })
    if (made) location.assign(meetingPlace(id))
    else firstWrong(form)
  }
  return (
    <Dialog open title={words.newMeeting.title} closeLabel={common.close} onClose={onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field
          label={words.newMeeting.field}
          dir="auto"
          autocomplete="off"
          autofocus
          maxLength={MEETING_TITLE_CHARS_MAX}
          value={title}
          error={saving.errors.title}
          onInput={(typed) => setTitle(typed.currentTarget.value)}
        />
        {events.length > 0 && (
          <Select
            label={words.newMeeting.event}
            value={event ?? ''}
            error={saving.errors.event}
            onChange={(chosen) => setEvent((chosen.currentTarget.value || null) as EventId | null)}
          >
            <option value="">{words.newMeeting.noEvent}</option>
            {events.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </Select>
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {words.newMeeting.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
