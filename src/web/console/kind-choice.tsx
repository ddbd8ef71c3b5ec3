import { useId } from 'preact/hooks'
import type { ActivityKind } from '../../contract/activity.schema.ts'
import { Icon } from '../ui/icon.tsx'
import './kind-choice.css'
import { kindNames, kindOf } from './kinds.ts'
import { useWords } from './words.ts'

/** What to add: one of the kinds, each with a word on what it is for. */
export function KindChoice({ chosen, onChoose }: { chosen: ActivityKind; onChoose: (kind: ActivityKind) => void }) {
  const { console: words } = useWords()
  const name = useId()
  return (
    <fieldset class="kinds">
      <legend class="field-label">{words.form.kind}</legend>
      {kindNames.map((kind) => (
        <label key={kind} class="kind">
          <input type="radio" class="unseen" name={name} checked={kind === chosen} onChange={() => onChoose(kind)} />
          <Icon path={kindOf(kind).icon} />
          <span>
            <b>{words.kinds[kind]}</b>
            <span class="field-hint kind-hint">{words.form.kindHint[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
