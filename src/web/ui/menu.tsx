import { useId, useRef } from 'preact/hooks'
import { Icon, iconMore } from './icon.tsx'
import './menu.css'
import { keyMoves } from './roving.ts'

export interface MenuItem {
  label: string
  icon?: string
  danger?: boolean
  disabled?: boolean
  onChoose: () => void
}

/** A short list of acts behind a button, in the browser's own top layer: Escape and a press elsewhere close it. */
export function Menu(props: { label: string; icon?: string; items: readonly MenuItem[] }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const opened = ({ newState }: Pick<ToggleEvent, 'newState'>) => {
    const open = newState === 'open'
    button.current?.setAttribute('aria-expanded', String(open))
    if (!open || !button.current || !list.current) return
    place(list.current, button.current)
    choices(list.current)[0]?.focus()
  }
  const walk = (pressed: KeyboardEvent) => {
    if (!list.current) return
    const all = choices(list.current)
    const to = keyMoves(pressed.key, all.indexOf(document.activeElement as HTMLElement), all.length, 'column')
    if (to === null) return
    pressed.preventDefault()
    all[to]?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded="false"
        popovertarget={id}
      >
        <Icon path={props.icon ?? iconMore} />
      </button>
      <div ref={list} id={id} class="menu" role="menu" aria-label={props.label} popover="auto" onToggle={opened} onKeyDown={walk}>
        {props.items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            class={item.danger ? 'menu-item menu-danger' : 'menu-item'}
            disabled={item.disabled}
            tabIndex={-1}
            onClick={() => {
              list.current?.hidePopover()
              item.onChoose()
            }}
          >
            {item.icon && <Icon path={item.icon} />}
            {item.label}
          </button>
        ))}
      </div>
    </>
  )
}

const choices = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('.menu-item:enabled')]
const EDGE_PX = 8

/** Under the button and in line with its end, moved as far as needed to stay in the window. */
function place(list: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const size = list.getBoundingClientRect()
  const rtl = getComputedStyle(button).direction === 'rtl'
  const left = rtl ? at.left : at.right - size.width
  const below = at.bottom + size.height + EDGE_PX <= innerHeight
  list.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - size.width - EDGE_PX))}px`
  list.style.top = `${Math.max(EDGE_PX, below ? at.bottom + 4 : at.top - size.height - 4)}px`
}
