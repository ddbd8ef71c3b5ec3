/**
 * Says things at our own pace: the first touch of a key acts at once, further ones while it is hot are gathered into one act every `everyMs`.
 * A thousand votes are a few tallies a second, not a thousand broadcasts. While a crowd presses, an act waits a little: what it would take is theirs.
 */
export interface Pace {
  touch(key: string): void
  close(): Promise<void>
}

const HOLD_MS_MAX = 300
const HOLD_STEP_MS = 20

/** @param isPressed whether a crowd waits at the moment for something more urgent than this */
export function openPace(
  everyMs: number,
  act: (key: string) => Promise<void>,
  failed: (error: unknown) => void,
  isPressed: () => boolean = () => false,
): Pace {
  const hot = new Map<string, { again: boolean }>()
  const running = new Set<Promise<void>>()
  let closed = false

  const hold = async (): Promise<void> => {
    const untilMs = performance.now() + HOLD_MS_MAX
    while (isPressed() && !closed && performance.now() < untilMs)
      await new Promise((resolve) => setTimeout(resolve, HOLD_STEP_MS))
  }

  const run = async (key: string): Promise<void> => {
    const state = { again: false }
    hot.set(key, state)
    do {
      if (isPressed()) await hold()
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
