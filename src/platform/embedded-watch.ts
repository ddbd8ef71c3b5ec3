import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'

/** Looks after a running embedded server: one that ended without being asked to is started again. */
export interface Watched {
  /** The server's process now. */
  pid(): number
  /** Ends the watch; waits for a start that is under way. */
  end(): Promise<void>
}

const LOOK_EVERY_MS = 500
const PAUSE_MS_MIN = 500
const PAUSE_MS_MAX = 10_000

export function watchServer(
  firstPid: number,
  means: { readonly isAlive: (pid: number) => Promise<boolean>; readonly startAgain: () => Promise<number>; readonly log: Log },
): Watched {
  const ending = new AbortController()
  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal, ref: false }).catch(() => {})
  let pid = firstPid

  const startAgain = async (): Promise<void> => {
    for (let pauseMs = PAUSE_MS_MIN; !ending.signal.aborted; pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX)) {
      try {
        pid = await means.startAgain()
        return means.log.warn({ pid }, 'the embedded database runs again')
      } catch (error) {
        means.log.error({ err: error, pauseMs }, 'the embedded database does not start; it is tried again')
        await pause(pauseMs)
      }
    }
  }
  const watch = async (): Promise<void> => {
    for (;;) {
      await pause(LOOK_EVERY_MS)
      if (ending.signal.aborted) return
      if (await means.isAlive(pid)) continue
      means.log.error({ pid }, 'the embedded database has ended; it is started again')
      await startAgain()
    }
  }
  const watching = watch()
  return {
    pid: () => pid,
    end: async () => {
      ending.abort()
      await watching
    },
  }
}
