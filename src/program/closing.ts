import type { Log } from '../platform/log.ts'

export type Closer = () => Promise<unknown> | undefined

/**
 * Closes what was opened, the newest first, in a bounded time: a step that fails, or for which no time is left, is passed over with a line in
 * the log, and the next one has its turn.
 */
export async function closeAll(closers: readonly Closer[], msMax: number, log: Log): Promise<void> {
  const untilMs = performance.now() + msMax
  for (const close of closers.toReversed()) {
    try {
      if (!(await inTime(close, Math.max(untilMs - performance.now(), STEP_MS_MIN))))
        log.warn('closing takes too long: it goes on without waiting')
    } catch (error) {
      log.warn({ err: error }, 'closing: a step failed')
    }
  }
}

/** However little is left: a step that has nothing to wait for gets through. */
const STEP_MS_MIN = 100

async function inTime(close: Closer, msMax: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), msMax)
  })
  try {
    return await Promise.race([Promise.resolve(close()).then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
