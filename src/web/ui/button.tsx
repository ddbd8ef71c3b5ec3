import type { ComponentChildren, Ref } from 'preact'
import './button.css'
import { Icon } from './icon.tsx'
import { Spinner } from './progress.tsx'

export type ButtonKind = 'primary' | 'quiet' | 'danger'

interface ButtonProps {
  kind?: ButtonKind
  /** At work: keeps its size and focus, takes no second press. */
  busy?: boolean
  disabled?: boolean
  type?: 'button' | 'submit'
  /** An icon's path, drawn before the text. */
  icon?: string
  wide?: boolean
  ref?: Ref<HTMLButtonElement>
  onClick?: (pressed: MouseEvent) => void
  children: ComponentChildren
}

/** One primary button a page at most; it says what it will do next. */
export function Button({ kind = 'quiet', busy = false, type = 'button', icon, wide, onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`button button-${kind}${wide ? ' button-wide' : ''}`}
      aria-busy={busy}
      aria-disabled={busy || undefined}
      onClick={(pressed) => (busy ? pressed.preventDefault() : onClick?.(pressed))}
    >
      {busy && <Spinner />}
      <span class="button-face">
        {icon && <Icon path={icon} />}
        {children}
      </span>
    </button>
  )
}

interface IconButtonProps {
  icon: string
  /** Read out, and shown on hover. */
  label: string
  pressed?: boolean
  disabled?: boolean
  ref?: Ref<HTMLButtonElement>
  onClick?: (pressed: MouseEvent) => void
}

export function IconButton({ icon, label, pressed, ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" class="icon-button" aria-label={label} title={label} aria-pressed={pressed}>
      <Icon path={icon} />
    </button>
  )
}
