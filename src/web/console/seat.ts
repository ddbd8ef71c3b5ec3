import { freshId } from '../../contract/ids.ts'
import type { SeatId } from '../../contract/meeting.schema.ts'

const SEAT_KEY = 'plenary.seat'

/** This tab's seat at the controls, the same after a reload. */
export function ownSeat(nowMs: number): SeatId {
  try {
    const kept = sessionStorage.getItem(SEAT_KEY)
    return kept ? (kept as SeatId) : newSeat(nowMs)
  } catch {
    // Storage is closed to us: the seat holds until the page is left.
    return freshId<SeatId>(nowMs)
  }
}

export function newSeat(nowMs: number): SeatId {
  const fresh = freshId<SeatId>(nowMs)
  try {
    sessionStorage.setItem(SEAT_KEY, fresh)
  } catch {
    // As above.
  }
  return fresh
}

/**
 * A duplicated tab starts with a copy of this one's storage, and so with its seat. Whoever sits there already says so, and `taken` is called
 * in the newcomer. Returns the way to stop.
 */
export function guardSeat(seat: SeatId, taken: () => void): () => void {
  const channel = new BroadcastChannel(SEAT_KEY)
  channel.onmessage = ({ data }: MessageEvent<{ asks?: SeatId; taken?: SeatId }>) => {
    if (data.asks === seat) channel.postMessage({ taken: seat })
    if (data.taken === seat) taken()
  }
  channel.postMessage({ asks: seat })
  return () => channel.close()
}
