import { WORDS_PER_PERSON_MAX } from '../../../contract/limits.ts'
import { useWords } from '../../console/words.ts'
import { CloudList } from '../../ui/cloud-list.tsx'
import { Field } from '../../ui/field.tsx'
import type { ConsoleKind, LiveProps, PartsProps } from '../form.ts'

function CloudParts({ draft, errors, onChange }: PartsProps) {
  const { form } = useWords().console
  return (
    <Field
      type="number"
      label={form.words}
      min={1}
      max={WORDS_PER_PERSON_MAX}
      value={draft.wordsPerPerson}
      error={errors.wordsPerPersonMax}
      onInput={(typed) => onChange({ wordsPerPerson: typed.currentTarget.value })}
    />
  )
}

function CloudLive({ prepared, tally }: LiveProps<'cloud'>) {
  const { console: words, common } = useWords()
  const said = tally?.words ?? []
  if (said.length === 0) return <p class="quiet">{words.results.none}</p>
  return <CloudList title={prepared.title} words={said} wordText={common.wordCount} />
}

export const cloud: ConsoleKind<'cloud'> = {
  icon: 'M7 18a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 8.6A4.7 4.7 0 0 1 17 18z',
  Parts: CloudParts,
  Live: CloudLive,
  liveTitle: ({ results }) => results.cloud,
}
