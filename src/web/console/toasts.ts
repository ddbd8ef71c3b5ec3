import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Toast, Tone } from '../ui/notice.tsx'

const SHOWN_MS = 8_000
const LOOKED_AT = '.toasts:is(:hover, :focus-within)'

export interface Teller {
  readonly toasts: readonly Toast[]
  /** Says something for eight seconds, and longer while somebody points at it or has the focus in it. The same words again replace the ones before. */
  tell(tone: Tone, text: string, action?: (close: () => void) => ComponentChildren): void
  close(id: string): void
}

export function useToasts(): Teller {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())
  const close = useCallback((id: string) => {
    clearTimeout(timers.current.get(id))
    timers.current.delete(id)
    setToasts((all) => all.filter((toast) => toast.id !== id))
  }, [])
  const tell = useCallback<Teller['tell']>(
    (tone, text, action) => {
      const toast = { id: text, tone, text, action: action?.(() => close(text)) }
      clearTimeout(timers.current.get(text))
      const wait = () => timers.current.set(text, setTimeout(end, SHOWN_MS))
      const end = () => (document.querySelector(LOOKED_AT) ? wait() : close(text))
      wait()
      setToasts((all) => [...all.filter(({ id }) => id !== text), toast])
    },
    [close],
  )
  useEffect(() => () => timers.current.forEach((timer) => clearTimeout(timer)), [])
  return { toasts, tell, close }
}
