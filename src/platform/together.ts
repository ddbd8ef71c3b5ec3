/**
 * Lets all who ask the same thing at the same time share one answer, so that a crowd costs no more than two. Whoever asks while somebody's work runs,
 * which may have looked before a change that they know of, shares the next one: for each key one runs and one waits.
 */
export function together<Key, T>(work: (key: Key) => Promise<T>): (key: Key) => Promise<T> {
  const running = new Map<Key, Promise<T>>()
  const waiting = new Map<Key, Promise<T>>()
  const run = (key: Key): Promise<T> => {
    const answer = work(key).finally(() => {
      if (running.get(key) === answer) running.delete(key)
    })
    running.set(key, answer)
    return answer
  }
  return (key) => {
    const now = running.get(key)
    if (!now) return run(key)
    const begin = (): Promise<T> => {
      waiting.delete(key)
      return run(key)
    }
    const next = waiting.get(key) ?? now.then(begin, begin)
    waiting.set(key, next)
    return next
  }
}
