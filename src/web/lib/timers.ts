/** Time as the browser has it, handed in so that tests need not wait. */
export interface Timers {
  nowMs(): number
  /** Runs once, later; the way to stop it comes back. */
  after(ms: number, run: () => void): () => void
  /** From 0 up to 1. */
  random(): number
}

export const pageTimers: Timers = {
  nowMs: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
}

const FIRST_MS = 300
const MOST_MS = 10_000

/** When to try again after so many failures: 0.3 s to 10 s, scattered so that a hall does not come back in one wave. */
export const backoffMs = (failures: number, random: number): number =>
  FIRST_MS + random * Math.min(MOST_MS - FIRST_MS, 500 * 2 ** failures)
