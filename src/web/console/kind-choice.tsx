import { useId } from 'preact/hooks'
import type { ActivityKind } from '../../contract/activity.schema.ts'
import { Icon } from '../ui/icon.tsx'
import { kindIcons } from './icons.ts'
import './kind-choice.css'
import { useWords } from './words.ts'

const kinds: readonly ActivityKind[] = ['poll', 'quiz', 'cloud', 'scale', 'text']

/** What to add: one of the kinds, each with a word on what it is for. */
export function KindChoice({ chosen, onChoose }: { chosen: ActivityKind; onChoose: (kind: ActivityKind) => void }) {
  const { console: words } = useWords()
  const name = useId()
  return (
    <fieldset class="kinds">
      <legend class="field-label">{words.form.kind}</legend>
      {kinds.map((kind) => (
        <label key={kind} class="kind">
          <input type="radio" class="unseen" name={name} checked={kind === chosen} onChange={() => onChoose(kind)} />
          <Icon path={kindIcons[kind]} />
          <span>
            <b>{words.kinds[kind]}</b>
            <span class="field-hint kind-hint">{words.form.kindHint[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
