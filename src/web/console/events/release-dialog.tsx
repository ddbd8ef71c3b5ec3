import { useId, useState } from 'preact/hooks'
import { LABEL_CHARS_MAX } from '../../../contract/limits.ts'
import type { EventId } from '../../../contract/meeting.schema.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSaving } from '../form.ts'
import { useWords } from '../words.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'

interface ReleaseProps extends Pick<TabProps, 'words'> {
  event: EventId
  /** As the programme calls itself. */
  suggested: string
  onClose: () => void
  onReleased: () => void
}

/** How the release is called, and why it is made. */
export function ReleaseDialog({ event, words, suggested, onClose, onReleased }: ReleaseProps) {
  const { common } = useWords()
  const form = useId()
  const [version, setVersion] = useState(suggested)
  const [note, setNote] = useState('')
  const saving = useSaving()
  const { schedule } = words
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    if (await saving.save({}, async () => void (await acts.release(event, { version: version.trim(), note: note.trim() }))))
      onReleased()
  }
  return (
    <Dialog
      open
      title={schedule.releaseTitle}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <button type="submit" form={form} class="button button-primary" aria-busy={saving.busy}>
            <span class="button-face">{schedule.release}</span>
          </button>
        </>
      }
    >
      <form id={form} class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field
          label={schedule.version}
          hint={schedule.versionHint}
          error={saving.errors.version}
          value={version}
          maxLength={LABEL_CHARS_MAX}
          onInput={(typed) => setVersion(typed.currentTarget.value)}
        />
        <Field
          label={schedule.note}
          hint={schedule.noteHint}
          error={saving.errors.note}
          value={note}
          maxLength={LABEL_CHARS_MAX}
          dir="auto"
          onInput={(typed) => setNote(typed.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
