import { Refusal } from '../../contract/refusal.ts'

/**
 * How often something may be tried in any stretch of so many minutes, for each key: an account, an address. A try is taken before it is known how
 * it ends, so that many at once are no way around, and given back when it went well. Kept in memory, and for no longer than it counts.
 */
export interface Tries {
  /** Takes a try of every key. @throws Refusal `too-many` with the seconds until one is free */
  take(keys: readonly string[], nowMs: number): void
  /** The last try of these keys does not count. */
  giveBack(keys: readonly string[]): void
}

export function openTries(limits: { triesMax: number; minutes: number; keysMax: number }): Tries {
  const { triesMax, minutes, keysMax } = limits
  const taken = new Map<string, number[]>()
  const since = (key: string, nowMs: number) => (taken.get(key) ?? []).filter((at) => at > nowMs - minutes * 60_000)
  return {
    take(keys, nowMs) {
      const waitsMs = keys.map((key) => {
        const times = since(key, nowMs)
        return times.length < triesMax ? 0 : (times[0] ?? nowMs) + minutes * 60_000 - nowMs
      })
      const waitMs = Math.max(0, ...waitsMs)
      if (waitMs > 0) throw new Refusal('too-many', { waitSeconds: Math.ceil(waitMs / 1_000) })
      for (const key of keys) {
        const times = since(key, nowMs)
        taken.delete(key)
        taken.set(key, [...times, nowMs])
        if (taken.size > keysMax) taken.delete(taken.keys().next().value ?? key)
      }
    },
    giveBack(keys) {
      for (const key of keys) taken.get(key)?.pop()
    },
  }
}
