/**
 * Sends what is due, a few at a time, at the pace of those who receive. What is due stands in the database; whoever takes it has it for a while, so
 * a program that was killed meanwhile loses nothing: another try comes when that while is over. Woken when something was promised, it looks by
 * itself too, so a wake-up that is lost only costs time.
 */
export interface Sender {
  wake(): void
  close(): Promise<void>
}

export interface Sending<T> {
  readonly atOnceMax: number
  readonly lookEveryMs: number
  /** What is due now, at most so many. */
  readonly take: (max: number) => Promise<T[]>
  readonly send: (one: T) => Promise<void>
  readonly failed: (error: unknown) => void
}

export function openSender<T>(sending: Sending<T>): Sender {
  const running = new Set<Promise<void>>()
  let again = false
  let closed = false
  let looking: Promise<void> | null = null

  const start = (one: T): void => {
    const sent = sending
      .send(one)
      .catch(sending.failed)
      .finally(() => {
        running.delete(sent)
        wake()
      })
    running.add(sent)
  }
  const look = async (): Promise<void> => {
    while (again && !closed) {
      again = false
      const free = sending.atOnceMax - running.size
      if (free <= 0) return
      const taken = await sending.take(free)
      taken.forEach(start)
      if (taken.length > 0) again = true
    }
  }
  const wake = (): void => {
    again = true
    if (closed) return
    looking ??= look()
      .catch(sending.failed)
      .finally(() => {
        looking = null
        if (again && running.size < sending.atOnceMax && !closed) wake()
      })
  }
  const timer = setInterval(wake, sending.lookEveryMs)
  return {
    wake,
    close: async () => {
      closed = true
      clearInterval(timer)
      await looking
      await Promise.all(running)
    },
  }
}
