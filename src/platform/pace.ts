/**
 * Says things at our own pace: the first touch of a key acts at once, further ones while it is hot are gathered into one act every `everyMs`.
 * A thousand votes are a few tallies a second, not a thousand broadcasts.
 */
export interface Pace {
  touch(key: string): void
  close(): Promise<void>
}

/** When whatever can wait may go on: null, at once; or a little later, all of them together, since a crowd waits for something more urgent. */
export type Calm = () => Promise<void> | null

const HOLD_MS_MAX = 300
const HOLD_STEP_MS = 20

export function openCalm(isPressed: () => boolean): Calm {
  let held: Promise<void> | null = null
  const hold = async (): Promise<void> => {
    const untilMs = performance.now() + HOLD_MS_MAX
    while (isPressed() && performance.now() < untilMs) await new Promise((resolve) => setTimeout(resolve, HOLD_STEP_MS))
    held = null
  }
  return () => {
    if (!held && isPressed()) held = hold()
    return held
  }
}

/** @param calm asked before each act */
export function openPace(
  everyMs: number,
  act: (key: string) => Promise<void>,
  failed: (error: unknown) => void,
  calm: Calm = () => null,
): Pace {
  const hot = new Map<string, { again: boolean }>()
  const running = new Set<Promise<void>>()
  let closed = false

  const run = async (key: string): Promise<void> => {
    const state = { again: false }
    hot.set(key, state)
    do {
      const crowd = calm()
      if (crowd) await crowd
      state.again = false
      const pause = new Promise((resolve) => setTimeout(resolve, everyMs))
      await act(key).catch(failed)
      await pause
    } while (state.again && !closed)
    hot.delete(key)
  }

  return {
    touch(key) {
      const state = hot.get(key)
      if (state) {
        state.again = true
      } else if (!closed) {
        const one = run(key).finally(() => running.delete(one))
        running.add(one)
      }
    },
    close: async () => {
      closed = true
      await Promise.all(running)
    },
  }
}
