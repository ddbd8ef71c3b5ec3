/**
 * The one door by which our words leave: in order, and no faster than a server bears (a bucket of tokens: a burst, then one line
 * per `lineEveryMs`). A full queue refuses the whole message; half a message is never queued.
 */
export const QUEUE_LINES_MAX = 200

export interface Outbox {
  /** Resolves when the last line is written to the socket; rejects when the queue is full, a write fails, or the connection ends. */
  send(lines: readonly string[]): Promise<void>
  waitingLines(): number
  /** Refuses everything that waits, and all that comes after. */
  close(why: Error): void
}

interface Waiting {
  readonly line: string
  readonly message: PromiseWithResolvers<void>
  readonly last: boolean
}

export function openOutbox(write: (line: string) => Promise<void>, pace: { burstLines: number; lineEveryMs: number }): Outbox {
  const queue: Waiting[] = []
  let tokens = pace.burstLines
  let countedAtMs = performance.now()
  let timer: NodeJS.Timeout | null = null
  let closed: Error | null = null

  function refill() {
    const nowMs = performance.now()
    tokens = Math.min(pace.burstLines, tokens + (nowMs - countedAtMs) / pace.lineEveryMs)
    countedAtMs = nowMs
  }

  function pump() {
    timer = null
    refill()
    while (tokens >= 1) {
      const next = queue.shift()
      if (next === undefined) return
      tokens -= 1
      write(next.line).then(() => next.last && next.message.resolve(), next.message.reject)
    }
    if (queue.length > 0) timer = setTimeout(pump, Math.ceil((1 - tokens) * pace.lineEveryMs))
  }

  return {
    send(lines) {
      if (closed) return Promise.reject(closed)
      if (lines.length === 0) return Promise.resolve()
      if (queue.length + lines.length > QUEUE_LINES_MAX) {
        return Promise.reject(
          new Error(`irc: more than ${QUEUE_LINES_MAX} lines are waiting to be sent; this message was refused`),
        )
      }
      const message = Promise.withResolvers<void>()
      queue.push(...lines.map((line, index) => ({ line, message, last: index === lines.length - 1 })))
      if (timer === null) pump()
      return message.promise
    },
    waitingLines: () => queue.length,
    close(why) {
      closed ??= why
      if (timer !== null) clearTimeout(timer)
      for (const { message } of queue.splice(0)) message.reject(why)
    },
  }
}
