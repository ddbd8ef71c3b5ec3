import { useState } from 'preact/hooks'
import type { ActivityId, ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import { freshId } from '../../contract/ids.ts'
import {
  DESCRIPTION_CHARS_MAX,
  NOTES_CHARS_MAX,
  POINTS_PER_ACTIVITY_MAX,
  SCALE_LABEL_CHARS_MAX,
  TITLE_CHARS_MAX,
  WORDS_PER_PERSON_MAX,
} from '../../contract/limits.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, TextArea } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { ChoicesField } from './choices-field.tsx'
import { Confirm, type Question } from './confirm.tsx'
import { type Draft, draftOf, faultsOf, fieldOf, freshChoice, freshDraft, preparedFrom } from './draft.ts'
import { type Errors, firstWrong, useSaving } from './form.ts'
import { KindChoice } from './kind-choice.tsx'
import { useWords } from './words.ts'

const freshChoiceId = () => freshId<ChoiceId>(Date.now())

interface ActivityFormProps {
  /** Null adds a new one. */
  known: { id: ActivityId; prepared: PreparedActivity } | null
  /** In front of the audience: to be read, not changed. */
  locked: boolean
  /** @throws Refused, whose path finds its field */
  onSave: (id: ActivityId, prepared: PreparedActivity) => Promise<void>
  onClose: () => void
}

/** Adds or changes an activity; saved as a whole. What was typed is not thrown away without asking. */
export function ActivityForm({ known, locked, onSave, onClose }: ActivityFormProps) {
  const { console: words, common } = useWords()
  const [id] = useState(() => known?.id ?? freshId<ActivityId>(Date.now()))
  const [first] = useState(() => (known ? draftOf(known.prepared, freshChoiceId) : freshDraft('poll', freshChoiceId)))
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
            <Parts draft={draft} errors={saving.errors} onChange={(part) => setDraft({ ...draft, ...part })} />
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

interface PartsProps {
  draft: Draft
  errors: Errors
  onChange: (part: Partial<Draft>) => void
}

function Parts({ draft, errors, onChange }: PartsProps) {
  const { console: words } = useWords()
  return (
    <>
      <Field
        label={draft.kind === 'text' ? words.form.slideTitle : words.form.question}
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
      <KindParts draft={draft} errors={errors} onChange={onChange} />
      {draft.kind !== 'text' && (
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

function KindParts({ draft, errors, onChange }: PartsProps) {
  const { console: words } = useWords()
  switch (draft.kind) {
    case 'text':
      return null
    case 'poll':
      return (
        <>
          <ChoicesField
            choices={draft.choices}
            errors={errors}
            quiz={false}
            freshId={freshChoiceId}
            onChange={(choices) => onChange({ choices })}
          />
          <div>
            <Checkbox
              label={words.form.multiple}
              checked={draft.multiple}
              onChange={(ticked) => onChange({ multiple: ticked.currentTarget.checked })}
            />
            <Checkbox
              label={words.form.live}
              checked={draft.liveOnStage}
              onChange={(ticked) => onChange({ liveOnStage: ticked.currentTarget.checked })}
            />
          </div>
        </>
      )
    case 'quiz':
      return <QuizParts draft={draft} errors={errors} onChange={onChange} />
    case 'scale':
      return (
        <>
          <Field
            label={words.form.low}
            dir="auto"
            maxLength={SCALE_LABEL_CHARS_MAX}
            value={draft.low}
            onInput={(typed) => onChange({ low: typed.currentTarget.value })}
          />
          <Field
            label={words.form.high}
            dir="auto"
            maxLength={SCALE_LABEL_CHARS_MAX}
            value={draft.high}
            onInput={(typed) => onChange({ high: typed.currentTarget.value })}
          />
        </>
      )
    case 'cloud':
      return (
        <Field
          type="number"
          label={words.form.words}
          min={1}
          max={WORDS_PER_PERSON_MAX}
          value={draft.wordsPerPerson}
          error={errors.wordsPerPersonMax}
          onInput={(typed) => onChange({ wordsPerPerson: typed.currentTarget.value })}
        />
      )
  }
}

/** The choices with a mark for the right ones, and what they are worth. */
function QuizParts({ draft, errors, onChange }: PartsProps) {
  const { console: words } = useWords()
  const isBlank = draft.choices.every(({ text }) => text.trim() === '')
  const trueFalse = () =>
    onChange({
      choices: [words.form.trueWord, words.form.falseWord].map((text, i) => ({
        ...freshChoice(freshChoiceId),
        text,
        right: i === 0,
      })),
    })
  return (
    <>
      <ChoicesField
        quiz
        choices={draft.choices}
        errors={errors}
        freshId={freshChoiceId}
        onChange={(choices) => onChange({ choices })}
      />
      {isBlank && (
        <div>
          <Button onClick={trueFalse}>{words.form.trueFalse}</Button>
        </div>
      )}
      <div class="form-row">
        {(['points', 'firstPoints', 'penalty'] as const).map((field) => (
          <Field
            key={field}
            type="number"
            label={words.form[field]}
            min={0}
            max={POINTS_PER_ACTIVITY_MAX}
            value={draft[field]}
            error={errors[field]}
            onInput={(typed) => onChange({ [field]: typed.currentTarget.value })}
          />
        ))}
      </div>
      <Checkbox
        label={words.form.speed}
        checked={draft.speed}
        onChange={(ticked) => onChange({ speed: ticked.currentTarget.checked })}
      />
    </>
  )
}
