import { useState } from 'preact/hooks'
import type { EventCard } from '../../contract/cards.schema.ts'
import { freshId } from '../../contract/ids.ts'
import { MEETING_FILE_BYTES_MAX, MEETING_TITLE_CHARS_MAX } from '../../contract/limits.ts'
import type { EventId, MeetingId } from '../../contract/meeting.schema.ts'
import type { MeetingFile } from '../../contract/moving.schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { type Details, given, MoreDetails, noDetails, wrongIn } from './details-of-new.tsx'
import { ask } from './door.ts'
import { firstWrong, useSaving } from './form.ts'
import { meetingPlace } from './places.ts'
import { useWords } from './words.ts'

/** A title is enough to begin; the id is made here, so that pressing twice makes one meeting. */
export function NewMeetingForm({ events, onClose }: { events: readonly EventCard[]; onClose: () => void }) {
  const { console: words, common } = useWords()
  const [id] = useState(() => freshId<MeetingId>(Date.now()))
  const [title, setTitle] = useState('')
  const [details, setDetails] = useState<Details>(noDetails)
  const [event, setEvent] = useState<EventId | null>(null)
  const [file, setFile] = useState<MeetingFile | null>(null)
  const saving = useSaving(
    (path) => (path.startsWith('body.file') ? 'file' : path.replace(/^body\./, '')),
    ({ code, path }) => (code === 'conflict' && path === 'body.code' ? words.settings.codeTaken : null),
  )
  const look = async (chosen: File) => {
    setFile(null)
    await saving.save({ file: chosen.size > MEETING_FILE_BYTES_MAX ? words.moving.fromUnfit : undefined }, async () => {})
    if (chosen.size > MEETING_FILE_BYTES_MAX) return
    const found = await meetingIn(chosen)
    if (!found) return void saving.save({ file: words.moving.fromUnfit }, async () => {})
    setFile(found)
    if (title.trim() === '') setTitle(String(found.settings.title).slice(0, MEETING_TITLE_CHARS_MAX))
  }
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const wrong = { ...(title.trim() === '' && { title: words.form.required }), ...(!file && wrongIn(details, words)) }
    const made = await saving.save(wrong, async () => {
      const named = title.trim()
      if (!file) return void (await ask('createMeeting', { meeting: id }, { title: named, event, ...given(details) }))
      await ask('takeMeetingFile', { meeting: id }, { event, file: { ...file, settings: { ...file.settings, title: named } } })
    })
    if (made) location.assign(meetingPlace(id))
    else firstWrong(form)
  }
  return (
    <Dialog open title={words.meetings.fresh.title} closeLabel={common.close} onClose={onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field
          label={words.meetings.fresh.field}
          dir="auto"
          autocomplete="off"
          autofocus
          maxLength={MEETING_TITLE_CHARS_MAX}
          value={title}
          error={saving.errors.title}
          onInput={(typed) => setTitle(typed.currentTarget.value)}
        />
        {events.length > 0 && <EventSelect events={events} event={event} error={saving.errors.event} onChosen={setEvent} />}
        {!file && (
          <MoreDetails
            meeting={id}
            draft={details}
            errors={saving.errors}
            onChange={(part) => setDetails({ ...details, ...part })}
          />
        )}
        <FileField error={saving.errors.file} onChosen={(one) => void look(one)} />
        <div class="dialog-actions">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {words.meetings.fresh.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface EventProps {
  events: readonly EventCard[]
  event: EventId | null
  error: string | undefined
  onChosen: (event: EventId | null) => void
}

function EventSelect({ events, event, error, onChosen }: EventProps) {
  const { fresh } = useWords().console.meetings
  return (
    <Select
      label={fresh.event}
      value={event ?? ''}
      error={error}
      onChange={(chosen) => onChosen((chosen.currentTarget.value || null) as EventId | null)}
    >
      <option value="">{fresh.noEvent}</option>
      {events.map((one) => (
        <option key={one.id} value={one.id}>
          {one.title}
        </option>
      ))}
    </Select>
  )
}

function FileField({ error, onChosen }: { error: string | undefined; onChosen: (file: File) => void }) {
  const { moving } = useWords().console
  return (
    <label class="field">
      <span class="field-label">{moving.from}</span>
      <span class="field-hint">{moving.fromHint}</span>
      <input
        type="file"
        class="input"
        accept=".json,application/json"
        aria-invalid={error ? true : undefined}
        onChange={(chosen) => {
          const [one] = chosen.currentTarget.files ?? []
          if (one) onChosen(one)
        }}
      />
      {error && <span class="field-error">{error}</span>}
    </label>
  )
}

/** What looks like the document of a meeting; the server reads it in full. */
async function meetingIn(file: File): Promise<MeetingFile | null> {
  try {
    const said = JSON.parse(await file.text())
    return said?.plenary === 'meeting' && typeof said.settings?.title === 'string' ? said : null
  } catch {
    return null
  }
}
