import { useEffect } from 'preact/hooks'
import './tip.css'

/**
 * A line that shows beside what the pointer rests on or the keyboard has reached. One for the whole page; what it says is also in the text of
 * whatever it belongs to, for ears. It stays while the pointer is on it, and Escape puts it away.
 */
const ID = 'board-tip'
const LEAVE_MS = 120
const EDGE_PX = 8
const GAP_PX = 6
let leaving: ReturnType<typeof setTimeout> | undefined

/** Draw it once, outside of everything. */
export function TipLayer() {
  useEffect(() => {
    const pressed = ({ key }: KeyboardEvent) => key === 'Escape' && hide()
    document.addEventListener('keydown', pressed)
    addEventListener('scroll', hide, { capture: true, passive: true })
    return () => {
      document.removeEventListener('keydown', pressed)
      removeEventListener('scroll', hide, { capture: true })
    }
  }, [])
  return <div id={ID} class="tip" popover="manual" aria-hidden="true" onPointerEnter={stay} onPointerLeave={leave} />
}

interface At {
  readonly currentTarget: EventTarget
}

/** What an element needs to have a tip. */
export const withTip = (text: string) => ({
  onPointerEnter: ({ currentTarget }: At) => show(currentTarget as HTMLElement, text),
  onPointerLeave: leave,
  onFocus: ({ currentTarget }: At) => show(currentTarget as HTMLElement, text),
  onBlur: leave,
})

function show(beside: HTMLElement, text: string): void {
  const tip = document.getElementById(ID)
  if (!tip || text === '') return
  stay()
  tip.textContent = text
  if (!tip.matches(':popover-open')) tip.showPopover()
  const at = beside.getBoundingClientRect()
  const size = tip.getBoundingClientRect()
  const isBelow = at.bottom + GAP_PX + size.height + EDGE_PX <= innerHeight
  const left = at.left + at.width / 2 - size.width / 2
  tip.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - size.width - EDGE_PX))}px`
  tip.style.top = `${isBelow ? at.bottom + GAP_PX : Math.max(EDGE_PX, at.top - GAP_PX - size.height)}px`
}

function stay(): void {
  clearTimeout(leaving)
}

function leave(): void {
  clearTimeout(leaving)
  leaving = setTimeout(hide, LEAVE_MS)
}

function hide(): void {
  clearTimeout(leaving)
  const tip = document.getElementById(ID)
  if (tip?.matches(':popover-open')) tip.hidePopover()
}
