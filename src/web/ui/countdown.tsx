import { useEffect, useState } from 'preact/hooks'
import './countdown.css'
import { clockText, secondsLeft } from './countdown.ts'

interface CountdownProps {
  /** When it ends, by the server's clock, in ms since 1970. */
  untilMs: number
  /** How far the server's clock is ahead of this machine's, in ms. */
  aheadMs: number
  /** What is counted, for screen readers: "time left". */
  label: string
  /** The last seconds are shown as urgent from here on. */
  urgentSeconds?: number
}

/** Seconds until a given time, changing on the second. A timer by role, so that it is not read out each second. */
export function Countdown({ untilMs, aheadMs, label, urgentSeconds = 5 }: CountdownProps) {
  const left = () => secondsLeft(untilMs, Date.now() + aheadMs)
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = () => {
      const rest = untilMs - Date.now() - aheadMs
      setSeconds(left())
      if (rest > 0) timer = setTimeout(tick, rest % 1000 || 1000)
    }
    tick()
    return () => clearTimeout(timer)
  }, [untilMs, aheadMs])
  return (
    <span class={seconds <= urgentSeconds ? 'countdown countdown-urgent' : 'countdown'} role="timer" aria-label={label}>
      {clockText(seconds)}
    </span>
  )
}
