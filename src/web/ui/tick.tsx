import type { InputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'
import type { Given } from './field.tsx'
import './tick.css'

interface TickProps extends Given<InputHTMLAttributes<HTMLInputElement>> {
  label: string
  hint?: string
}

export const Checkbox = (props: TickProps) => <Tick {...props} look="checkbox" />

/** Acts at once; a Checkbox waits for its form to be saved. */
export const Switch = (props: TickProps) => <Tick {...props} look="switch" />

function Tick({ label, hint, look, ...input }: TickProps & { look: 'checkbox' | 'switch' }) {
  const id = useId()
  return (
    <label class="tick">
      <input
        {...input}
        type="checkbox"
        role={look === 'switch' ? 'switch' : undefined}
        class={look}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <span>
        {label}
        {hint && (
          <span id={`${id}-hint`} class="tick-hint">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
