import { freshOne } from '../../console/form.ts'
import { useWords } from '../../console/words.ts'
import { Checkbox } from '../../ui/tick.tsx'
import { ChoicesField, countsIn } from '../choices/choices-field.tsx'
import { ChoicesLive } from '../choices/form.tsx'
import type { ConsoleKind, PartsProps } from '../form.ts'

function PollParts({ draft, errors, tally, onChange }: PartsProps) {
  const { form } = useWords().console
  return (
    <>
      <ChoicesField
        choices={draft.choices}
        errors={errors}
        hint={form.rightMakesQuiz}
        freshId={freshOne}
        counts={countsIn(tally)}
        onChange={(choices) => onChange({ choices })}
      />
      <div>
        <Checkbox
          label={form.multiple}
          checked={draft.multiple}
          onChange={(ticked) => onChange({ multiple: ticked.currentTarget.checked })}
        />
        <Checkbox
          label={form.live}
          checked={draft.liveOnStage}
          onChange={(ticked) => onChange({ liveOnStage: ticked.currentTarget.checked })}
        />
      </div>
    </>
  )
}

export const poll: ConsoleKind<'poll'> = { icon: 'M5 20V11M12 20V4M19 20v-6', Parts: PollParts, Live: ChoicesLive }
