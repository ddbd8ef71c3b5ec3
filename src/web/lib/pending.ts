import { CallRefusal } from './api.ts'
import type { Timers } from './timers.ts'

const CALL_TIMEOUT_MS = 8_000

interface Waiting {
  resolve(reply: unknown): void
  reject(refusal: CallRefusal): void
  stopTimer(): void
}

/** Calls that were said over the socket and have no reply yet. Each ends: by its reply, after 8 s, or with the connection. */
export interface Pending {
  nextId(): number
  wait(id: number): Promise<unknown>
  /** Whoever waits for this id; from here on nobody does. */
  settle(id: unknown): Waiting | undefined
  /** The connection is lost: what became of these calls is not known. */
  cut(): void
}

export function openPending(timers: Timers): Pending {
  const waiting = new Map<unknown, Waiting>()
  let ids = 0
  const settle = (id: unknown) => {
    const found = waiting.get(id)
    waiting.delete(id)
    found?.stopTimer()
    return found
  }
  const giveUp = (id: unknown) => settle(id)?.reject(new CallRefusal('offline'))
  return {
    nextId: () => ++ids,
    wait: (id) =>
      new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, stopTimer: timers.after(CALL_TIMEOUT_MS, () => giveUp(id)) })
      }),
    settle,
    cut: () => {
      for (const id of [...waiting.keys()]) giveUp(id)
    },
  }
}
