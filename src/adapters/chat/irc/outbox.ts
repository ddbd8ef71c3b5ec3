/**
 * The one door by which our words leave: in order, and no faster than people and servers bear: a pause between the lines of a message, a longer one
 * after it. What can wait (messages to people who watch for something) goes when nothing else wants to, so that no answer waits for it. A full
 * queue refuses the whole message; half a message is never queued.
 */
export const QUEUE_LINES_MAX = 200

export type Lane = 'first' | 'last'
export interface Pauses {
  readonly lineMs: number
  readonly messageMs: number
}

export interface Outbox {
  /** Resolves when the last line is written to the socket; rejects when the queue is full, a write fails, or the connection ends. */
  send(lines: readonly string[], lane?: Lane): Promise<void>
  waitingLines(): number
  /** Refuses everything that waits, and all that comes after. */
  close(why: Error): void
}

interface Message {
  readonly lines: string[]
  readonly lane: Lane
  readonly sent: PromiseWithResolvers<void>
}

export function openOutbox(write: (line: string) => Promise<void>, pauses: Pauses): Outbox {
  const waiting: Record<Lane, Message[]> = { first: [], last: [] }
  let current: Message | null = null
  let lineAtMs = Number.NEGATIVE_INFINITY
  /** When the last message of each lane ended. */
  const endedAtMs: Record<Lane, number> = { first: lineAtMs, last: lineAtMs }
  let timer: NodeJS.Timeout | null = null
  let closed: Error | null = null

  /** Whose turn is next, and when: an answer follows the answer before it, all else whatever was said last. */
  function turn(): { message: Message; atMs: number } | null {
    if (current) return { message: current, atMs: lineAtMs + pauses.lineMs }
    const [answer, other] = [waiting.first[0], waiting.last[0]]
    if (answer) return { message: answer, atMs: Math.max(lineAtMs + pauses.lineMs, endedAtMs.first + pauses.messageMs) }
    if (other) return { message: other, atMs: Math.max(endedAtMs.first, endedAtMs.last) + pauses.messageMs }
    return null
  }

  function pump() {
    timer = null
    for (let next = turn(); next; next = turn()) {
      const nowMs = performance.now()
      if (next.atMs > nowMs) {
        timer = setTimeout(pump, Math.ceil(next.atMs - nowMs))
        return
      }
      writeLine(next.message, nowMs)
    }
  }

  function writeLine(message: Message, nowMs: number) {
    if (current !== message) waiting[message.lane].shift()
    const line = message.lines.shift()
    current = message.lines.length > 0 ? message : null
    lineAtMs = nowMs
    if (!current) endedAtMs[message.lane] = nowMs
    write(line ?? '').then(() => message.lines.length === 0 && message.sent.resolve(), message.sent.reject)
  }

  const waitingLines = () =>
    [current, ...waiting.first, ...waiting.last].reduce((sum, message) => sum + (message?.lines.length ?? 0), 0)

  return {
    send(lines, lane = 'first') {
      if (closed) return Promise.reject(closed)
      if (lines.length === 0) return Promise.resolve()
      if (waitingLines() + lines.length > QUEUE_LINES_MAX) {
        return Promise.reject(
          new Error(`irc: more than ${QUEUE_LINES_MAX} lines are waiting to be sent; this message was refused`),
        )
      }
      const message = { lines: [...lines], lane, sent: Promise.withResolvers<void>() }
      waiting[lane].push(message)
      if (timer) clearTimeout(timer)
      pump()
      return message.sent.promise
    },
    waitingLines,
    close(why) {
      closed ??= why
      if (timer !== null) clearTimeout(timer)
      for (const message of [current, ...waiting.first.splice(0), ...waiting.last.splice(0)]) message?.sent.reject(why)
      current = null
    },
  }
}
