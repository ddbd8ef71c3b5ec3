import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { moved, placeAfterDrag } from './order.ts'

export interface RowDrag {
  /** Which row is in the hand, from 0; null while none is. */
  from: number | null
  /** For a row: where it stands while the drag goes on, and how far it is drawn from there, in px. */
  lookOf: (at: number) => { order: number; shift: number; held: boolean } | null
  start: (pressed: PointerEvent, at: number) => void
}

interface Held {
  from: number
  to: number
  startY: number
  shift: number
  tops: readonly number[]
  heights: readonly number[]
}

/**
 * Dragging rows with mouse, pen or finger. Rows change places by their style alone until the hand lets go, since a node that moves in the
 * document would lose the pointer. Escape puts everything back.
 */
export function useRowDrag(list: RefObject<HTMLElement | null>, onDrop: (from: number, to: number) => void): RowDrag {
  const [held, setHeld] = useState<Held | null>(null)
  const now = useRef(held)
  now.current = held
  const drop = useRef(onDrop)
  drop.current = onDrop
  const active = held !== null
  useEffect(() => {
    if (!active) return
    const move = (moving: PointerEvent) => setHeld((one) => one && dragged(one, moving.pageY))
    const end = () => {
      const one = now.current
      setHeld(null)
      if (one && one.from !== one.to) drop.current(one.from, one.to)
    }
    const cancel = () => setHeld(null)
    const key = (pressed: KeyboardEvent) => pressed.key === 'Escape' && cancel()
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', end)
    document.addEventListener('pointercancel', cancel)
    document.addEventListener('keydown', key)
    return () => {
      document.removeEventListener('pointermove', move)
      document.removeEventListener('pointerup', end)
      document.removeEventListener('pointercancel', cancel)
      document.removeEventListener('keydown', key)
    }
  }, [active])
  const start = (pressed: PointerEvent, at: number) => {
    if (pressed.button !== 0 || !list.current) return
    pressed.preventDefault()
    const boxes = [...list.current.children].map((row) => row.getBoundingClientRect())
    const tops = boxes.map((box) => box.top)
    setHeld({ from: at, to: at, startY: pressed.pageY, shift: 0, tops, heights: boxes.map((box) => box.height) })
  }
  return { from: held?.from ?? null, start, lookOf: (at) => held && look(held, at) }
}

function dragged(held: Held, pageY: number): Held {
  const shift = pageY - held.startY
  const middles = held.tops.map((top, i) => top + (held.heights[i] ?? 0) / 2)
  return { ...held, shift, to: placeAfterDrag(middles, held.from, shift) }
}

function look(held: Held, at: number) {
  const order = moved(
    held.tops.map((_, i) => i),
    held.from,
    held.to,
  ).indexOf(at)
  if (at !== held.from) return { order, shift: 0, held: false }
  const gap = (held.tops[1] ?? 0) - (held.tops[0] ?? 0) - (held.heights[0] ?? 0)
  const [low, high] = held.from < held.to ? [held.from + 1, held.to] : [held.to, held.from - 1]
  const passed = held.heights.slice(low, high + 1).reduce((sum, height) => sum + height + gap, 0)
  return { order, shift: held.shift - (held.from < held.to ? passed : -passed), held: true }
}
