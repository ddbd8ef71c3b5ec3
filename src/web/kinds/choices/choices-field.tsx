import { useRef } from 'preact/hooks'
import type { ChoiceId, Tally } from '../../../contract/activity.schema.ts'
import { CHOICE_CHARS_MAX, CHOICES_MAX, CHOICES_MIN, SHORT_CHARS_MAX } from '../../../contract/limits.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { iconCross, iconPlus } from '../../ui/icon.tsx'
import { Shape } from '../../ui/shape.tsx'
import './choices-field.css'
import type { Errors } from '../../console/form.ts'
import { iconUp } from '../../console/icons.ts'
import { moved } from '../../console/order.ts'
import { useWords } from '../../console/words.ts'
import type { FreshId } from '../draft.ts'
import { type DraftChoice, freshChoice, marksOf } from './draft.ts'

type Counts = Readonly<Record<ChoiceId, number>>

/** How many have chosen each choice; null: nothing was counted. */
export const countsIn = (tally: Tally | null): Counts | null => (tally && 'counts' in tally ? tally.counts : null)

interface ChoicesProps {
  choices: readonly DraftChoice[]
  errors: Errors
  /** What marking a right one means. */
  hint: string
  freshId: FreshId
  /** How many have chosen each so far; null: nobody could yet. */
  counts: Counts | null
  onChange: (choices: readonly DraftChoice[]) => void
}

/** A poll's choices, each with its mark, its text and what is typed for it in a chat. Enter in the last one adds another. */
export function ChoicesField({ choices, errors, hint, freshId, counts, onChange }: ChoicesProps) {
  const { console: words } = useWords()
  const list = useRef<HTMLOListElement>(null)
  const focusText = (at: number) =>
    setTimeout(() => list.current?.querySelectorAll<HTMLElement>('.choice-row-text input')[at]?.focus())
  const add = () => {
    if (choices.length >= CHOICES_MAX) return
    onChange([...choices, freshChoice(freshId)])
    focusText(choices.length)
  }
  const change = (at: number, part: Partial<DraftChoice>) =>
    onChange(choices.map((choice, i) => (i === at ? { ...choice, ...part } : choice)))
  const remove = (at: number) => {
    onChange(choices.filter((_, i) => i !== at))
    focusText(Math.max(0, at - 1))
  }
  const marks = marksOf(choices, document.documentElement.lang)
  return (
    <fieldset class="choices">
      <legend class="field-label">{words.form.choices}</legend>
      <p class="field-hint">
        {words.form.shortHint} {hint}
      </p>
      <ol ref={list} class="choices-list">
        {choices.map((choice, at) => (
          <Row
            key={choice.id}
            choice={choice}
            mark={marks[at] ?? ''}
            at={at}
            count={choices.length}
            errors={errors}
            chosen={counts ? (counts[choice.id] ?? 0) : null}
            onChange={(part) => change(at, part)}
            onUp={() => onChange(moved(choices, at, at - 1))}
            onRemove={() => remove(at)}
            onEnter={() => (at === choices.length - 1 ? add() : focusText(at + 1))}
          />
        ))}
      </ol>
      {errors.choices && <p class="field-error">{errors.choices}</p>}
      <div>
        <Button icon={iconPlus} disabled={choices.length >= CHOICES_MAX} onClick={add}>
          {words.form.addChoice}
        </Button>
      </div>
    </fieldset>
  )
}

interface RowProps {
  choice: DraftChoice
  mark: string
  at: number
  count: number
  errors: Errors
  chosen: number | null
  onChange: (part: Partial<DraftChoice>) => void
  onUp: () => void
  onRemove: () => void
  onEnter: () => void
}

function Row({ choice, mark, at, count, errors, chosen, onChange, onUp, onRemove, onEnter }: RowProps) {
  const { console: words } = useWords()
  const onward = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Enter' || pressed.isComposing || choice.text === '') return
    pressed.preventDefault()
    onEnter()
  }
  return (
    <li class="choice-row">
      <Shape index={at} letter={mark} bare={mark.length > 2} />
      <div class="choice-row-text">
        <Field
          label={words.form.choice(at + 1)}
          bareLabel
          dir="auto"
          autocomplete="off"
          placeholder={words.form.choice(at + 1)}
          maxLength={CHOICE_CHARS_MAX}
          value={choice.text}
          error={errors[`choices.${at}.text`]}
          onInput={(typed) => onChange({ text: typed.currentTarget.value })}
          onKeyDown={onward}
        />
        {chosen !== null && <span class="quiet small digits">{words.moving.chosen(chosen)}</span>}
      </div>
      <div class="choice-row-short">
        <Field
          label={words.form.short(at + 1)}
          bareLabel
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={words.form.shortWord}
          maxLength={SHORT_CHARS_MAX}
          value={choice.short}
          error={errors[`choices.${at}.short`]}
          onInput={(typed) => onChange({ short: typed.currentTarget.value })}
        />
      </div>
      <div class="choice-row-acts">
        <input
          type="checkbox"
          class="checkbox choice-row-right"
          aria-label={words.form.right(at + 1)}
          title={words.form.right(at + 1)}
          checked={choice.right}
          onChange={(ticked) => onChange({ right: ticked.currentTarget.checked })}
        />
        <IconButton icon={iconUp} label={words.form.moveChoiceUp(at + 1)} disabled={at === 0} onClick={onUp} />
        <IconButton icon={iconCross} label={words.form.removeChoice(at + 1)} disabled={count <= CHOICES_MIN} onClick={onRemove} />
      </div>
    </li>
  )
}
