import { useEffect, useRef, useState } from 'preact/hooks'

const COUNT_MS = 250

/** A number that counts to its new value in digits of one width. It is no live region: the page says what is worth saying. */
export function Count({ value, format = String }: { value: number; format?: (count: number) => string }) {
  const [shown, show] = useState(value)
  const at = useRef(value)
  useEffect(() => {
    const from = at.current
    if (from === value || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      at.current = value
      show(value)
      return
    }
    let frame = 0
    let start = 0
    const step = (time: number) => {
      start ||= time
      const done = Math.min(1, (time - start) / COUNT_MS)
      at.current = done === 1 ? value : Math.round(from + (value - from) * (1 - (1 - done) ** 3))
      show(at.current)
      if (done < 1) frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [value])
  return <span class="digits">{format(shown)}</span>
}
