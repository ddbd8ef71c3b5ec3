import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReadonlySignal } from '../lib/signal.ts'
import type { Status } from '../lib/socket.ts'
import { useValue } from '../lib/use-value.ts'

/** A break shorter than this is nobody's business: nothing is lost by it, and words that flash past help nobody. */
const PATIENCE_MS = 800

/** The connection as it is told to people: breaks once they last, the way back only after one that was told. */
export function useCalmStatus(status: ReadonlySignal<Status>): Status {
  const [told, tell] = useState<Status>('live')
  const last = useRef(told)
  const now = useValue(status)
  useEffect(() => {
    const say = (news: Status) => {
      last.current = news
      tell(news)
    }
    if (now === 'live') return say(now)
    if (now === 'catching-up' && last.current === 'offline') return say(now)
    const timer = setTimeout(() => say('offline'), now === 'offline' ? PATIENCE_MS : 3 * PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [now])
  return told
}
