import { POINTS_PER_ACTIVITY_MAX } from '../../../contract/limits.ts'
import { freshOne } from '../../console/form.ts'
import { useWords } from '../../console/words.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { ChoicesField, countsIn } from '../choices/choices-field.tsx'
import { freshChoice } from '../choices/draft.ts'
import { ChoicesLive } from '../choices/form.tsx'
import type { ConsoleKind, PartsProps } from '../form.ts'
import { pointFields } from './draft.ts'

/** The choices with a mark for the right ones, and what they are worth. */
function QuizParts({ draft, errors, tally, onChange }: PartsProps) {
  const { form } = useWords().console
  const isBlank = draft.choices.every(({ text }) => text.trim() === '')
  const trueFalse = () =>
    onChange({
      choices: [form.trueWord, form.falseWord].map((text, i) => ({ ...freshChoice(freshOne), text, right: i === 0 })),
    })
  return (
    <>
      <ChoicesField
        hint={form.rightHint}
        choices={draft.choices}
        errors={errors}
        freshId={freshOne}
        counts={countsIn(tally)}
        onChange={(choices) => onChange({ choices })}
      />
      {isBlank && (
        <div>
          <Button onClick={trueFalse}>{form.trueFalse}</Button>
        </div>
      )}
      <div class="form-row">
        {pointFields.map((field) => (
          <Field
            key={field}
            type="number"
            label={form[field]}
            min={0}
            max={POINTS_PER_ACTIVITY_MAX}
            value={draft[field]}
            error={errors[field]}
            onInput={(typed) => onChange({ [field]: typed.currentTarget.value })}
          />
        ))}
      </div>
      <Checkbox
        label={form.speed}
        checked={draft.speed}
        onChange={(ticked) => onChange({ speed: ticked.currentTarget.checked })}
      />
    </>
  )
}

export const quiz: ConsoleKind<'quiz'> = {
  icon: 'M9 9a3 3 0 1 1 4 2.8c-.8.3-1 1-1 2.2M12 17.5h.01M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18z',
  Parts: QuizParts,
  Live: ChoicesLive,
}
