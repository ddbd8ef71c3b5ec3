import { useState } from 'preact/hooks'
import type { ConsoleFlag, FlagId, PreparedFlag } from '../../../contract/flags.schema.ts'
import { freshId } from '../../../contract/ids.ts'
import {
  FLAG_CODE_CHARS_MAX,
  FLAG_DESCRIPTION_CHARS_MAX,
  FLAG_NAME_CHARS_MAX,
  FLAG_PICTURE_WORDS_CHARS_MAX,
  POINTS_PER_ACTIVITY_MAX,
} from '../../../contract/limits.ts'
import type { MeetingId } from '../../../contract/meeting.schema.ts'
import type { FlagsWords } from '../../../words/flags/en.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ask } from '../door.ts'
import { type Errors, firstWrong, useSaving } from '../form.ts'
import { PictureField } from '../picture-field.tsx'
import '../pages/pages.css'
import { useWords } from '../words.ts'

/** Numbers as they are typed. */
type Draft = Omit<PreparedFlag, 'points' | 'firstPoints'> & { points: string; firstPoints: string }

interface FormProps {
  meeting: MeetingId
  known: ConsoleFlag | null
  words: FlagsWords
  pages: PagesWords
  onSaved: () => void
  onClose: () => void
}

export function FlagForm({ meeting, known, words, pages, onSaved, onClose }: FormProps) {
  const { common, console: all } = useWords()
  const { form } = words
  const [id] = useState(() => known?.id ?? freshId<FlagId>(Date.now()))
  const [draft, setDraft] = useState<Draft>(() => draftOf(known?.prepared))
  const saving = useSaving(undefined, (refusal) => (refusal.path === 'body.code' ? form.codeTaken : null))
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const element = sent.currentTarget as HTMLFormElement
    const flag = { ...draft, name: draft.name.trim(), points: Number(draft.points), firstPoints: Number(draft.firstPoints) }
    const saved = await saving.save(wrongIn(draft, words, all.form.required), async () => {
      await ask('putFlag', { meeting, flag: id }, flag)
    })
    if (!saved) return firstWrong(element)
    onSaved()
    onClose()
  }
  return (
    <Dialog open title={known ? form.formEdit : form.formNew} closeLabel={common.close} onClose={onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Fields draft={draft} errors={saving.errors} words={form} onChange={(part) => setDraft({ ...draft, ...part })} />
        <PictureField
          picture={draft.picture}
          words={pages.picture}
          upload={(picture, bytes) => ask('putFlagPicture', { meeting, picture }, { bytes })}
          onChange={(picture) => setDraft({ ...draft, picture })}
        />
        {draft.picture && (
          <Field
            label={form.pictureWords}
            dir="auto"
            autocomplete="off"
            maxLength={FLAG_PICTURE_WORDS_CHARS_MAX}
            value={draft.pictureWords}
            error={saving.errors.pictureWords}
            onInput={(typed) => setDraft({ ...draft, pictureWords: typed.currentTarget.value })}
          />
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  draft: Draft
  errors: Errors
  words: FlagsWords['form']
  onChange: (part: Partial<Draft>) => void
}

function Fields({ draft, errors, words, onChange }: FieldsProps) {
  return (
    <>
      <Field
        label={words.name}
        dir="auto"
        autocomplete="off"
        autofocus
        maxLength={FLAG_NAME_CHARS_MAX}
        value={draft.name}
        error={errors.name}
        onInput={(typed) => onChange({ name: typed.currentTarget.value })}
      />
      <Field
        label={words.code}
        hint={words.codeHint}
        dir="ltr"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={FLAG_CODE_CHARS_MAX}
        value={draft.code}
        error={errors.code}
        onInput={(typed) => onChange({ code: typed.currentTarget.value })}
      />
      <TextArea
        label={words.description}
        hint={words.descriptionHint}
        dir="auto"
        maxLength={FLAG_DESCRIPTION_CHARS_MAX}
        value={draft.description}
        error={errors.description}
        onInput={(typed) => onChange({ description: typed.currentTarget.value })}
      />
      {(['points', 'firstPoints'] as const).map((which) => (
        <Field
          key={which}
          label={words[which]}
          type="number"
          inputMode="numeric"
          min={0}
          max={POINTS_PER_ACTIVITY_MAX}
          step={1}
          value={draft[which]}
          error={errors[which]}
          onInput={(typed) => onChange({ [which]: typed.currentTarget.value })}
        />
      ))}
    </>
  )
}

const draftOf = (known?: PreparedFlag): Draft => ({
  ...(known ?? { code: '', name: '', description: '', picture: null, pictureWords: '' }),
  points: String(known?.points ?? 1),
  firstPoints: String(known?.firstPoints ?? 1),
})

function wrongIn(draft: Draft, { form }: FlagsWords, required: string): Errors {
  const isPoints = (typed: string) => /^\d+$/.test(typed.trim()) && Number(typed) <= POINTS_PER_ACTIVITY_MAX
  const wrongPoints = form.pointsForm(POINTS_PER_ACTIVITY_MAX)
  return {
    ...(draft.name.trim() === '' && { name: required }),
    ...(!/^[A-Za-z0-9]{1,50}$/.test(draft.code) && { code: draft.code ? form.codeForm : required }),
    ...(!isPoints(draft.points) && { points: wrongPoints }),
    ...(!isPoints(draft.firstPoints) && { firstPoints: wrongPoints }),
  }
}
