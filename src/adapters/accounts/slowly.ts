import { Refusal } from '../../contract/refusal.ts'

/** Work that is slow on purpose, such as the hash of a password: a few at a time, so that many at once slow down nobody else. */
export type Slowly = <T>(work: () => Promise<T>) => Promise<T>

/** @throws Refusal `unavailable` when too many wait already */
export function openSlowly(limits: { atOnceMax: number; waitingMax: number }): Slowly {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= limits.atOnceMax) {
      if (waiting.length >= limits.waitingMax) throw new Refusal('unavailable')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      // The place goes on to whoever waits longest.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
