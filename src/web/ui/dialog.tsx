import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { IconButton } from './button.tsx'
import './dialog.css'
import { iconCross } from './icon.tsx'

interface DialogProps {
  open: boolean
  title: string
  closeLabel: string
  /** Escape, the cross or a press beside it. The owner then sets `open` to false. */
  onClose: () => void
  children: ComponentChildren
  /** Buttons, the primary one last. */
  actions?: ComponentChildren
}

/** A native modal dialog: keeps the focus inside and gives it back. */
export function Dialog({ open, title, closeLabel, onClose, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const before = useRef<Element | null>(null)
  const begunHere = useRef(false)
  const id = useId()
  useEffect(() => {
    if (open && !dialog.current?.open) {
      before.current = document.activeElement
      begunHere.current = false
      dialog.current?.showModal()
    }
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])
  // Taken off the page while it is open, it has to give the focus back by hand.
  useEffect(() => {
    const own = dialog.current
    return () => {
      if (!own?.open) return
      own.close()
      if (before.current instanceof HTMLElement) before.current.focus()
    }
  }, [])
  useEffect(() => {
    const own = dialog.current
    const beside = (pressed: MouseEvent) => {
      if (pressed.target === own) onClose()
    }
    // Whoever presses twice what opens this has not read it yet: the second press must neither close it nor hit what came to lie under it.
    const first = (pressed: MouseEvent) => {
      begunHere.current ||= pressed.detail <= 1
      if (begunHere.current) return
      pressed.preventDefault()
      pressed.stopImmediatePropagation()
    }
    own?.addEventListener('click', first, true)
    own?.addEventListener('click', beside)
    return () => {
      own?.removeEventListener('click', first, true)
      own?.removeEventListener('click', beside)
    }
  }, [onClose])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(asked) => {
        asked.preventDefault()
        onClose()
      }}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon={iconCross} label={closeLabel} onClick={onClose} />
        </div>
        {children}
        {actions && <footer class="dialog-actions">{actions}</footer>}
      </div>
    </dialog>
  )
}
