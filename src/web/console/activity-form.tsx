import { useState } from 'preact/hooks'
import type { ActivityId, PreparedActivity } from '../../contract/activity.schema.ts'
import { freshId } from '../../contract/ids.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import { DESCRIPTION_CHARS_MAX, NOTES_CHARS_MAX, TITLE_CHARS_MAX } from '../../contract/limits.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { PartsProps } from '../kinds/form.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, TextArea } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Confirm, type Question } from './confirm.tsx'
import { draftOf, faultsOf, fieldOf, freshDraft, preparedFrom } from './draft.ts'
import { firstWrong, freshOne, useSaving } from './form.ts'
import { KindChoice } from './kind-choice.tsx'
import { kindOf } from './kinds.ts'
import { useWords } from './words.ts'

interface ActivityFormProps {
  meeting: MeetingId
  /** Null adds a new one. */
  known: { id: ActivityId; prepared: PreparedActivity } | null
  /** In front of the audience: to be read, not changed. */
  locked: boolean
  /** @throws Refused, whose path finds its field */
  onSave: (id: ActivityId, prepared: PreparedActivity) => Promise<void>
  onClose: () => void
}

/** Adds or changes an activity; saved as a whole. What was typed is not thrown away without asking. */
export function ActivityForm({ meeting, known, locked, onSave, onClose }: ActivityFormProps) {
  const { console: words, common } = useWords()
  const [id] = useState(() => known?.id ?? freshId<ActivityId>(Date.now()))
  const [first] = useState(() => (known ? draftOf(known.prepared, freshOne) : freshDraft('poll', freshOne)))
  const [draft, setDraft] = useState(first)
  const [question, ask] = useState<Question | null>(null)
  const saving = useSaving((path) => fieldOf(draft, path))
  const leave = () => {
    if (locked || JSON.stringify(draft) === JSON.stringify(first)) return onClose()
    const { discard, discardText, discardGo, keepEditing } = words.form
    ask({ title: discard, text: discardText, go: discardGo, stay: keepEditing, danger: true, onGo: onClose })
  }
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const faults = Object.entries(faultsOf(draft)).map(([field, fault]) => [field, words.form[fault]])
    const saved = await saving.save(Object.fromEntries(faults), () => onSave(id, preparedFrom(draft)))
    if (saved) onClose()
    else firstWrong(form)
  }
  const title = known ? words.form.edit[draft.kind] : words.form.add[draft.kind]
  return (
    <>
      <Dialog open={question === null} title={title} closeLabel={common.close} onClose={leave}>
        <form class="form" noValidate onSubmit={submit}>
          {locked && <Notice tone="info">{words.form.locked}</Notice>}
          {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
          <fieldset class="form" disabled={locked}>
            {!known && <KindChoice chosen={draft.kind} onChoose={(kind) => setDraft({ ...draft, kind })} />}
            <Parts draft={draft} errors={saving.errors} meeting={meeting} onChange={(part) => setDraft({ ...draft, ...part })} />
          </fieldset>
          <div class="dialog-actions">
            <Button onClick={leave}>{locked ? common.close : common.cancel}</Button>
            {!locked && (
              <Button kind="primary" type="submit" busy={saving.busy}>
                {common.save}
              </Button>
            )}
          </div>
        </form>
      </Dialog>
      <Confirm question={question} onClose={() => ask(null)} />
    </>
  )
}

function Parts({ draft, errors, meeting, onChange }: PartsProps) {
  const { console: words } = useWords()
  const isAnswered = takesAnswers(draft)
  const KindParts = kindOf(draft.kind).Parts
  return (
    <>
      <Field
        label={isAnswered ? words.form.question : words.form.slideTitle}
        dir="auto"
        autocomplete="off"
        maxLength={TITLE_CHARS_MAX}
        value={draft.title}
        error={errors.title}
        onInput={(typed) => onChange({ title: typed.currentTarget.value })}
      />
      <TextArea
        label={words.form.description}
        hint={words.form.descriptionHint}
        dir="auto"
        maxLength={DESCRIPTION_CHARS_MAX}
        value={draft.description}
        error={errors.description}
        onInput={(typed) => onChange({ description: typed.currentTarget.value })}
      />
      {KindParts && <KindParts draft={draft} errors={errors} meeting={meeting} onChange={onChange} />}
      {isAnswered && (
        <Field
          label={words.form.seconds}
          hint={words.form.secondsHint}
          inputMode="numeric"
          autocomplete="off"
          placeholder={words.steer.timerNone}
          value={draft.seconds}
          error={errors.seconds}
          onInput={(typed) => onChange({ seconds: typed.currentTarget.value })}
        />
      )}
      <TextArea
        label={words.form.notes}
        hint={words.form.notesHint}
        dir="auto"
        maxLength={NOTES_CHARS_MAX}
        value={draft.notes}
        error={errors.notes}
        onInput={(typed) => onChange({ notes: typed.currentTarget.value })}
      />
    </>
  )
}
