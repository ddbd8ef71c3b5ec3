import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { bestFit, type Fit } from './fit.ts'

const SCALE_MIN = 0.36
const SCALE_MAX = 1.6
const one: readonly number[] = [1]

interface FitBoxProps {
  /** What is drawn, as text: when it changes, sizes are found anew. */
  about: string
  /** Of a list inside. */
  items?: number
  columns?: readonly number[]
  children: ComponentChildren
}

/**
 * Draws its content as large as fits into the room it is given. Sizes inside are multiples of `--fit`; `items` of a list inside stand in
 * `--columns` of `--rows` each.
 * Where even the smallest size is too large, `data-tight` lets the style cut long labels. It measures again when `about` or the room changes, not with every count: text that breathes is hard to read.
 */
export function FitBox(props: FitBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const { about, items = 1, columns = one } = props
  useLayoutEffect(() => {
    const [room, inside] = [box.current, content.current]
    if (!room || !inside) return
    const measure = () => {
      const apply = (fit: Fit) => {
        inside.style.setProperty('--fit', String(fit.scale))
        inside.style.setProperty('--columns', String(fit.columns))
        inside.style.setProperty('--rows', String(Math.ceil(items / fit.columns)))
      }
      const fits = (fit: Fit) => {
        apply(fit)
        return inside.scrollHeight <= room.clientHeight && inside.scrollWidth <= room.clientWidth
      }
      const limits = { min: SCALE_MIN, max: SCALE_MAX, columns }
      delete inside.dataset.tight
      let best = bestFit(fits, limits)
      if (!fits(best)) {
        inside.dataset.tight = ''
        best = bestFit(fits, limits)
      }
      apply(best)
    }
    const watcher = new ResizeObserver(measure)
    watcher.observe(room)
    measure()
    return () => watcher.disconnect()
  }, [about])
  return (
    <div ref={box} class="fit-room">
      <div ref={content} class="fit" dir="auto">
        {props.children}
      </div>
    </div>
  )
}
