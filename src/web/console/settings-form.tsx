import { useState } from 'preact/hooks'
import { CODE_CHARS_MAX, DESCRIPTION_CHARS_MAX, FLAG_PREFIX_CHARS_MAX, MEETING_TITLE_CHARS_MAX } from '../../contract/limits.ts'
import type { ConsoleView, MeetingId, MeetingSettings } from '../../contract/meeting.schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, TextArea } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { DateParts } from './date-parts.tsx'
import { type Errors, firstWrong, useSaving } from './form.ts'
import { MeetingPictureParts } from './meeting-picture-parts.tsx'
import { useWords, type Words } from './words.ts'

interface SettingsProps {
  view: ConsoleView
  onSave: (settings: MeetingSettings) => Promise<void>
  /** Asks, and deletes. */
  onRemove: () => void
  onClose: () => void
}

/** The meeting's own settings, saved as a whole. */
export function SettingsForm({ view, onSave, onRemove, onClose }: SettingsProps) {
  const { console: words, common } = useWords()
  const all = useWords()
  const [draft, setDraft] = useState<MeetingSettings>(view.settings)
  const saving = useSaving(undefined, (refusal) => (refusal.code === 'conflict' ? words.settings.codeTaken : null))
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const [title, code] = [draft.title.trim(), draft.code.trim()]
    const clean = { ...draft, title, code, answerPrefix: draft.answerPrefix.trim(), flagPrefix: draft.flagPrefix.trim() }
    if (await saving.save(wrongIn(clean, all), () => onSave(clean))) onClose()
    else firstWrong(form)
  }
  return (
    <Dialog open title={words.settings.title} closeLabel={common.close} onClose={onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Parts meeting={view.id} draft={draft} errors={saving.errors} onChange={(part) => setDraft({ ...draft, ...part })} />
        <div class="dialog-actions">
          <Button kind="danger" onClick={onRemove}>
            {words.settings.remove}
          </Button>
          <span class="form-gap" />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface PartsProps {
  meeting: MeetingId
  draft: MeetingSettings
  errors: Errors
  onChange: (part: Partial<MeetingSettings>) => void
}

function Parts(props: PartsProps) {
  const { console: words } = useWords()
  const { draft, errors, onChange } = props
  return (
    <>
      <Field
        label={words.settings.name}
        dir="auto"
        autocomplete="off"
        maxLength={MEETING_TITLE_CHARS_MAX}
        value={draft.title}
        error={errors.title}
        onInput={(typed) => onChange({ title: typed.currentTarget.value })}
      />
      <TextArea
        label={words.settings.description}
        dir="auto"
        maxLength={DESCRIPTION_CHARS_MAX}
        value={draft.description}
        error={errors.description}
        onInput={(typed) => onChange({ description: typed.currentTarget.value })}
      />
      <MeetingPictureParts {...props} />
      <Field
        label={words.settings.code}
        hint={words.settings.codeHint}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={CODE_CHARS_MAX}
        value={draft.code}
        error={errors.code}
        onInput={(typed) => onChange({ code: typed.currentTarget.value })}
      />
      <Field
        label={words.settings.prefix}
        hint={words.settings.prefixHint}
        autocomplete="off"
        maxLength={1}
        value={draft.answerPrefix}
        error={errors.answerPrefix}
        onInput={(typed) => onChange({ answerPrefix: typed.currentTarget.value })}
      />
      <DateParts {...props} />
      <Checkbox
        label={words.settings.rewardFirst}
        checked={draft.rewardFirst}
        onChange={(ticked) => onChange({ rewardFirst: ticked.currentTarget.checked })}
      />
      <FlagParts {...props} />
      <Checkbox
        label={words.settings.listed}
        checked={draft.listed}
        onChange={(ticked) => onChange({ listed: ticked.currentTarget.checked })}
      />
    </>
  )
}

function FlagParts({ draft, errors, onChange }: PartsProps) {
  const { console: words } = useWords()
  return (
    <>
      <Checkbox
        label={words.settings.showFlags}
        checked={draft.showFlags}
        onChange={(ticked) => onChange({ showFlags: ticked.currentTarget.checked })}
      />
      {draft.showFlags && (
        <Field
          label={words.settings.flagPrefix}
          hint={words.settings.flagPrefixHint}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          dir="ltr"
          maxLength={FLAG_PREFIX_CHARS_MAX}
          value={draft.flagPrefix}
          error={errors.flagPrefix}
          onInput={(typed) => onChange({ flagPrefix: typed.currentTarget.value })}
        />
      )}
    </>
  )
}

function wrongIn(draft: MeetingSettings, { console: words }: Words): Errors {
  return {
    ...(draft.title === '' && { title: words.form.required }),
    ...(!/^[\p{L}\p{N}_-]{4,}$/u.test(draft.code) && { code: words.settings.codeForm }),
    ...(draft.startsAt && draft.endsAt && draft.endsAt < draft.startsAt && { endsAt: words.settings.endsBefore }),
    ...(!/^[!-/:-@[-`{-~]$/.test(draft.answerPrefix) && { answerPrefix: words.settings.prefixForm }),
    ...(!/^[^\s{}]*$/u.test(draft.flagPrefix) && { flagPrefix: words.settings.flagPrefixForm }),
  }
}
