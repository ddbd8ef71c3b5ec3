import { SCALE_LABEL_CHARS_MAX } from '../../../contract/limits.ts'
import { useWords } from '../../console/words.ts'
import { Field } from '../../ui/field.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import type { ConsoleKind, LiveProps, PartsProps } from '../form.ts'

function ScaleParts({ draft, onChange }: PartsProps) {
  const { form } = useWords().console
  return (
    <>
      <Field
        label={form.low}
        dir="auto"
        maxLength={SCALE_LABEL_CHARS_MAX}
        value={draft.low}
        onInput={(typed) => onChange({ low: typed.currentTarget.value })}
      />
      <Field
        label={form.high}
        dir="auto"
        maxLength={SCALE_LABEL_CHARS_MAX}
        value={draft.high}
        onInput={(typed) => onChange({ high: typed.currentTarget.value })}
      />
      <Checkbox
        label={form.liveScale}
        checked={draft.liveOnStage}
        onChange={(ticked) => onChange({ liveOnStage: ticked.currentTarget.checked })}
      />
    </>
  )
}

function ScaleLive({ tally }: LiveProps<'scale'>) {
  const { console: words, common } = useWords()
  const average = tally?.average ?? null
  return <p class="digits">{average === null ? words.results.none : words.results.average(common.number(average))}</p>
}

export const scale: ConsoleKind<'scale'> = { icon: 'M3 12h18M9 8v8M3 9v6M21 9v6', Parts: ScaleParts, Live: ScaleLive }
