import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ConsoleView, MeetingId, SeatId } from '../../contract/meeting.schema.ts'
import { type Connection, pageSocket, refusedBy } from './door.ts'
import { guardSeat, newSeat, ownSeat } from './seat.ts'

const RENEW_EVERY_MS = 7_000

/**
 * steering: this seat has the controls · reading: another one does · free: nobody has them · asking: not known yet.
 */
export type Control = { at: 'steering' | 'free' | 'asking' } | { at: 'reading'; name: string }

interface Controls {
  seat: SeatId
  control: Control
  /** Asks for the controls; with `force` also while somebody else has them. @throws Refused */
  take(force: boolean): Promise<void>
}

/**
 * Sits down at the controls when the page opens, unless somebody steers, and stays there: the seat is renewed while the page lives, and
 * asked for again after a lost connection. Once another seat has taken over, this one only reads, until somebody presses the button.
 */
export function useControl(meeting: MeetingId, view: ConsoleView | null, connection: Connection): Controls {
  const [seat, setSeat] = useState(() => ownSeat(Date.now()))
  const wants = useRef(true)
  const [asked, setAsked] = useState(false)
  const take = useCallback(
    async (force: boolean) => {
      wants.current = true
      try {
        await pageSocket().call('takeControl', { meeting }, { seat, force })
      } catch (error) {
        if (refusedBy(error)?.code === 'not-controller') wants.current = false
        throw error
      } finally {
        setAsked(true)
      }
    },
    [meeting, seat],
  )
  const holder = view?.controller ?? null
  useEffect(
    () =>
      guardSeat(seat, () => {
        wants.current = false
        setSeat(newSeat(Date.now()))
      }),
    [seat],
  )
  const had = useRef(false)
  useEffect(() => {
    if (had.current && holder && holder.seat !== seat) wants.current = false
    had.current = holder?.seat === seat
  }, [holder, seat])
  useEffect(() => {
    if (connection !== 'live') return
    const renew = () => {
      // Refused or cut off: the feed says who steers, and the next round asks again.
      if (wants.current) take(false).catch(() => {})
    }
    renew()
    const timer = setInterval(renew, RENEW_EVERY_MS)
    return () => clearInterval(timer)
  }, [connection, take])
  return { seat, control: controlOf(holder, seat, asked), take }
}

function controlOf(holder: ConsoleView['controller'], seat: SeatId, asked: boolean): Control {
  if (holder?.seat === seat) return { at: 'steering' }
  if (holder) return { at: 'reading', name: holder.name }
  return { at: asked ? 'free' : 'asking' }
}
