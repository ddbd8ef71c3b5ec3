import { useEffect, useState } from 'preact/hooks'
import type { Attending } from './attending.ts'
import { isStale, type Own, ownOf, type Turn, turnKey } from './own.ts'

/** One's own part in what is in front of the audience; asks the server where this device cannot know. */
export function useOwn(attending: Attending, turn: Turn): Own {
  const seat = attending.seat.value?.answers ?? null
  const sent = attending.outbox.answers.value
  const checkedFor = attending.checkedFor.value
  const own = ownOf(turn, seat, sent, checkedFor)
  const mustAsk = seat !== null && checkedFor !== turnKey(turn) && isStale(turn, seat, sent)
  // Answered from another device, or from a chat: what counts is what the server has.
  const elsewhere = own.refusal?.code === 'already-answered' && own.counted.length === 0 ? own.refusal : null
  useEffect(() => {
    if (mustAsk || elsewhere) attending.check(turn)
  }, [mustAsk, elsewhere, turnKey(turn)])
  return own
}

/** True from the moment the time is up, by the server's clock. */
export function useTimeUp(closesAt: string | null, aheadMs: number): boolean {
  const left = () => (closesAt ? Date.parse(closesAt) - Date.now() - aheadMs : Number.POSITIVE_INFINITY)
  const [isUp, setUp] = useState(left() <= 0)
  useEffect(() => {
    setUp(left() <= 0)
    if (!closesAt || left() <= 0) return
    const timer = setTimeout(() => setUp(true), left())
    return () => clearTimeout(timer)
  }, [closesAt, aheadMs])
  return isUp
}
