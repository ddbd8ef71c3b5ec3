import { useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { askSchedule } from './door.ts'

export type Released = Reply<'schedule'>

const AGAIN_MS = 10_000

/** The released schedule, asked for anew with every release; `version` 0: there is none. What was told stays until the next is there. */
export function useSchedule(event: EventId, version: number): { released: Released | null; failed: boolean } {
  const [released, setReleased] = useState<Released | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (version === 0) return setReleased(null)
    let isOver = false
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      try {
        const told = await askSchedule(event, version)
        if (isOver) return
        setReleased(told)
        setFailed(false)
      } catch {
        if (isOver) return
        setFailed(true)
        timer = setTimeout(look, AGAIN_MS)
      }
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [event, version])
  return { released, failed }
}
