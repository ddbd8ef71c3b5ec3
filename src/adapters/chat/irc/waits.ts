/** How long to wait before trying again. Pure: chance comes in as a number from 0 to 1. */

const JITTER = 0.2

/** Seconds before the nth reconnect in a row (0 = first): doubles from `minS` to `maxS`, ±20 % by chance, never outside the two. */
export function reconnectWaitS(nth: number, { minS, maxS }: { minS: number; maxS: number }, chance: number): number {
  const wait = doubled(minS, maxS, nth)
  const least = Math.max(minS, wait * (1 - JITTER))
  const most = Math.min(maxS, wait * (1 + JITTER))
  return least + (most - least) * chance
}

/** `first` doubled n times, at most `most`. */
export function doubled(first: number, most: number, times: number): number {
  return Math.min(most, first * 2 ** Math.min(times, 30))
}

/** Timers that end with their owner. */
export interface Timers {
  /** Runs `work` after so many milliseconds, in place of an earlier timer of the same name. */
  set(name: string, ms: number, work: () => void): void
  has(name: string): boolean
  clear(name: string): void
  clearAll(): void
}

export function openTimers(): Timers {
  const running = new Map<string, NodeJS.Timeout>()
  const clear = (name: string) => {
    clearTimeout(running.get(name))
    running.delete(name)
  }
  return {
    set(name, ms, work) {
      clear(name)
      running.set(
        name,
        setTimeout(() => {
          running.delete(name)
          work()
        }, ms),
      )
    },
    has: (name) => running.has(name),
    clear,
    clearAll() {
      for (const name of [...running.keys()]) clear(name)
    },
  }
}
