import { useEffect, useRef } from 'preact/hooks'

export type Shortcut = 'primary' | 'help' | 'search' | 'onward' | 'backward'

const arrows: Readonly<Record<string, Shortcut>> = { ArrowRight: 'onward', ArrowLeft: 'backward' }
/** What a presenter's clicker sends; no control takes these for itself. */
const clickers: Readonly<Record<string, Shortcut>> = { PageDown: 'onward', PageUp: 'backward' }

/** Which shortcut a key is, where it was pressed considered: never while somebody types or stands on something that takes the key itself. */
export function shortcutOf(pressed: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  repeat: boolean
  place: 'page' | 'control' | 'typing'
}): Shortcut | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat || pressed.place === 'typing') return null
  if (pressed.key === '?') return 'help'
  if (pressed.key === '/') return 'search'
  if (pressed.place !== 'page') return pressed.place === 'control' ? (clickers[pressed.key] ?? null) : null
  return pressed.key === ' ' || pressed.key === 'Enter' ? 'primary' : (arrows[pressed.key] ?? clickers[pressed.key] ?? null)
}

/** Listens on the whole page, except while a dialog is open; `isOn` false: leaves the key to the browser. */
export function useShortcut(wanted: Shortcut, act: () => void, isOn = true): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!isOn) return
    const hear = (pressed: KeyboardEvent) => {
      if (pressed.defaultPrevented || document.querySelector('dialog[open], [popover]:popover-open')) return
      const { key, ctrlKey, metaKey, altKey, repeat } = pressed
      if (shortcutOf({ key, ctrlKey, metaKey, altKey, repeat, place: placeOf(pressed.target) }) !== wanted) return
      pressed.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [wanted, isOn])
}

function placeOf(target: EventTarget | null): 'page' | 'control' | 'typing' {
  if (!(target instanceof HTMLElement)) return 'page'
  if (target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox])')) return 'typing'
  return target.closest('button, a, summary, input, [role=tab]') ? 'control' : 'page'
}
