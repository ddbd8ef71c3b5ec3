import { useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'

const AGAIN_MS = 5_000

/** The second code as it is now, asked for again whenever it changes; null while it is not known or not wanted. `look` asks the server. */
export function useDoorCode(isWanted: boolean, look: () => Promise<Reply<'doorCode'>>): string | null {
  const [digits, setDigits] = useState<string | null>(null)
  useEffect(() => {
    setDigits(null)
    if (!isWanted) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const ask = async () => {
      // What was last known stands until the server answers: it is good for another minute.
      const told = await look().catch(() => null)
      if (isOver) return
      if (told) setDigits(told.digits)
      timer = setTimeout(ask, told?.secondsLeft ? told.secondsLeft * 1_000 : AGAIN_MS)
    }
    void ask()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [isWanted])
  return digits
}
