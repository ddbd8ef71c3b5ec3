import type { ComponentChildren, InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'
import { Icon, iconWarn } from './icon.tsx'

interface Around {
  label: string
  /** Stands under the label, before anything is typed. */
  hint?: string
  /** What is wrong with what was typed; stands under the field and is read with it. */
  error?: string
  /** The label is for ears only, where the place says enough to eyes. */
  bareLabel?: boolean
}

export type Given<A> = Omit<A, 'class' | 'className' | 'id' | 'label' | 'role' | 'type'>

export type FieldType =
  | 'text'
  | 'search'
  | 'url'
  | 'email'
  | 'tel'
  | 'password'
  | 'number'
  | 'date'
  | 'time'
  | 'datetime-local'
  | 'color'

export function Field({
  label,
  hint,
  error,
  bareLabel,
  ...input
}: Around & Given<InputHTMLAttributes<HTMLInputElement>> & { type?: FieldType }) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error} bareLabel={bareLabel}>
      <input {...({ ...input, ...tied(id, hint, error) } as InputHTMLAttributes<HTMLInputElement>)} class="input" />
    </Frame>
  )
}

export function TextArea({
  label,
  hint,
  error,
  bareLabel,
  ...input
}: Around & Given<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error} bareLabel={bareLabel}>
      <textarea rows={3} {...input} {...tied(id, hint, error)} class="input" />
    </Frame>
  )
}

export function Select({
  label,
  hint,
  error,
  bareLabel,
  children,
  ...input
}: Around & Given<SelectHTMLAttributes<HTMLSelectElement>> & { children: ComponentChildren }) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error} bareLabel={bareLabel}>
      <select {...input} {...tied(id, hint, error)} class="input select">
        {children}
      </select>
    </Frame>
  )
}

function Frame(props: Around & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={props.id} class={props.bareLabel ? 'unseen' : 'field-label'}>
        {props.label}
      </label>
      {props.hint && (
        <p id={`${props.id}-hint`} class="field-hint">
          {props.hint}
        </p>
      )}
      {props.children}
      <p id={`${props.id}-error`} class="field-error" aria-live="polite">
        {props.error && <Icon path={iconWarn} />}
        {props.error}
      </p>
    </div>
  )
}

function tied(id: string, hint?: string, error?: string) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined }
}
