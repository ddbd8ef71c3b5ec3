import { useEffect, useState } from 'preact/hooks'
import { type CallRefusal, refusalOf } from '../lib/api.ts'

const FRESH_EVERY_MS = 15_000

export type Fresh<T> = { at: 'loading' } | { at: 'there'; told: T } | { at: 'refused'; refusal: CallRefusal }

/** Asks at once, then again every while and whenever the page is looked at anew. What was told stays when a later question fails. */
export function useFresh<T>(ask: () => Promise<T>): Fresh<T> {
  const [fresh, setFresh] = useState<Fresh<T>>({ at: 'loading' })
  useEffect(() => {
    const stop = new AbortController()
    const look = async () => {
      if (document.visibilityState === 'hidden') return
      try {
        const told = await ask()
        if (!stop.signal.aborted) setFresh({ at: 'there', told })
      } catch (error) {
        if (!stop.signal.aborted)
          setFresh((before) => (before.at === 'there' ? before : { at: 'refused', refusal: refusalOf(error) }))
      }
    }
    void look()
    const timer = setInterval(look, FRESH_EVERY_MS)
    document.addEventListener('visibilitychange', look, { signal: stop.signal })
    return () => {
      clearInterval(timer)
      stop.abort()
    }
  }, [])
  return fresh
}
