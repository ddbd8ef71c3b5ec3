import { useEffect, useState } from 'preact/hooks'
import { pageClock } from '../lib/clock.ts'
import { useValue } from '../lib/use-value.ts'

/** The server's time in ms, told anew at each whole step of `everyMs`: what hangs on the time of day changes by itself. */
export function useNow(everyMs: number): number {
  const offsetMs = useValue(pageClock.offsetMs)
  const [deviceMs, setDeviceMs] = useState(() => Date.now())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const ms = Date.now()
      setDeviceMs(ms)
      timer = setTimeout(tick, everyMs - ((ms + pageClock.offsetMs.value) % everyMs) + 5)
    }
    tick()
    // A page that slept has missed its steps.
    const woken = () => document.visibilityState === 'visible' && setDeviceMs(Date.now())
    document.addEventListener('visibilitychange', woken)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', woken)
    }
  }, [everyMs])
  return deviceMs + offsetMs
}
