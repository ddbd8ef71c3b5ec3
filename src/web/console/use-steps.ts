import { useEffect, useRef, useState } from 'preact/hooks'
import type { ConsoleView } from '../../contract/meeting.schema.ts'
import { pageSocket, refusedBy } from './door.ts'
import type { Offer } from './steering.ts'
import type { Teller } from './toasts.ts'
import type { useControl } from './use-control.ts'
import { useWords } from './words.ts'

/** After a step, presses are not taken for a moment: the second half of a double-click would meet the next step's button. */
const CALM_MS = 500
/** What one press gives more. */
export const MORE_MS = 15_000

export interface Steps {
  busy: boolean
  /** `seconds` undefined: as the activity was prepared; null: without a time limit. */
  press: (offer: Offer, seconds?: number | null) => void
  take: (force: boolean) => void
  /** The timer that runs ends so much later. */
  addTime: (untilMs: number) => void
}

/** Carries out steps from this seat. Whatever is refused is told quietly, for the page shows where the meeting stands anyway. */
export function useSteps(view: ConsoleView, controls: ReturnType<typeof useControl>, teller: Teller): Steps {
  const { console: words } = useWords()
  const [busy, setBusy] = useState(false)
  const last = useRef(0)
  const tell = (error: unknown) => {
    const refusal = refusedBy(error)
    if (!refusal) return teller.tell('bad', words.failed.offline)
    teller.tell('info', refusal.code === 'not-in-this-phase' ? words.steer.movedOn : refusal.message)
  }
  const press = async ({ step, reset = false, activity }: Offer, seconds?: number | null) => {
    if (busy || Date.now() - last.current < CALM_MS) return
    setBusy(true)
    try {
      await pageSocket().call(
        'step',
        { meeting: view.id },
        { seat: controls.seat, step, from: view.at, reset, activity, ...(seconds !== undefined && { seconds }) },
      )
    } catch (error) {
      tell(error)
    } finally {
      last.current = Date.now()
      setBusy(false)
    }
  }
  const addTime = (untilMs: number) => {
    const { activity, opening } = view
    if (activity === null || opening === null) return
    const closesAt = new Date(untilMs + MORE_MS).toISOString()
    pageSocket().call('moveClosing', { meeting: view.id }, { seat: controls.seat, activity, opening, closesAt }).catch(tell)
  }
  const take = (force: boolean) => void controls.take(force).catch(tell)
  useLostControl(view, controls, (name) => teller.tell('warn', words.steer.lost(name || words.steer.somebody)))
  return { busy, press: (offer, seconds) => void press(offer, seconds), take, addTime }
}

function useLostControl(view: ConsoleView, controls: ReturnType<typeof useControl>, lost: (name: string) => void): void {
  const had = useRef(false)
  const { controller } = view
  useEffect(() => {
    if (had.current && controller && controller.seat !== controls.seat) lost(controller.name)
    had.current = controller?.seat === controls.seat
  }, [controller])
}
